"""The launcher's traps, each answered with one line (tried with `env -i`, as a new machine would)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from imece.config import make_environment

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("dirname", "cksum", "cut", "id", "sh", "env")


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A PATH with the few programs the launcher needs and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        path = shutil.which(name)
        assert path
        (folder / name).symlink_to(path)
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout under a path with blanks and ş."""
    folder = tmp_path / "yeni işe alım"
    folder.mkdir()
    shutil.copy(ROOT / "imece", folder)
    for name in ("src", "requirements"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def launch(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """With nothing in the environment but what is named."""
    command = [str(checkout / "imece"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    "home", [{}, {"HOME": ""}, {"HOME": "/nonexistent"}], ids=["no HOME", "empty", "missing"]
)
def test_it_starts_from_a_path_with_blanks_and_letters_and_any_home(
    checkout: Path, tmp_path: Path, home: dict[str, str]
) -> None:
    ready = {"IMECE_ENVIRONMENTS": str(_environments(tmp_path)), "PATH": os.defpath}
    answer = launch(checkout, "messages", "--help", **ready, **home)
    assert (answer.returncode, "usage: ./imece messages" in answer.stdout) == (0, True), answer.stderr


def _environments(folder: Path) -> Path:
    """The environment these tests run in, under the name the launcher looks for."""
    sums = subprocess.run(
        ["cksum"], stdin=(ROOT / "requirements/dev.txt").open(), capture_output=True, check=True
    )
    place = folder / f"dev-{sums.stdout.split()[0].decode()}"
    place.mkdir()
    (place / "ready").touch()
    (place / "bin").mkdir()
    (place / "bin" / "python").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    (place / "bin" / "python").chmod(0o755)
    return folder


def test_no_python_or_one_too_old_is_one_line(checkout: Path, tools: Path, tmp_path: Path) -> None:
    for script in (None, "#!/bin/sh\nexit 1\n"):
        if script:
            (tools / "python3").write_text(script, encoding="utf-8")
            (tools / "python3").chmod(0o755)
        answer = launch(checkout, "messages", PATH=str(tools), HOME=str(tmp_path))
        assert answer.returncode == 2
        assert answer.stderr.startswith("imece: Python 3.11 or newer is needed")
        assert answer.stderr.count("\n") == 1


def test_a_python_without_venv_is_one_line(checkout: Path, tools: Path, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError", encoding="utf-8")
    (tools / "python3").symlink_to(sys.executable)
    answer = launch(checkout, "messages", PATH=str(tools), HOME=str(tmp_path), PYTHONPATH=str(tmp_path))
    assert answer.returncode == 2
    assert "has no venv module" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_musl_is_refused_by_name() -> None:
    make_environment.refuse_musl("x86_64-pc-linux-gnu")
    with pytest.raises(make_environment.Trap, match="musl"):
        make_environment.refuse_musl("x86_64-alpine-linux-musl")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(make_environment.Trap, match="IMECE_ENVIRONMENTS"):
        make_environment.own_folder(tmp_path / "file" / "below")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(make_environment.Trap, match="belongs to somebody else"):
        make_environment.own_folder(tmp_path / "link")


def test_two_starts_at_once_make_one_environment(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    python = str(Path(sys.base_prefix) / "bin" / "python3")
    command = [python, make_environment.__file__, str(tmp_path / "made" / "dev-1"), str(empty), str(empty)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _start in range(2)]
    texts = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], texts
    assert sum("making the environment" in text for text in texts) == 1
    assert (tmp_path / "made" / "dev-1" / "ready").exists()

import subprocess
import sys
from pathlib import Path

import pytest

from imece.config.commands import testing
from imece.config.commands.testing import parallel, quick_folder


@pytest.mark.parametrize(
    "arguments, is_parallel",
    [
        ([], True),
        (["-q"], True),
        (["tests/core"], False),
        (["-n", "4"], False),
        (["-n0"], False),
        (["--pdb"], False),
    ],
)
def test_the_whole_suite_runs_in_two_processes_unless_told_otherwise(
    arguments: list[str], is_parallel: bool
) -> None:
    assert bool(parallel(arguments)) == is_parallel


@pytest.mark.parametrize("kilobytes, is_used", [(8 * 1024**2, True), (1024**2, False)])
def test_the_data_stands_in_memory_only_where_there_is_plenty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kilobytes: int, is_used: bool
) -> None:
    monkeypatch.setattr(testing, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(testing, "MEMORY", tmp_path / "meminfo")
    (tmp_path / "meminfo").write_text(f"MemTotal: 9 kB\nMemAvailable:   {kilobytes} kB\n")
    monkeypatch.setattr(testing.shutil, "disk_usage", lambda _folder: type("Disk", (), {"free": 8 * 1024**3}))
    assert quick_folder() == (tmp_path if is_used else None)


def test_where_bytecode_is_not_kept_beside_the_sources_it_is_kept_in_a_folder(tmp_path: Path) -> None:
    """In a process of its own: it changes the interpreter, and what its children inherit."""
    child = "import sys; print(sys.pycache_prefix, sys.dont_write_bytecode)"
    program = f"""
import subprocess, sys
from pathlib import Path
from imece.config.commands.testing import keep_bytecode
keep_bytecode(Path({str(tmp_path)!r}))
print(subprocess.run([sys.executable, "-c", {child!r}], capture_output=True, text=True).stdout)
"""
    environment = {"PYTHONPATH": ":".join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True)
    assert said.stdout.split() == [str(tmp_path / "bytecode"), "False"], said.stderr

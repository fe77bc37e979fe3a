"""`./imece demo` as a person runs it: real processes, a real server, real signals."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from imece.config.commands import demo_walk
from imece.config.demo_server import Demo, demo_home, free_port
from imece.config.environment import Environment, SettingsProblem
from imece.core.demo_people import DemoPerson, password_for, read_people, write_people
from tests.ports import free_port as unused_port

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Under a folder that the server's own user may walk through."""
    folder = Path(tempfile.mkdtemp(prefix="imece-demo-test-"))
    folder.chmod(0o711)
    yield folder / "home"
    shutil.rmtree(folder)


class Run:
    """One `./imece demo …` with its output read as it comes."""

    def __init__(self, home: Path, *arguments: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("IMECE_")}
        environment |= {"IMECE_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "imece", "demo", *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        self.lines: list[str] = []

    def until(self, words: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"ended ({self.process.wait()}) without «{words}»:\n{''.join(self.lines)}")

    def ends(self) -> tuple[int, str]:
        assert self.process.stdout is not None
        self.lines += list(self.process.stdout)
        return self.process.wait(60), "".join(self.lines)

    def stop(self, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        return self.ends()


def processes_of(home: Path) -> list[str]:
    """Every process of this machine whose command line or environment names the folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            text = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(home).encode() in text and int(folder.name) != os.getpid():
            found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
    return found


def test_the_demo_from_nothing_to_a_page_again_and_after_a_reset(home: Path) -> None:
    port = str(unused_port())
    first = Run(home, "--port", port)
    assert f"http://localhost:{port}" in first.until("http://localhost")
    with _ask(port) as answer:
        assert answer.status < 500
    code, text = Run(home, "--port", str(unused_port())).ends()
    assert (code, "already runs" in text) == (1, True)
    code, text = first.stop(signal.SIGTERM)
    assert (code, text.rstrip().endswith("stopped")) == (0, True)
    assert processes_of(home) == []

    (home / "outbox").mkdir(exist_ok=True)
    (home / "outbox" / "kept.txt").write_text("x", encoding="utf-8")
    second = Run(home, "--port", port)
    second.until("http://localhost")
    assert "tables" not in "".join(second.lines), "nothing changed, so nothing is prepared again"
    web = next(int(pid) for pid, command in _children(second.process.pid) if "granian" in command)
    os.kill(web, signal.SIGKILL)
    code, text = second.ends()
    assert (code, "the web process died" in text) == (1, True)
    assert processes_of(home) == []
    assert (home / "outbox" / "kept.txt").exists()

    third = Run(home, "--reset", "--port", port)
    third.until("tables")
    code, text = third.stop()
    assert f"removing the demo's data, files and passwords in {home}" in text
    assert code == 0
    assert not (home / "outbox").exists()
    assert processes_of(home) == []


def _ask(port: str):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30)
    except urllib.error.HTTPError as answer:
        return answer


def _children(parent: int) -> list[tuple[str, str]]:
    pids = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
    return [(pid, Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")) for pid in pids]


def test_a_taken_port_is_named_and_without_a_wish_the_next_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsProblem, match=f"port {port} is taken"):
            free_port(port)
        assert free_port(port, tries=20) > port


def test_a_folder_with_a_real_installation_is_never_taken(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SettingsProblem, match="no demo"):
        Demo(tmp_path, 8000, lambda line: None).claim()


def test_without_imece_home_the_demo_keeps_beside_the_installation() -> None:
    assert demo_home(Environment({})).name.endswith("-demo")
    assert demo_home(Environment({"IMECE_HOME": "/srv/x"})) == Path("/srv/x")


def test_demo_passwords_are_kept_in_a_file_of_ours_alone(tmp_path: Path) -> None:
    password = password_for(tmp_path, "manager")
    assert password_for(tmp_path, "manager") == password, "kept before the people are written"
    assert re.fullmatch(r"[0-9a-f]{6}(-[0-9a-f]{6}){2}", password)
    person = DemoPerson("manager", "İşveren", "Ayla", "10000000146", password)
    write_people(tmp_path, [person])
    assert read_people(tmp_path) == [person]
    assert password_for(tmp_path, "manager") == password
    assert password_for(tmp_path, "seeker") != password
    assert (tmp_path / "demo-people.json").stat().st_mode & 0o777 == 0o600


def test_the_walk_names_the_step_that_fails(tmp_path: Path) -> None:
    def it_is_closed(walk: demo_walk.Walk) -> None:
        raise AssertionError("shows «Kapalı»")

    demo, told = Demo(tmp_path, 1, lambda line: None), []
    assert demo_walk.walk(demo, told.append, [lambda walk: None, it_is_closed]).startswith(
        "FAILED at «it is closed»"
    )
    assert len(told) == 1


def test_a_form_is_sent_as_a_browser_would() -> None:
    page = demo_walk.Page(
        "/x/",
        200,
        b"""
        <form method="post"><input name="csrf" value="t"><input type="checkbox" name="a" value="1" checked>
        <input type="checkbox" name="b"><input type="radio" name="r" value="1">
        <input type="radio" name="r" value="2" checked>
        <select name="s"><option value="1">x<option value="2" selected>y</select><textarea name="t">
line</textarea><button name="go" value="1">Go</button></form>""",
    )
    (form,) = page.forms
    assert form.fields == {"csrf": ["t"], "a": ["1"], "b": [], "r": ["2"], "s": ["2"], "t": ["line"]}


def test_the_mark_survives_as_json(tmp_path: Path) -> None:
    demo = Demo(tmp_path, 8123, lambda line: None)
    demo.claim()
    assert json.loads((tmp_path / "demo.json").read_text(encoding="utf-8")) == {
        "address": "http://localhost:8123"
    }
    demo.stop()

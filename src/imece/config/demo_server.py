"""The demo as an object: prepare the data folder, start gateway, web and worker, stop them, the database last."""

import fcntl
import hashlib
import json
import os
import shutil
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from imece.config.environment import Environment, SettingsProblem
from imece.config.preparation import load_demo, prepare
from imece.config.processes import Child
from imece.config.road import DEFAULT_PORT as ROAD_PORT
from imece.config.web_server import web_command
from imece.core.demo_people import DemoPerson, read_people

SOURCE = Path(__file__).resolve().parent.parent
LOCKS = SOURCE.parent.parent / "requirements"
MARK = "demo.json"  # its presence says that the folder is the demo's and may be emptied
START_SECONDS = 120


def demo_home(environment: Environment) -> Path:
    """IMECE_HOME if it is given, else a folder beside the real installation's, never the same."""
    home = environment.home()
    return home if environment.text("IMECE_HOME") else home.with_name(f"{home.name}-demo")


def source_stamp() -> str:
    """Changes when any file of ours or any package's version does: then everything is prepared anew."""
    digest = hashlib.sha256((LOCKS / "base.txt").read_bytes())
    for folder, names, files in os.walk(SOURCE):
        names[:] = sorted(name for name in names if name != "__pycache__")
        for name in sorted(files):
            if not name.endswith((".pyc", ".mo")):
                path = Path(folder) / name
                status = path.stat()
                digest.update(f"{path.relative_to(SOURCE)} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def free_port(wanted: int, tries: int = 1) -> int:
    """The first free one of `tries` ports from `wanted` on; 0 means any. SettingsProblem when all are taken."""
    for port in range(wanted, wanted + tries):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise SettingsProblem(f"port {wanted} is taken by another program; choose one with --port.")


class Demo:
    """`tell` gets each line for the person who started it."""

    def __init__(self, home: Path, port: int, tell: Callable[[str], None]) -> None:
        self.home = home
        self.port = port
        self.road_port = ROAD_PORT
        self.tell = tell
        self.children: list[Child] = []
        self._stack = ExitStack()

    @property
    def address(self) -> str:
        """By name: a passkey is bound to `localhost` and refused on 127.0.0.1."""
        return f"http://localhost:{self.port}"

    @property
    def people(self) -> list[DemoPerson]:
        return read_people(self.home)

    def claim(self) -> None:
        """Take the folder, alone. Refuses one that holds a real installation."""
        from imece.config.readiness import prepare_data_folder

        prepare_data_folder(self.home)
        if (self.home / "secrets.json").exists() and not (self.home / MARK).exists():
            raise SettingsProblem(
                f"{self.home} holds an installation that is no demo; choose another IMECE_HOME."
            )
        lock = self._stack.enter_context((self.home / "demo.lock").open("a"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = self._mark().get("address", "")
            raise SettingsProblem(f"the demo already runs in {self.home}, at {running}.") from None
        self._write_mark(address=self.address)

    def reset(self) -> None:
        """Remove everything of the demo; the folder must carry its mark. Call after `claim`."""
        self.tell(f"--reset: removing the demo's data, files and passwords in {self.home}")
        kept = {MARK, "demo.lock"}
        for path in self.home.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name not in kept:
                path.unlink()
        (self.home / MARK).write_text("{}", encoding="utf-8")
        self._write_mark(address=self.address)

    def start(self) -> None:
        self.road_port = free_port(self.road_port, tries=50)
        os.environ |= {
            "IMECE_HOME": str(self.home),
            "IMECE_EXCHANGE_URL": f"http://localhost:{self.road_port}",
            "IMECE_MODE": "demo",
            "IMECE_PUBLIC_URL": self.address,
            "IMECE_DATABASE_ROLE": "owner",
        }
        if os.environ.pop("DATABASE_URL", None):
            self.tell("DATABASE_URL is left aside: the demo runs on a server of its own")
        self._start_database()
        is_new = self._prepare()
        self._start_road()
        if is_new:
            load_demo(self.step)
            self._write_mark(stamp=source_stamp())
        self._start_children()

    def stop(self) -> None:
        """Web first, so that nobody begins anew; then the worker; the database last."""
        for child in self.children:
            child.stop()
        self.children.clear()
        self._stack.close()

    def dead_child(self) -> Child | None:
        return next((child for child in self.children if not child.is_alive), None)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        try:
            yield
        except Exception:
            self.tell(f"  {name:<40} FAILED")
            raise
        self.tell(f"  {name:<40}{time.monotonic() - began:7.1f} s")

    def _start_database(self) -> None:
        from imece.config.database import Installation
        from imece.config.readiness import database_running

        with self.step("PostgreSQL 18 started"):
            self._stack.enter_context(database_running(Installation(Environment())))

    def _prepare(self) -> bool:
        """Skipped whole, and False, when nothing of ours changed since the last time."""
        if self._mark().get("stamp") == source_stamp():
            return False
        prepare(self.step)
        return True

    def _start_road(self) -> None:
        """Before the demo's people: the register answers them over the road."""
        command = [sys.executable, "-m", "imece", "gateway", "--port", str(self.road_port)]
        road = Child(
            "gateway", command, self.home / "logs" / "gateway.log", {"IMECE_DATABASE_ROLE": "gateway"}
        )
        self.children.append(road)
        with self.step("the exchange's gateway started"):
            road.start()
            self._wait_for(road, f"http://127.0.0.1:{self.road_port}/health")

    def _start_children(self) -> None:
        web = web_command("127.0.0.1", self.port)
        worker = [sys.executable, "-m", "imece", "worker"]
        logs = self.home / "logs"
        pages = [
            Child("web", web, logs / "web.log", {"IMECE_DATABASE_ROLE": "web"}),
            Child("worker", worker, logs / "worker.log", {"IMECE_DATABASE_ROLE": "worker"}),
        ]
        sealer = Child(
            "sealer",
            [sys.executable, "-m", "imece", "seal"],
            logs / "sealer.log",
            {"IMECE_DATABASE_ROLE": "worker"},
        )
        self.children += [*pages, sealer]
        with self.step("web server and worker started"):
            for child in (*pages, sealer):
                child.start()
            self._wait_for(pages[0], f"http://127.0.0.1:{self.port}/")

    def _wait_for(self, child: Child, address: str) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if dead := self.dead_child():
                raise SettingsProblem(
                    f"the {dead.name} process ended at once; its last lines:\n{dead.last_lines()}"
                )
            try:
                urllib.request.urlopen(address, timeout=30).close()  # noqa: S310 a child of ours
                return
            except urllib.error.HTTPError as answer:
                if answer.code < 500:
                    return
                raise SettingsProblem(f"{child.name} answers {answer.code}; its log: {child.log}") from None
            except OSError:
                time.sleep(0.1)
        raise SettingsProblem(f"{child.name} does not answer; its log: {child.log}")

    def _mark(self) -> dict[str, str]:
        path = self.home / MARK
        known = path.read_text(encoding="utf-8") if path.exists() else "{}"
        return dict(json.loads(known or "{}"))

    def _write_mark(self, **values: str) -> None:
        (self.home / MARK).write_text(json.dumps({**self._mark(), **values}), encoding="utf-8")

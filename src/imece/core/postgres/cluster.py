"""One PostgreSQL cluster in a data folder: initialise, start, stop, share between processes."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from imece.core.postgres.binaries import Binaries, find_binaries
from imece.core.postgres.url import DatabaseUrl

OWNER = "imece_owner"
PORT = 5432  # names the socket file only: nothing listens on the network

SETTINGS = """\
listen_addresses = ''
unix_socket_directories = '{socket}'
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = '256MB'
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_min_duration_statement = '2s'
password_encryption = 'scram-sha-256'
"""
THROWAWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n"


class ClusterError(Exception):
    """The server cannot be made or started; the message ends with where its log is."""


@dataclass(frozen=True)
class Cluster:
    """`folder` holds the data; `throwaway` gives durability away for speed (tests only)."""

    folder: Path
    password: str
    throwaway: bool = False
    binaries: Binaries = field(default_factory=find_binaries)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "server.log"

    @property
    def socket_folder(self) -> Path:
        """Short, because a socket path over 107 bytes fails; by hash, because the data path may be long."""
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        return _runtime_folder() / name

    def url(self, name: str = "imece") -> DatabaseUrl:
        return DatabaseUrl(str(self.socket_folder), PORT, name, OWNER, self.password)

    @contextmanager
    def running(self) -> Iterator[DatabaseUrl]:
        """The server runs while any process is inside; the last one to leave stops it.

        Each process holds a shared lock on one file. The kernel drops it when the process dies, even by
        kill -9, so nobody is counted who is not there.
        """
        with self._gate() as folder:
            self._ensure_started()
            users = (folder / "users.lock").open("w")
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield self.url()
        finally:
            with self._gate():
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()
                except BlockingIOError:
                    pass  # somebody else is inside
                users.close()

    def stop(self) -> None:
        if self.data.exists():
            self.binaries.run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", check=False)

    def is_answering(self) -> bool:
        arguments = ("-q", "-h", str(self.socket_folder), "-p", str(PORT))
        return self.binaries.run("pg_isready", *arguments, check=False).returncode == 0

    def create_database(self, name: str = "imece", template: str = "template0") -> None:
        """Make the database if it is not there; the template must have no connections."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(str(self.url("postgres")), autocommit=True) as connection:
            if connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is None:
                statement = sql.SQL("create database {} template {}")
                connection.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def destroy(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.socket_folder, ignore_errors=True)

    @contextmanager
    def _gate(self) -> Iterator[Path]:
        """One process at a time makes, starts or stops; held for the act only."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o711)
        with (self.folder / "gate.lock").open("w") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield self.folder

    def _ensure_started(self) -> None:
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._prepare_socket_folder()
        if self._is_alive():
            return
        self._write_settings()
        self.log.touch()
        self.binaries.give(self.log)
        options = ("start", "-D", str(self.data), "-l", str(self.log), "-w", "-t", "300", "-s")
        self._run("pg_ctl", *options)

    def _is_alive(self) -> bool:
        """For about a second after a kill -9 the dead server still has a pid: ask it, do not believe the file."""
        if self.binaries.run("pg_ctl", "status", "-D", str(self.data), check=False).returncode:
            return False
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline:
            if self.is_answering():
                return True
            if self.binaries.run("pg_ctl", "status", "-D", str(self.data), check=False).returncode:
                return False
            time.sleep(0.1)
        raise ClusterError(f"PostgreSQL runs but does not answer; its log: {self.log}")

    def _initialise(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        self.binaries.give(self.data)
        with tempfile.NamedTemporaryFile("w", prefix="imece-", delete=False) as password_file:
            password_file.write(self.password)
        self.binaries.give(Path(password_file.name))
        try:
            locale = (
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C.UTF-8",
                "--encoding=UTF8",
            )
            who = ("-U", OWNER, "-A", "scram-sha-256", f"--pwfile={password_file.name}")
            self._run("initdb", "-D", str(self.data), *locale, *who, "--no-instructions")
        finally:
            Path(password_file.name).unlink()

    def _write_settings(self) -> None:
        text = SETTINGS.format(socket=self.socket_folder) + (THROWAWAY if self.throwaway else "")
        settings = self.data / "imece.conf"
        settings.write_text(text, encoding="utf-8")
        self.binaries.give(settings)
        main = self.data / "postgresql.conf"
        if "include 'imece.conf'" not in main.read_text(encoding="utf-8"):
            with main.open("a", encoding="utf-8") as file:
                file.write("\ninclude 'imece.conf'\n")

    def _prepare_socket_folder(self) -> None:
        folder = self.socket_folder
        folder.mkdir(mode=0o700, exist_ok=True)
        owners = {os.geteuid(), self.binaries.user.pw_uid if self.binaries.user else os.geteuid()}
        status = folder.lstat()
        if folder.is_symlink() or status.st_uid not in owners or status.st_mode & 0o077:
            raise ClusterError(f"{folder} is not ours alone; remove it and start again.")
        self.binaries.give(folder)

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            return self.binaries.run(program, *arguments)
        except Exception as problem:
            tail = self.log.read_text(errors="replace")[-1500:] if self.log.exists() else ""
            raise ClusterError(f"{problem}\n{tail}\nThe whole log: {self.log}") from problem


def _runtime_folder() -> Path:
    """A folder for sockets: the session's own if there is one, else ours under /tmp with its owner checked."""
    session = os.environ.get("XDG_RUNTIME_DIR")
    if session and os.geteuid() != 0 and os.access(session, os.W_OK):
        base = Path(session) / "imece"
        base.mkdir(mode=0o700, exist_ok=True)
        return base
    base = Path("/tmp") / f"imece-{os.geteuid()}"  # noqa: S108  owner and mode are checked below
    base.mkdir(mode=0o711, exist_ok=True)
    if base.is_symlink() or base.lstat().st_uid != os.geteuid():
        raise ClusterError(f"{base} belongs to somebody else; remove it or set XDG_RUNTIME_DIR.")
    base.chmod(0o711)
    return base

"""The gateway and PostgreSQL as a service manager keeps them: whoever ends is started again. And ways to end them."""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from tests.exchange.gateway.road import Road

from imece.core.postgres import Cluster

LOOKED_EVERY = 0.1


@contextlib.contextmanager
def kept(road: Road) -> Iterator[Road]:
    """As `Restart=always` of deploy/systemd."""
    stopped = threading.Event()

    def keep() -> None:
        while not stopped.wait(LOOKED_EVERY):
            if road.process is None or road.process.poll() is not None:
                road.start(wait=False)

    road.start()
    keeper = threading.Thread(target=keep, daemon=True)
    keeper.start()
    try:
        yield road
    finally:
        stopped.set()
        keeper.join(10)
        road.stop()


def kill_database(cluster: Cluster) -> None:
    """SIGKILL to the server and every process of its own, at once: nothing is written down any more."""
    server = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])
    for process in [server, *_children(server)]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    while _is_there(server):
        time.sleep(0.01)


def start_database(cluster: Cluster) -> None:
    with cluster.running():  # the installation's own lock is held: it goes on running after this
        pass


def _children(server: int) -> list[int]:
    return [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _parent(folder) == server
    ]


def _parent(folder: Path) -> int:
    with contextlib.suppress(OSError):
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    return 0


def _is_there(process: int) -> bool:
    return Path(f"/proc/{process}").exists() and _state(process) != "Z"


def _state(process: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    return "Z"


def copy_of(cluster: Cluster, folder: Path, *, follows: bool) -> Cluster:
    """A base backup of the running server: a standby that follows it, or the state of this moment."""
    copy = Cluster(folder, cluster.password)
    folder.mkdir(mode=0o711)
    cluster.binaries.give(folder)
    os.environ["PGPASSWORD"] = cluster.password
    where = ("-h", str(cluster.socket_folder), "-p", "5432", "-U", cluster.url().user)
    more = ("-R",) if follows else ()
    cluster.binaries.run("pg_basebackup", *where, "-D", str(copy.data), "-X", "stream", "-c", "fast", *more)
    return copy


def follow_in_step(cluster: Cluster) -> None:
    """Every commit waits for the standby from now on."""
    with psycopg.connect(str(cluster.url("postgres")), autocommit=True) as connection:
        connection.execute("alter system set synchronous_standby_names = '*'")
        connection.execute("select pg_reload_conf()")
        deadline = time.monotonic() + 30
        while not connection.execute(
            "select 1 from pg_stat_replication where sync_state = 'sync'"
        ).fetchone():
            if time.monotonic() > deadline:
                raise SystemExit("the standby does not follow")
            time.sleep(0.1)


def promote(cluster: Cluster) -> None:
    cluster.binaries.run("pg_ctl", "promote", "-D", str(cluster.data), "-w")


@contextlib.contextmanager
def small_disk(folder: Path, megabytes: int, cluster: Cluster) -> Iterator[bool]:
    """A disk of its own for a tablespace; False where this machine does not let us mount one."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}M,mode=0700", "tmpfs", str(folder)],
        capture_output=True, check=False,
    ).returncode == 0  # fmt: skip
    try:
        if mounted:
            cluster.binaries.give(folder)
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=False)


def compiler() -> str:
    """The C compiler of this machine, or nothing."""
    return shutil.which("cc") or shutil.which("gcc") or ""


@contextlib.contextmanager
def failing_sync(cluster: Cluster) -> Iterator[tuple[Path, Path]]:
    """The server starts anew with `failing_sync.c` in it. Gives the files that make one fsync fail, and each."""
    folder = cluster.folder / "failing"
    folder.mkdir()
    cluster.binaries.give(folder)
    shim, once, lasting = folder / "failing_sync.so", folder / "once", folder / "lasting"
    source = Path(__file__).with_name("failing_sync.c")
    names = (f'-DONCE="{once}"', f'-DLASTING="{lasting}"')
    subprocess.run([compiler(), "-shared", "-fPIC", *names, "-o", shim, source, "-ldl"], check=True)
    shim.chmod(0o755)
    cluster.stop()
    os.environ["LD_PRELOAD"] = str(shim)
    try:
        start_database(cluster)
        yield once, lasting
    finally:
        del os.environ["LD_PRELOAD"]
        shutil.rmtree(folder)
        kill_database(cluster)
        start_database(cluster)

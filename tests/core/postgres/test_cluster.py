"""Our own PostgreSQL (ADR 0002): shared by processes, alive after kill -9, clear about folders it cannot use."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from imece.core.postgres import Cluster, ClusterError

PASSWORD = "yalnız-deneme"
HOLD = """
import sys
from pathlib import Path
from imece.core.postgres import Cluster
with Cluster(Path(sys.argv[1]), sys.argv[2]).running():
    print("inside", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Reachable for the server's own user; the cluster in it is durable, as in life."""
    folder = Path("/tmp") / f"imece-cluster-{os.getpid()}"
    folder.mkdir(mode=0o711)
    yield folder
    a_cluster(folder).destroy()
    folder.rmdir() if not any(folder.iterdir()) else subprocess.run(["rm", "-rf", str(folder)], check=True)


@pytest.fixture
def cluster(home: Path) -> Cluster:
    return a_cluster(home)


def a_cluster(home: Path) -> Cluster:
    return Cluster(home / "postgres", PASSWORD)


def another_process(cluster: Cluster) -> subprocess.Popen[str]:
    """Inside `running()` until its input is closed."""
    command = [sys.executable, "-c", HOLD, str(cluster.folder), cluster.password]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "inside\n"
    return process


def leave(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=60)


def postmaster(cluster: Cluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def test_the_last_process_to_leave_stops_the_server(cluster: Cluster) -> None:
    first, second = another_process(cluster), another_process(cluster)
    leave(first)
    assert cluster.is_answering()
    leave(second)
    assert not cluster.is_answering()
    assert not (cluster.data / "postmaster.pid").exists()


def test_a_process_that_was_killed_is_not_counted(cluster: Cluster) -> None:
    killed, last = another_process(cluster), another_process(cluster)
    killed.kill()
    killed.wait(20)
    leave(last)
    assert not cluster.is_answering()


def test_every_acknowledged_row_survives_a_kill_under_writes(cluster: Cluster) -> None:
    with cluster.running():
        with psycopg.connect(str(cluster.url("postgres")), autocommit=True) as connection:
            connection.execute("create table if not exists written (number bigint primary key)")
        acknowledged = write_until_killed(cluster)
    with cluster.running(), psycopg.connect(str(cluster.url("postgres"))) as connection:
        found = {row[0] for row in connection.execute("select number from written")}
    assert len(acknowledged) >= 20
    assert set(acknowledged) <= found


def write_until_killed(cluster: Cluster) -> list[int]:
    """The rows whose commit the server had answered before its postmaster and backends were killed."""
    acknowledged: list[int] = []

    def write() -> None:
        try:
            with psycopg.connect(str(cluster.url("postgres")), autocommit=True) as connection:
                while True:
                    connection.execute("insert into written values (%s)", [len(acknowledged)])
                    acknowledged.append(len(acknowledged))
        except psycopg.Error:
            return

    writer = threading.Thread(target=write)
    writer.start()
    while len(acknowledged) < 20 and writer.is_alive():
        time.sleep(0.01)
    os.kill(postmaster(cluster), signal.SIGKILL)
    writer.join(60)
    assert not writer.is_alive()
    return acknowledged


def test_a_stale_pid_file_does_not_keep_it_from_starting(cluster: Cluster) -> None:
    """A number that some other living process has by now."""
    with cluster.running():
        pass
    stale = cluster.data / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{cluster.data}\n1\n5432\n{cluster.socket_folder}\n\n\n")
    cluster.binaries.give(stale)
    with cluster.running(), psycopg.connect(str(cluster.url("postgres"))) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_socket_folder_open_to_others_is_refused(cluster: Cluster) -> None:
    cluster.stop()
    cluster.socket_folder.mkdir(exist_ok=True)
    cluster.socket_folder.chmod(0o777)
    try:
        with pytest.raises(ClusterError, match="not ours alone; remove it"), cluster.running():
            pass
    finally:
        cluster.socket_folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_socket_folder_of_somebody_else_is_refused(cluster: Cluster) -> None:
    cluster.stop()
    cluster.socket_folder.mkdir(exist_ok=True)
    before = cluster.socket_folder.stat()
    os.chown(cluster.socket_folder, 65534, 65534)
    try:
        with pytest.raises(ClusterError, match="not ours alone; remove it"), cluster.running():
            pass
    finally:
        os.chown(cluster.socket_folder, before.st_uid, before.st_gid)


def test_a_long_data_path_is_no_hindrance(home: Path) -> None:
    """The socket lies elsewhere: its own limit is 107 bytes."""
    deep = home / "/".join(["uzun" * 20] * 4)
    deep.mkdir(parents=True, mode=0o711)
    cluster = Cluster(deep, PASSWORD)
    assert len(str(cluster.data)) > 300
    assert len(str(cluster.socket_folder / ".s.PGSQL.5432")) <= 107
    try:
        with cluster.running():
            assert cluster.is_answering()
    finally:
        cluster.destroy()


def test_a_path_longer_than_postgresql_takes_is_said(home: Path) -> None:
    cluster = Cluster(home / "/".join(["uzun" * 50] * 6), PASSWORD)
    with pytest.raises(ClusterError), cluster.running():
        pass

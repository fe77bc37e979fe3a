"""The drill: back up a living installation, destroy it, restore it elsewhere, and find everything, guards too."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from imece.config.backups import BackupProblem, keep_last, read_manifest
from imece.config.database import Installation
from imece.config.environment import Environment
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
FILL = """
from imece.core import audit
from imece.core.actor import system_actor
from imece.core.notifications.models import OutboxMessage
from imece.core.jobs.queue import enqueue
for number in range(25):
    audit.record(system_actor("drill"), "drill.done", details={"number": number, "text": "ığüşöçİ ₺"})
message = OutboxMessage.objects.create(recipient_name="Ayla", language="tr", subject="Ş", body="ı", state="inbox_only")
enqueue("notifications.deliver", message_id=message.pk)
"""
SEEN = "select details->>'number', details->>'text' from core_auditrecord where action = 'drill.done' order by id"


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="imece-drill-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def imece(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("IMECE_")}
    environment |= {"IMECE_HOME": str(home), "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "imece", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)


def installation_of(home: Path) -> Installation:
    return Installation(Environment({"IMECE_HOME": str(home)}))


def test_backup_destroy_restore(place: Path) -> None:
    first, second, backups = place / "first", place / "second", place / "backups"
    for arguments in (("upgrade",), ("shell", "-c", FILL)):
        done = imece(first, *arguments)
        assert done.returncode == 0, done.stderr
    (first / "files" / "2026").mkdir(parents=True)
    (first / "files" / "2026" / "şartname.pdf").write_bytes(b"\x00pdf")
    done = imece(first, "backup", str(backups))
    assert done.returncode == 0, done.stderr
    (backup,) = backups.iterdir()
    assert backup.stat().st_mode & 0o777 == 0o700
    assert (backup / "secrets.json").stat().st_mode & 0o777 == 0o600
    secrets = installation_of(first).secrets
    shutil.rmtree(first)

    refused = imece(place, "restore", str(backup))
    assert refused.returncode == 1
    assert "is not empty" in refused.stderr
    done = imece(second, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert "each count as in the backup" in done.stdout
    assert (second / "files" / "2026" / "şartname.pdf").read_bytes() == b"\x00pdf"
    restored = installation_of(second)
    assert restored.secrets == secrets, "without the same keys encrypted columns and seals could not be read"
    with restored.cluster().running():
        _look_at(restored)
        _serve_a_page(second)


def _look_at(restored: Installation) -> None:
    """As the web role: the data are there, and the first and second line of defence too."""
    with psycopg.connect(str(restored.url("web")), autocommit=True) as web:
        assert web.execute(SEEN).fetchall() == [(str(number), "ığüşöçİ ₺") for number in range(25)]
        assert web.execute("select count(*) from procrastinate_jobs where status = 'todo'").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("update core_auditrecord set action = 'x'")
    with psycopg.connect(str(restored.url("owner")), autocommit=True) as owner:
        with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="append-only"):
            owner.execute("update core_auditrecord set action = 'x'")
        next_id = owner.execute("select nextval(pg_get_serial_sequence('core_auditrecord', 'id'))").fetchone()
        assert next_id is not None
        assert next_id[0] > 25, "sequences go on where they were"


def _serve_a_page(home: Path) -> None:
    """The restored installation answers, and a stop by signal is a success."""
    port = free_port()
    environment = {
        **os.environ,
        "IMECE_HOME": str(home),
        "IMECE_MODE": "production",
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "imece", "web", "--port", str(port), "--workers", "1"]
    web = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE)
    try:
        deadline = time.monotonic() + 60
        while (status := _status(port)) is None:
            assert web.poll() is None, "the web server ended"
            assert time.monotonic() < deadline, "the web server does not answer"
            time.sleep(0.2)
        assert status < 500
    finally:
        web.terminate()
    assert web.wait(timeout=60) == 0


def _status(port: int) -> int | None:
    try:
        return int(urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30).status)
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return None


def make_complete(folder: Path, name: str) -> Path:
    backup = folder / name
    backup.mkdir(parents=True)
    (backup / "database.dump").write_bytes(b"dump")
    (backup / "manifest.json").write_text('{"tables": {}, "sums": {"database.dump": "0"}}', encoding="utf-8")
    return backup


def test_a_damaged_backup_is_refused_before_anything_is_touched(tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="missing or damaged"):
        read_manifest(make_complete(tmp_path, "imece-1Z"))
    with pytest.raises(BackupProblem, match="no complete backup"):
        read_manifest(tmp_path)


def test_only_the_newest_are_kept_and_an_unfinished_one_does_not_count(tmp_path: Path) -> None:
    names = [f"imece-2026-11-{day:02}T000000Z" for day in range(1, 6)]
    for name in names:
        make_complete(tmp_path, name)
    (tmp_path / "imece-2026-11-09T000000Z.partial").mkdir()
    assert [path.name for path in keep_last(tmp_path, 2)] == names[:3]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *names[3:],
        "imece-2026-11-09T000000Z.partial",
    ]

"""A backup is one folder: the database, the keys, the files, and a manifest with every sum and count.

`pg_dump` rather than a copy of the cluster: it reads our server and a named one alike, restores into a newer
PostgreSQL, and its counts are taken in the same snapshot, so a restore can prove that nothing is missing. For
recovery to a point in time a large installation adds WAL archiving (docs/operations.md).
"""

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from psycopg import sql

from imece.config.database import Installation
from imece.core.postgres import DatabaseUrl, find_binaries

FOLDERS = ("files", "outbox", "traffic")  # of the data folder; what else is there can be made again
MANIFEST = "manifest.json"
PREFIX = "imece-"
TABLES = "select tablename from pg_tables where schemaname = 'public' order by tablename"


class BackupProblem(Exception):
    """Why it is not (or not wholly) done, in a sentence."""


def make_backup(installation: Installation, target: Path, now: datetime | None = None) -> Path:
    """Write a backup into a new folder below `target`; the folder has its name only when it is complete."""
    moment = now or datetime.now(UTC)
    final = target / f"{PREFIX}{moment:%Y-%m-%dT%H%M%SZ}"
    draft = final.with_suffix(".partial")
    draft.mkdir(parents=True, mode=0o700)
    counts = _dump_database(installation.url("owner"), draft / "database.dump")
    _pack_files(installation.home, draft / "files.tar")
    _copy_secrets(installation, draft / "secrets.json")
    manifest = {
        "made_at": moment.isoformat(timespec="seconds"),
        "version": _version(),
        "tables": counts,
        "sums": {path.name: _sum(path) for path in sorted(draft.iterdir())},
    }
    (draft / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
    draft.rename(final)
    return final


def keep_last(target: Path, count: int) -> list[Path]:
    """Remove all but the newest `count` complete backups; returns what went."""
    complete = sorted(path for path in target.glob(f"{PREFIX}*Z") if (path / MANIFEST).exists())
    surplus = complete[: max(0, len(complete) - count)]
    for path in surplus:
        shutil.rmtree(path)
    return surplus


def read_manifest(backup: Path) -> dict[str, Any]:
    """Its manifest, after every sum was checked."""
    try:
        manifest: dict[str, Any] = json.loads((backup / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BackupProblem(f"{backup} is no complete backup: {problem}") from problem
    for name, expected in manifest["sums"].items():
        if not (backup / name).exists() or _sum(backup / name) != expected:
            raise BackupProblem(f"{backup / name} is missing or damaged; take an older backup.")
    return manifest


def place_secrets_and_files(backup: Path, home: Path) -> None:
    """Into an empty data folder only: a restore never overwrites."""
    if home.exists() and any(home.iterdir()):
        raise BackupProblem(f"{home} is not empty; move it away first, a restore overwrites nothing.")
    home.mkdir(parents=True, exist_ok=True, mode=0o711)
    descriptor = os.open(home / "secrets.json", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write((backup / "secrets.json").read_bytes())
    with tarfile.open(backup / "files.tar") as archive:
        archive.extractall(home, filter="data")


def restore_database(backup: Path, url: DatabaseUrl) -> None:
    """Into an empty database, all or nothing. Roles and rights are made by migrate and setup_roles after it."""
    with psycopg.connect(str(url)) as connection:
        if connection.execute(TABLES).fetchone():
            raise BackupProblem(f"the database {url.name} at {url.host} is not empty; name an empty one.")
    options = [
        "--no-owner",
        "--no-privileges",
        "--exit-on-error",
        "--single-transaction",
        "--dbname",
        url.name,
    ]
    with (backup / "database.dump").open("rb") as dump:
        _run("pg_restore", url, options, stdin=dump)


def differences_to(manifest: dict[str, Any], url: DatabaseUrl) -> list[str]:
    """Tables whose rows are not as many as when the backup was made."""
    with psycopg.connect(str(url)) as connection:
        counts = _counts(connection)
    return [
        f"{table}: {counts.get(table, 'no table')} rows, {expected} in the backup"
        for table, expected in manifest["tables"].items()
        if counts.get(table) != expected
    ]


def _dump_database(url: DatabaseUrl, path: Path) -> dict[str, int]:
    with _snapshot(url) as (connection, snapshot), path.open("wb") as output:
        counts = _counts(connection)
        _run(
            "pg_dump", url, ["--format=custom", f"--snapshot={snapshot}", "--dbname", url.name], stdout=output
        )
    return counts


@contextmanager
def _snapshot(url: DatabaseUrl) -> Iterator[tuple[psycopg.Connection[Any], str]]:
    """The counts and the dump see the same moment, while people go on working."""
    with psycopg.connect(str(url)) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield connection, str(row[0] if row else "")


def _counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    """Rows by table; the cache is left out, it is empty after a crash and meant to be."""
    tables = [name for (name,) in connection.execute(TABLES) if name != "core_cache"]
    counts = {}
    for table in tables:
        row = connection.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table))).fetchone()
        counts[table] = int(row[0] if row else 0)
    return counts


def _run(
    program: str,
    url: DatabaseUrl,
    options: list[str],
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
) -> None:
    """The password goes by the environment: a command line can be read by everybody on the machine."""
    binaries = find_binaries()
    identity: dict[str, Any] = {}
    if binaries.user:
        identity = {"user": binaries.user.pw_uid, "group": binaries.user.pw_gid, "extra_groups": []}
    where = {"PGHOST": url.host, "PGPORT": str(url.port), "PGUSER": url.user, "PGPASSWORD": url.password}
    ended = subprocess.run(
        [str(binaries.folder / program), *options],
        env={"PATH": os.defpath, **where},
        cwd="/",
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
        **identity,
    )
    if ended.returncode:
        raise BackupProblem(f"{program} failed: {ended.stderr.decode(errors='replace').strip()[-1500:]}")


def _pack_files(home: Path, path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        for name in FOLDERS:
            if (home / name).exists():
                archive.add(home / name, arcname=name)


def _copy_secrets(installation: Installation, path: Path) -> None:
    _ = installation.secrets  # made now if this is the first start
    path.touch(mode=0o600)
    path.write_bytes((installation.home / "secrets.json").read_bytes())


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _version() -> str:
    try:
        return importlib.metadata.version("imece")
    except importlib.metadata.PackageNotFoundError:
        return "checkout"

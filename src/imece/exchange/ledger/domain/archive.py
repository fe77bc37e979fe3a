"""A month off line and back: its rows as one file, checked against the sealed tree both ways (X5.1, E5).

The file is a tar with gzip: `manifest.json`, and for each shard `entries-<shard>`, the entries in their order with
their lengths, as in a tile's bundle. Restored rows stand where they stood, as unchangeable as before.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, Final
from uuid import UUID

from django.db import connection

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.transactions import verb
from imece.exchange.ledger.domain.installation import ledger_folder
from imece.exchange.ledger.domain.rules import first_of_next
from imece.exchange.ledger.domain.sealing_off import COLUMNS, entry_of
from imece.exchange.ledger.format import leaf_of, unpack
from imece.exchange.ledger.models import ArchiveFile, LedgerEntry
from imece.exchange.ledger.tiles import ENTRY_LENGTH, WIDTH, DamagedTile, TileStore, pack_bundle

NOT_OVER = define(
    "LED-030",
    "{month} is not over; only months that have ended are taken off line.",
    remedy="Wait for its end.",
)
ARCHIVED = define("LED-031", "{month} is archived already.", remedy="./imece ledger restore brings it back.")
NO_ARCHIVE = define(
    "LED-032", "There is no archive file of {month}.", remedy="./imece ledger archive makes one.", status=404
)
ARCHIVE_DAMAGED = define(
    "LED-033",
    "{file} is not the file that was archived: {what}.",
    remedy="Take another copy of it; the ledger's tiles say which rows are right.",
    status=422,
)
STILL_THERE = define(
    "LED-034", "Rows of {month} stand in the ledger.", remedy="There is nothing to bring back."
)
AT_ONCE: Final = 4096
ROWS: Final = f"""
    select {COLUMNS} from ledger_entry
    where asked_at >= %s and asked_at < %s and (shard, sequence) > (%s, %s)
    order by shard, sequence limit %s
"""  # noqa: S608 the columns are our own


def archive_folder() -> Path:
    return ledger_folder() / "archive"


@verb
def archive_month(*, month: date, actor: Actor, now: datetime) -> ArchiveFile:
    """Write the file, then take the partition off line. Raises LED-030, LED-031; the database refuses unsealed rows."""
    if first_of_next(month) > now.date():
        raise NOT_OVER(month=f"{month:%m.%Y}")
    if ArchiveFile.objects.filter(month=month).exists():
        raise ARCHIVED(month=f"{month:%m.%Y}")
    path = archive_folder() / f"{month:%Y-%m}.tar.gz"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    count = _write(path, month, now)
    record = ArchiveFile.objects.create(
        month=month,
        name=path.name,
        sha256=_sum(path),
        byte_count=path.stat().st_size,
        row_count=count,
        made_at=now,
    )
    _detach(month)
    details = {"month": f"{month:%Y-%m}", "rows": count, "sha256": record.sha256}
    audit.record(actor, "ledger.archived", record, details=details)
    return record


def _detach(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select ledger_detach_month(%s)", [month])


@verb
def restore_month(*, month: date, actor: Actor, now: datetime) -> int:
    """Bring a month's rows back, each compared with its place in the sealed tree; how many.

    Raises LED-032, LED-033 (nothing is taken then), LED-034.
    """
    record = ArchiveFile.objects.filter(month=month).first()
    if record is None:
        raise NO_ARCHIVE(month=f"{month:%m.%Y}")
    path = archive_folder() / record.name
    if not path.exists() or _sum(path) != record.sha256:
        raise ARCHIVE_DAMAGED(file=path.name, what="its sum is another, or it is missing")
    begins, ends = _bounds(month)
    if LedgerEntry.objects.filter(asked_at__gte=begins, asked_at__lt=ends).exists():
        raise STILL_THERE(month=f"{month:%m.%Y}")
    with connection.cursor() as cursor:
        cursor.execute("select ledger_make_partition(%s::date)", [month])
    count = _take_back(path)
    details = {"month": f"{month:%Y-%m}", "rows": count}
    audit.record(actor, "ledger.restored", record, details=details)
    return count


def _bounds(month: date) -> tuple[datetime, datetime]:
    begins, ends = month, first_of_next(month)
    return datetime(begins.year, begins.month, 1, tzinfo=UTC), datetime(ends.year, ends.month, 1, tzinfo=UTC)


def _portions(month: date) -> Iterator[tuple[int, list[bytes]]]:
    """Entries of the month by shard, `AT_ONCE` at a time: memory stays the same."""
    shard, sequence = -1, -1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(ROWS, [*_bounds(month), shard, sequence, AT_ONCE])
            rows = cursor.fetchall()
        if not rows:
            return
        for number in sorted({row[0] for row in rows}):
            yield number, [entry_of(row)[0] for row in rows if row[0] == number]
        shard, sequence = rows[-1][0], rows[-1][1]


def _write(path: Path, month: date, now: datetime) -> int:
    """Entries go to plain files beside it first: a tar wants to know sizes beforehand."""
    counts: dict[int, int] = {}
    drafts: dict[int, Path] = {}
    for shard, entries in _portions(month):
        drafts.setdefault(shard, path.with_name(f".{path.name}.{shard}"))
        with drafts[shard].open("ab" if shard in counts else "wb") as file:
            file.write(pack_bundle(entries))
        counts[shard] = counts.get(shard, 0) + len(entries)
    manifest = {"month": f"{month:%Y-%m}", "made_at": now.isoformat(), "rows": counts, "format": 1}
    draft = path.with_name(f".{path.name}.new")
    with tarfile.open(draft, "w:gz", compresslevel=6) as tar:
        content = json.dumps(manifest).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
        for shard, part in drafts.items():
            tar.add(part, f"entries-{shard}")
    for part in drafts.values():
        part.unlink()
    draft.replace(path)
    return sum(counts.values())


def _take_back(path: Path) -> int:
    count = 0
    with tarfile.open(path, "r:gz") as tar:
        for member in tar:
            name = member.name
            if name.startswith("entries-") and (file := tar.extractfile(member)) is not None:
                store = TileStore(ledger_folder() / name.removeprefix("entries-"))
                count += _take_shard(file, store, path.name)
    return count


def _take_shard(file: IO[bytes], store: TileStore, name: str) -> int:
    count, waiting = 0, []
    for entry in _entries(file):
        row = row_of(entry)
        if _sealed_leaf(store, row.sequence) != row.leaf:
            raise ARCHIVE_DAMAGED(file=name, what=f"row {row.sequence} is not the one that was sealed")
        waiting.append(row)
        count += 1
        if len(waiting) == AT_ONCE:
            LedgerEntry.objects.bulk_create(waiting)
            waiting = []
    LedgerEntry.objects.bulk_create(waiting)
    return count


def _sealed_leaf(store: TileStore, sequence: int) -> bytes:
    number, place = divmod(sequence, WIDTH)
    try:
        return store.hashes(0, number, place + 1)[place]
    except DamagedTile:
        return b""


def _entries(file: IO[bytes]) -> Iterator[bytes]:
    while head := file.read(ENTRY_LENGTH.size):
        yield file.read(ENTRY_LENGTH.unpack(head)[0])


def row_of(entry: bytes) -> LedgerEntry:
    """The table's row of an entry. Raises ValueError for bytes that are none."""
    known = unpack(entry)
    seconds, micros = divmod(known.asked_at, 1_000_000)
    values: dict[str, Any] = {
        name: getattr(known, name)
        for name in (
            "shard", "sequence", "institution_sequence", "fields", "tariff", "folded", "subject_key", "address",
            "sealed", "outcome", "user_key",
        )
    }  # fmt: skip
    for name in ("institution", "service", "agreement", "grant", "credential", "unit", "purpose"):
        values[f"{name}_id"] = getattr(known, name)
    return LedgerEntry(
        **values,
        asked_at=datetime.fromtimestamp(seconds, UTC).replace(microsecond=micros),
        request_id=UUID(bytes=known.request_id),
        duration_us=known.duration,
        leaf=leaf_of(entry),
    )


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

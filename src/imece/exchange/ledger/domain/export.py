"""Taking a log out of the installation: for an institution, an auditor, a court. And proving one row of it."""

import base64
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import connection

from imece.core.errors import define
from imece.exchange.ledger import extracts
from imece.exchange.ledger.domain.installation import ledger_folder, origin_of, signers_of
from imece.exchange.ledger.domain.sealing_off import COLUMNS, entry_of
from imece.exchange.ledger.format import HEAD, leaf_of, unpack
from imece.exchange.ledger.models import MonthKey, SignedCheckpoint
from imece.exchange.ledger.notes import open_checkpoint, sign_note
from imece.exchange.ledger.sealing import month_of, open_month
from imece.exchange.ledger.tiles import WIDTH, TileStore, pack_bundle
from imece.exchange.ledger.tree import consistency_proof, inclusion_proof
from imece.exchange.ledger.verifier import HISTORY

AT_ONCE: Final = 4096
CHOSEN: Final = f"""
    select {COLUMNS} from ledger_entry
    where shard = %(shard)s and sequence > %(after)s and sequence < %(size)s
      and asked_at >= %(begins)s and asked_at < %(ends)s
      and (%(institution)s::integer is null or institution_id = %(institution)s)
    order by sequence limit %(most)s
"""  # noqa: S608 the columns are our own
NOT_SEALED = define(
    "LED-001",
    "Row {sequence} of log {log} is not sealed; {size} rows are.",
    remedy="Wait a second, or look whether ./imece seal runs.",
    status=404,
)


def export_log(log: str, target: Path) -> int:
    """Copy tiles, entries, checkpoint and all signed states into `target/<log>`, and the keys beside; its size.

    Partial tiles may grow while we copy: the checkpoint is read first, so that all it names is there.
    """
    source = ledger_folder() / log
    note = TileStore(source).checkpoint
    goal = target / log
    goal.mkdir(parents=True, exist_ok=True)
    if (source / "tile").exists():
        shutil.copytree(source / "tile", goal / "tile", dirs_exist_ok=True)
    (goal / "checkpoint").write_text(note, encoding="utf-8")
    size = _size(log, note)
    notes = (
        SignedCheckpoint.objects.filter(log=log, size__lte=size)
        .order_by("size")
        .values_list("note", flat=True)
    )
    (goal / HISTORY).write_text("\n\x1e\n".join(notes), encoding="utf-8")
    _write_keys(log, target)
    return size


def export_extract(
    log: str, target: Path, *, institution: int | None, first_on: date | None, last_on: date | None
) -> int:
    """The sealed rows of one institution, of some days, or both, with all that is needed to check them; how many."""
    source, goal = TileStore(ledger_folder() / log), target / log
    note = source.checkpoint
    size = _size(log, note)
    goal.mkdir(parents=True, exist_ok=True)
    for folder in sorted((source.folder / "tile").glob("[0-9]*")):
        shutil.copytree(folder, goal / "tile" / folder.name, dirs_exist_ok=True)
    (goal / "checkpoint").write_text(note, encoding="utf-8")
    count = 0
    with (goal / extracts.ENTRIES).open("wb") as file:
        for entries in _chosen(int(log), size, institution, first_on, last_on):
            file.write(pack_bundle(entries))
            count += len(entries)
    of, first, last = (extracts.ANY if one is None else str(one) for one in (institution, first_on, last_on))
    contents = extracts.Contents(origin_of(log), of, first, last, count, size)
    (goal / extracts.CONTENTS).write_text(sign_note(contents.text(), signers_of(log)), encoding="utf-8")
    _write_keys(log, target)
    return count


def _chosen(
    shard: int, size: int, institution: int | None, first_on: date | None, last_on: date | None
) -> Iterator[list[bytes]]:
    """Entries in their order, some thousand at a time. Days are those of UTC, as months are."""
    begins = datetime.combine(first_on or date(1970, 1, 1), time(), UTC)
    ends = datetime.combine((last_on or date(9998, 12, 30)) + timedelta(days=1), time(), UTC)
    after = -1
    while True:
        asked: dict[str, Any] = {"shard": shard, "size": size, "after": after, "begins": begins, "ends": ends,
                 "institution": institution, "most": AT_ONCE}  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(CHOSEN, asked)
            rows = cursor.fetchall()
        if not rows:
            return
        after = rows[-1][1]
        yield [entry_of(row)[0] for row in rows]


def _write_keys(log: str, target: Path) -> None:
    lines = "".join(f"{one.verifier}\n" for one in signers_of(log))
    (target / f"{log}.key").write_text(lines, encoding="utf-8")


def prove_row(log: str, sequence: int, *, opens: bool, ledger_key: str) -> dict[str, Any]:
    """Entry, path to the signed root, and where `opens` the key of this one row, so that its content can be read.

    Raises LED-001; CannotOpen when the month's key was destroyed.
    """
    store = TileStore(ledger_folder() / log)
    size = _size(log, store.checkpoint)
    if not 0 <= sequence < size:
        raise NOT_SEALED(sequence=sequence, log=log, size=size)
    number, place = divmod(sequence, WIDTH)
    entry = store.bundle(number, place + 1)[place]
    proof = {
        "checkpoint": store.checkpoint,
        "index": sequence,
        "entry": base64.b64encode(entry).decode(),
        "leaf": leaf_of(entry).hex(),
        "path": [node.hex() for node in inclusion_proof(sequence, size, store.node)],
    }
    return proof | (_opened(entry, ledger_key) if opens else {})


def prove_consistency(log: str, first: int) -> dict[str, Any]:
    """That today's log continues the one of `first` rows."""
    store = TileStore(ledger_folder() / log)
    size = _size(log, store.checkpoint)
    path = consistency_proof(first, size, store.node)
    return {"checkpoint": store.checkpoint, "first": first, "path": [node.hex() for node in path]}


def _opened(entry: bytes, ledger_key: str) -> dict[str, Any]:
    row = unpack(entry)
    month = month_of(row.asked_at)
    keys = open_month(bytes(MonthKey.objects.get(month=month).wrapped), month, ledger_key)
    key = keys.row_key(entry[: HEAD.size])
    content = key.open(entry[: HEAD.size], row.sealed) if row.sealed else None
    return {
        "row_key": {"key": key.key.hex(), "nonce": key.nonce.hex()},
        "content": content._asdict() if content else {},
    }


def _size(log: str, note: str) -> int:
    return open_checkpoint(note, [one.verifier for one in signers_of(log)]).size if note else 0

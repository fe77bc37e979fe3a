"""Sealing: committed rows become entries, tiles and a signed checkpoint on disk. Nobody waits for it, it locks nothing.

Rows are taken in the order of their numbers, 4,096 at a time, so that memory stays the same however far it is behind.
A row whose leaf is not the hash of its bytes, or whose number is not the next, stops the sealing: what was sealed stays
good, and the fault is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from imece.exchange.ledger.format import Entry, leaf_of, pack, unpack
from imece.exchange.ledger.models import SealState, SignedCheckpoint
from imece.exchange.ledger.notes import Checkpoint, Signer, Verifier, open_checkpoint, sign_note
from imece.exchange.ledger.tiles import WIDTH, Growing, TileStore

AT_ONCE: Final = 4096
KEPT_EVERY: Final = timedelta(minutes=1)  # states that stay for ever; the newest lies on disk each second
COLUMNS: Final = """
    shard, sequence, institution_id, institution_sequence, (extract(epoch from asked_at) * 1000000)::bigint,
    request_id, service_id, agreement_id, grant_id, credential_id, unit_id, purpose_id, fields, tariff, folded,
    subject_key, address, sealed, outcome, duration_us, user_key, leaf
"""  # in the order of `format.Entry`, then the leaf
ROWS: Final = f"""
    select {COLUMNS} from ledger_entry
    where asked_at >= %(since)s and shard = %(shard)s and sequence >= %(sequence)s
    order by asked_at, sequence limit %(most)s
"""  # noqa: S608 the columns are our own
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Damaged(Exception):
    """The first row that is not as it was written; names shard and number."""


def entry_of(row: Sequence[Any]) -> tuple[bytes, bytes]:
    """The entry of a row of `COLUMNS`, and the leaf that the row states."""
    *values, leaf = row
    values[5] = values[5].bytes
    for place in (15, 16, 17, 20):
        values[place] = bytes(values[place])
    return pack(Entry(*values)), bytes(leaf)


@dataclass(frozen=True)
class Sealable:
    """An entry that waits to be sealed, and the leaf its row states."""

    sequence: int
    entry: bytes
    leaf: bytes


class Log:
    """Where a log's entries come from."""

    name: str

    def after(self, size: int, most: int, now: datetime) -> Sequence[Sealable]:
        """The entries from number `size` on, in their order, at most `most`."""
        raise NotImplementedError

    def continue_after(self, last: bytes) -> None:
        """Told once, before the first question: the last entry that is sealed."""


class Questions(Log):
    """One shard's rows. Its instants never go back (the gateway sees to it), so only the newest partitions are read."""

    def __init__(self, shard: int) -> None:
        self.shard, self.name = shard, str(shard)
        self._since = BEGINNING

    def continue_after(self, last: bytes) -> None:
        self._since = _instant(unpack(last).asked_at)

    def after(self, size: int, most: int, now: datetime) -> Sequence[Sealable]:
        asked: dict[str, Any] = {"since": self._since, "shard": self.shard, "sequence": size, "most": most}
        with connection.cursor() as cursor:
            cursor.execute(ROWS, asked)
            rows = cursor.fetchall()
        if rows:
            self._since = _instant(rows[-1][4])
        return [Sealable(row[1], *entry_of(row)) for row in rows]


@dataclass
class Sealer:
    """One log, continued from its newest checkpoint. Raises BadNote for a checkpoint that is not ours."""

    log: Log
    store: TileStore
    signers: Sequence[Signer]
    _growing: Growing = field(init=False)
    _open: list[bytes] = field(init=False)
    _kept_at: datetime = field(init=False, default=BEGINNING)
    _unkept: "tuple[str, Checkpoint] | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        note = self.store.checkpoint
        verifiers: list[Verifier] = [signer.verifier for signer in self.signers]
        size = open_checkpoint(note, verifiers).size if note else 0
        self._growing = Growing(self.store, size)
        number, width = divmod(size, WIDTH)
        self._open = self.store.bundle(number, width) if width else []
        last = self._open or (self.store.bundle(number - 1) if number else [])
        if last:
            self.log.continue_after(last[-1])

    @property
    def size(self) -> int:
        return self._growing.size

    def step(self, now: datetime) -> int:
        """Seal what is there, at most `AT_ONCE` entries; how many. Raises Damaged."""
        entries = self.log.after(self.size, AT_ONCE, now)
        for one in entries:
            self._take(one)
        if entries:
            self._write_checkpoint()
        if self._unkept and now - self._kept_at >= KEPT_EVERY:
            self._keep(*self._unkept, now)
        self._note_state(now)
        return len(entries)

    def _take(self, one: Sealable) -> None:
        if one.sequence != self.size:
            raise Damaged(f"log {self.log.name}: row {self.size} is missing; the next is {one.sequence}")
        if leaf_of(one.entry) != one.leaf:
            raise Damaged(f"log {self.log.name}: row {self.size} is not as it was written")
        self._growing.append(one.leaf)
        self._open.append(one.entry)
        if len(self._open) == WIDTH:
            self.store.write_bundle(self.size // WIDTH - 1, self._open)
            self._open = []

    def _write_checkpoint(self) -> None:
        """Tiles first, then the note: whoever reads the note finds what it names."""
        self._growing.flush()
        if self._open:
            self.store.write_bundle(self.size // WIDTH, self._open)
        checkpoint = Checkpoint(self.signers[0].name, self.size, self._growing.root)
        note = sign_note(checkpoint.text(), self.signers)
        self.store.write_checkpoint(note)
        self._unkept = note, checkpoint

    def _keep(self, note: str, checkpoint: Checkpoint, now: datetime) -> None:
        """Among the signed states that stay for ever. One of the same size must have the same root."""
        kept, _made = SignedCheckpoint.objects.get_or_create(
            log=self.log.name, size=checkpoint.size, defaults={"note": note, "signed_at": now}
        )
        if Checkpoint.parse(kept.note).root != checkpoint.root:
            raise Damaged(f"log {self.log.name}: another state of {self.size} rows was signed before")
        self._kept_at, self._unkept = now, None

    def _note_state(self, now: datetime) -> None:
        SealState.objects.update_or_create(
            log=self.log.name, defaults={"size": self.size, "sealed_at": now, "fault": ""}
        )


def note_fault(log: str, fault: str) -> None:
    with transaction.atomic():
        SealState.objects.update_or_create(log=log, defaults={"fault": fault[:300]})


def seal_all(folder: Path, shards: Sequence[int], signers_of: Any, now: datetime) -> dict[int, int]:
    """Everything that waits, of each shard: for commands and tests. Returns the sizes reached."""
    sizes = {}
    for shard in shards:
        sealer = Sealer(Questions(shard), TileStore(folder / str(shard)), signers_of(shard))
        while sealer.step(now):
            pass
        sizes[shard] = sealer.size
    return sizes


def _instant(micros: int) -> datetime:
    seconds, rest = divmod(micros, 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)

"""Checking an exported log with nothing but its files and a key: no database, no Django.

    report = verify(Path("export/0"), read_verifiers(Path("key").read_text()))

Every entry is hashed, the tree is built anew and compared with the tiles and with the signed checkpoint; numbers must
be contiguous, the log's and each institution's own. The first thing that is wrong is named by its row.
"""

import hashlib
import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from imece.exchange.ledger.format import HEAD, LEAF_PREFIX
from imece.exchange.ledger.notes import BadNote, Checkpoint, Verifier, open_checkpoint
from imece.exchange.ledger.tiles import HEIGHT, WIDTH, DamagedTile, TileStore
from imece.exchange.ledger.tree import fold, hash_row, subtrees

HISTORY: Final = (
    "checkpoints"  # every signed note of the log, oldest first, apart by an empty line and a dash
)


# Of a head: sequence, institution, institution sequence, asked at; format and shard before them are passed over.
NUMBERS: Final = struct.Struct(">3xqiqQ")


class Tampered(Exception):
    """`row`: the first row of which it is sure that something is wrong, or None when only the whole is known to be."""

    def __init__(self, text: str, row: int | None = None) -> None:
        super().__init__(text if row is None else f"row {row}: {text}")
        self.row = row


@dataclass(frozen=True)
class Report:
    origin: str
    size: int
    root: bytes
    institutions: int
    checkpoints: int


@dataclass
class _Numbers:
    """Contiguity: the log's own numbers, and each institution's."""

    own: dict[int, int] = field(default_factory=dict)
    last_asked_at: int = 0

    def take(self, first: int, entries: Sequence[bytes]) -> None:
        """Written for speed: the log has a line for every question of years."""
        read, own, last = NUMBERS.unpack_from, self.own, self.last_asked_at
        if entries and min(map(len, entries)) < HEAD.size:
            short = next(n for n, entry in enumerate(entries, first) if len(entry) < HEAD.size)
            raise Tampered("it is too short for an entry", short)
        for row, entry in enumerate(entries, first):
            sequence, institution, number, asked_at = read(entry)
            if sequence != row:
                raise Tampered(f"it says it is row {sequence}: rows were removed, inserted or exchanged", row)
            before = own.get(institution)
            if before is not None and number != before + 1:
                raise Tampered(f"institution {institution}'s own number is {number}, not {before + 1}", row)
            if asked_at < last:
                raise Tampered("it is older than the row before it", row)
            own[institution] = number
            last = asked_at
        self.last_asked_at = last


class _ActNumbers(_Numbers):
    """The log of administrators' acts: JSON with its own number."""

    def take(self, first: int, entries: Sequence[bytes]) -> None:
        for row, entry in enumerate(entries, first):
            try:
                sequence = json.loads(entry)["sequence"]
            except (ValueError, KeyError, TypeError) as problem:
                raise Tampered("it is no act", row) from problem
            if sequence != row:
                raise Tampered(f"it says it is act {sequence}: acts were removed, inserted or exchanged", row)


def verify(folder: Path, verifiers: Sequence[Verifier]) -> Report:
    """Raises Tampered; BadNote when the checkpoint itself is not signed by one of the keys."""
    store = TileStore(folder)
    if not store.checkpoint:
        raise BadNote(f"{folder} holds no checkpoint")
    checkpoint = open_checkpoint(store.checkpoint, verifiers)
    history = _history(folder, verifiers, checkpoint)
    numbers = _ActNumbers() if checkpoint.origin.endswith("/acts") else _Numbers()
    levels = _Levels(store, history)
    for number in range(-(-checkpoint.size // WIDTH)):
        width = min(WIDTH, checkpoint.size - number * WIDTH)
        levels.take(number, _checked_leaves(store, number, width, numbers))
    levels.finish()
    return Report(checkpoint.origin, checkpoint.size, checkpoint.root, len(numbers.own), len(history))


def _checked_leaves(store: TileStore, number: int, width: int, numbers: _Numbers) -> list[bytes]:
    first = number * WIDTH
    try:
        entries, stated = store.bundle(number, width), store.hashes(0, number, width)
    except DamagedTile as problem:
        raise Tampered(f"{problem}: the log was cut off here", first) from problem
    sha256 = hashlib.sha256
    leaves = [sha256(LEAF_PREFIX + entry).digest() for entry in entries]
    if leaves != stated:
        place = next(n for n, leaf in enumerate(leaves) if leaf != stated[n])
        numbers.take(first, entries[:place])
        raise Tampered("its bytes are not those that were sealed", first + place)
    numbers.take(first, entries)
    return leaves


class _Levels:
    """The right edge of the tree while it is built, compared with the tiles and each checkpoint on the way."""

    def __init__(self, store: TileStore, history: Sequence[Checkpoint]) -> None:
        self._store = store
        self._waiting = list(history)
        self._edge: list[list[bytes]] = [[]]
        self._size = 0
        self._good = 0  # the size of the last checkpoint that was right

    def take(self, number: int, leaves: list[bytes]) -> None:
        """One tile of leaves. Checkpoints within it are compared at their own size."""
        first = number * WIDTH
        while self._waiting and self._waiting[0].size <= first + len(leaves):
            checkpoint = self._waiting.pop(0)
            self._compare(checkpoint, leaves[: checkpoint.size - first])
        self._size = first + len(leaves)
        if len(leaves) == WIDTH:
            self._put(1, hash_row(leaves))

    def finish(self) -> None:
        """The tiles that are not full yet."""
        for level, edge in enumerate(self._edge[1:], start=1):
            number = self._size >> (HEIGHT * (level + 1))
            if edge and self._store.hashes(level, number, len(edge)) != edge:
                raise Tampered(f"tile {number} of level {level} is not the hash of what is below it")

    def _compare(self, checkpoint: Checkpoint, leaves: list[bytes]) -> None:
        edges = [leaves, *self._edge[1:]]
        root = fold([node for edge in reversed(edges) for node in subtrees(edge)])
        if root != checkpoint.root:
            raise Tampered(
                f"the rows from {self._good} to {checkpoint.size - 1} do not lead to the root that was signed for"
                f" {checkpoint.size}: rows and tiles were exchanged together", self._good,
            )  # fmt: skip
        self._good = checkpoint.size

    def _put(self, level: int, node: bytes) -> None:
        if level == len(self._edge):
            self._edge.append([])
        edge = self._edge[level]
        edge.append(node)
        if len(edge) == WIDTH:
            number = (self._size >> (HEIGHT * (level + 1))) - 1
            if self._store.hashes(level, number) != edge:
                raise Tampered(f"tile {number} of level {level} is not the hash of what is below it")
            self._edge[level] = []
            self._put(level + 1, hash_row(edge))


def _history(folder: Path, verifiers: Sequence[Verifier], newest: Checkpoint) -> list[Checkpoint]:
    """All signed states that came with the export, the newest last. One of each size."""
    path = folder / HISTORY
    notes = path.read_text(encoding="utf-8").split("\n\x1e\n") if path.exists() else []
    known = {one.size: one for note in notes if note.strip() for one in [open_checkpoint(note, verifiers)]}
    for one in known.values():
        if one.size > newest.size:
            raise Tampered(
                f"a state of {one.size} rows was signed, but only {newest.size} are here", newest.size
            )
    return [known[size] for size in sorted(known) if size and size < newest.size] + (
        [newest] if newest.size else []
    )

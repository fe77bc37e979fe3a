"""A part of a log for one institution or some days, checked without database and without Django.

An extract's folder holds the log's `checkpoint`, its hash tiles (hashes alone: they tell nothing of other rows), the
chosen entries in `extract` and a signed list of contents in `contents`. Every entry must stand in the signed tree at
its number, and an institution's own numbers must run from the first to the last without a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from imece.exchange.ledger.format import leaf_of, unpack
from imece.exchange.ledger.notes import BadNote, Verifier, open_checkpoint, open_note
from imece.exchange.ledger.tiles import HEIGHT, WIDTH, DamagedTile, TileStore, unpack_bundle
from imece.exchange.ledger.tree import Edge, hash_row
from imece.exchange.ledger.verifier import Report, Tampered

TITLE: Final = "imece ledger extract 1"
ENTRIES: Final = "extract"
CONTENTS: Final = "contents"
ANY: Final = "-"


@dataclass(frozen=True)
class Contents:
    """What an extract must hold. `institution` and days as they were asked for, or `-`."""

    log: str
    institution: str
    first_on: str
    last_on: str
    count: int
    size: int

    def text(self) -> str:
        return (
            f"{TITLE}\nlog {self.log}\ninstitution {self.institution}\nfrom {self.first_on}\nto {self.last_on}\n"
            f"count {self.count}\nsize {self.size}\n"
        )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote."""
        try:
            title, *lines = text.splitlines()
            values = dict(line.split(" ", 1) for line in lines)
            found = cls(
                values["log"], values["institution"], values["from"], values["to"], int(values["count"]),
                int(values["size"]),
            )  # fmt: skip
        except (KeyError, ValueError) as error:
            raise BadNote("not a list of contents") from error
        if title != TITLE:
            raise BadNote("not a list of contents")
        return found


def is_extract(folder: Path) -> bool:
    return (folder / CONTENTS).exists()


def verify_extract(folder: Path, verifiers: Sequence[Verifier]) -> Report:
    """Raises Tampered, or BadNote when checkpoint or contents are not signed by one of the keys."""
    store = TileStore(folder)
    checkpoint = open_checkpoint(store.checkpoint, verifiers)
    contents = Contents.parse(open_note((folder / CONTENTS).read_text(encoding="utf-8"), verifiers))
    if (contents.log, contents.size) != (checkpoint.origin, checkpoint.size):
        raise BadNote("the contents are of another state of the log")
    if _root(store, checkpoint.size) != checkpoint.root:
        raise Tampered("the hash tiles do not lead to the signed root")
    try:
        entries = unpack_bundle((folder / ENTRIES).read_bytes())
    except (DamagedTile, OSError) as problem:
        raise Tampered(f"the entries were cut off: {problem}") from problem
    if len(entries) != contents.count:
        raise Tampered(f"{len(entries)} entries are here; {contents.count} were given")
    institutions = _check_entries(store, checkpoint.size, entries, is_whole=contents.institution != ANY)
    return Report(checkpoint.origin, len(entries), checkpoint.root, institutions, 1)


def _check_entries(store: TileStore, size: int, entries: Sequence[bytes], *, is_whole: bool) -> int:
    """`is_whole`: all rows of each institution within the days; then its numbers have no gap."""
    last_row = -1
    own: dict[int, int] = {}
    tiles = _Tiles(store, size)
    for entry in entries:
        try:
            row = unpack(entry)
        except ValueError as problem:
            raise Tampered(str(problem), last_row + 1) from problem
        if row.sequence <= last_row or tiles.leaf(row.sequence) != leaf_of(entry):
            raise Tampered("it does not stand in the sealed log like this", row.sequence)
        before = own.get(row.institution)
        if is_whole and before is not None and row.institution_sequence != before + 1:
            raise Tampered(f"institution {row.institution}'s number {before + 1} is missing", row.sequence)
        last_row, own[row.institution] = row.sequence, row.institution_sequence
    return len(own)


class _Tiles:
    """Leaves by their number; the tile last read is kept."""

    def __init__(self, store: TileStore, size: int) -> None:
        self._store, self._size = store, size
        self._number, self._hashes = -1, [b""]

    def leaf(self, sequence: int) -> bytes:
        number, place = divmod(sequence, WIDTH)
        if sequence >= self._size:
            return b""
        if number != self._number:
            width = min(WIDTH, self._size - number * WIDTH)
            self._number, self._hashes = number, self._store.hashes(0, number, width)
        return self._hashes[place]


def _root(store: TileStore, size: int) -> bytes:
    edge = Edge()
    for level, node in _nodes(store, size):
        edge.append(node, level)
    return edge.root


def _nodes(store: TileStore, size: int) -> Iterator[tuple[int, bytes]]:
    """Each full tile's root, then the leaves of the last one. Raises Tampered for a tile that is missing."""
    for number in range(-(-size // WIDTH)):
        width = min(WIDTH, size - number * WIDTH)
        try:
            hashes = store.hashes(0, number, width)
        except DamagedTile as problem:
            raise Tampered(str(problem), number * WIDTH) from problem
        if width == WIDTH:
            yield HEIGHT, hash_row(hashes)
        else:
            yield from ((0, leaf) for leaf in hashes)

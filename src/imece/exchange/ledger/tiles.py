"""A log on disk as C2SP tlog-tiles: `checkpoint`, `tile/<level>/<n>[.p/<width>]`, bundles `tile/entries/<n>…`.

A file has its name only when its bytes are on the disk. Of a tile that is not full the newest width is kept.
"""

import os
import struct
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from imece.exchange.ledger.tree import HASH_LENGTH, fold, hash_row, subtrees

WIDTH: Final = 256
HEIGHT: Final = 8  # 2^8 hashes a tile
ENTRY_LENGTH: Final = struct.Struct(">H")
ENTRIES: Final = "entries"


class DamagedTile(ValueError):
    """A tile is missing, or not as long as it must be."""


def tile_path(level: int | str, number: int, width: int = WIDTH) -> str:
    """`tile/0/x001/x234/067`, and `….p/12` for one of twelve."""
    parts = [f"{number % 1000:03d}"]
    while number >= 1000:
        number //= 1000
        parts.insert(0, f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def pack_bundle(entries: Iterable[bytes]) -> bytes:
    """Raises struct.error for an entry over 65,535 bytes."""
    return b"".join(part for entry in entries for part in (ENTRY_LENGTH.pack(len(entry)), entry))


def unpack_bundle(bundle: bytes) -> list[bytes]:
    """Raises DamagedTile when the bytes end inside an entry."""
    entries, place, end = [], 0, len(bundle)
    while place < end:
        if place + 2 > end:
            raise DamagedTile("the bundle ends inside a length")
        length = bundle[place] << 8 | bundle[place + 1]
        place += 2
        if place + length > end:
            raise DamagedTile("the bundle ends inside an entry")
        entries.append(bundle[place : place + length])
        place += length
    return entries


def write_durably(path: Path, content: bytes) -> None:
    """Replace a file in one step; when this returns, name and bytes survive a loss of power."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o640)
    try:
        written = 0
        while written < len(content):
            written += os.write(descriptor, content[written:])
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    draft.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class TileStore:
    """One log's folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def checkpoint(self) -> str:
        """The newest signed checkpoint, or nothing."""
        path = self.folder / "checkpoint"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    def write_checkpoint(self, note: str) -> None:
        write_durably(self.folder / "checkpoint", note.encode())

    def hashes(self, level: int, number: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` hashes of a tile, from the full one or any that is wide enough. Raises DamagedTile."""
        content = self._content(level, number, width)
        return [content[place : place + HASH_LENGTH] for place in range(0, width * HASH_LENGTH, HASH_LENGTH)]

    def _content(self, level: int, number: int, width: int) -> bytes:
        full = self.folder / tile_path(level, number)
        for path in (full, *self._partials(level, number)):
            if path.exists():
                content = path.read_bytes()
                if len(content) >= width * HASH_LENGTH:
                    return content
        raise DamagedTile(f"{tile_path(level, number, width)} is missing or too short")

    def _partials(self, level: int | str, number: int) -> list[Path]:
        folder = (self.folder / tile_path(level, number)).with_suffix(".p")
        return sorted(folder.glob("[0-9]*"), key=lambda path: -int(path.name)) if folder.is_dir() else []

    def write(self, level: int, number: int, hashes: Sequence[bytes]) -> None:
        """The narrower ones of the same tile go once this one stands."""
        self._replace(level, number, len(hashes), b"".join(hashes))

    def _replace(self, level: int | str, number: int, width: int, content: bytes) -> None:
        older = self._partials(level, number)
        path = self.folder / tile_path(level, number, width)
        write_durably(path, content)
        for partial in older:
            if partial != path:
                partial.unlink()
        if width == WIDTH and older:
            older[0].parent.rmdir()

    def bundle(self, number: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` entries of a bundle. Raises DamagedTile."""
        path = self.folder / tile_path(ENTRIES, number)
        for one in (path, *self._partials(ENTRIES, number)):
            if one.exists():
                entries = unpack_bundle(one.read_bytes())
                if len(entries) >= width:
                    return entries[:width]
        raise DamagedTile(f"{tile_path(ENTRIES, number, width)} is missing or too short")

    def write_bundle(self, number: int, entries: Sequence[bytes]) -> None:
        self._replace(ENTRIES, number, len(entries), pack_bundle(entries))

    def node(self, level: int, index: int) -> bytes:
        """Hash of a whole subtree (`tree.ReadNode`). Raises DamagedTile."""
        floor, above = divmod(level, HEIGHT)
        first = index << above
        number, place = divmod(first, WIDTH)
        count = 1 << above
        return hash_row(self.hashes(floor, number, place + count)[place:])


class Growing:
    """The right edge of a tree in memory: at most 255 hashes a level, however long the log is.

    Full tiles go to the store as they fill; `flush` writes those that are not full yet.
    """

    def __init__(self, store: TileStore, size: int = 0) -> None:
        """Continue a log of `size` leaves. Raises DamagedTile."""
        self.store, self.size = store, size
        self._edge: list[list[bytes]] = []
        level = 0
        while size >> (HEIGHT * level):
            count = size >> (HEIGHT * level)
            number, width = divmod(count, WIDTH)
            self._edge.append(store.hashes(level, number, width) if width else [])
            level += 1

    def append(self, leaf: bytes) -> None:
        self.size += 1
        self._put(0, leaf)

    def _put(self, level: int, node: bytes) -> None:
        if level == len(self._edge):
            self._edge.append([])
        edge = self._edge[level]
        edge.append(node)
        if len(edge) == WIDTH:
            number = (self.size >> (HEIGHT * (level + 1))) - 1
            self.store.write(level, number, edge)
            self._edge[level] = []
            self._put(level + 1, hash_row(edge))

    def flush(self) -> None:
        for level, edge in enumerate(self._edge):
            if edge:
                self.store.write(level, self.size >> (HEIGHT * (level + 1)), edge)

    @property
    def root(self) -> bytes:
        return fold([node for edge in reversed(self._edge) for node in subtrees(edge)])

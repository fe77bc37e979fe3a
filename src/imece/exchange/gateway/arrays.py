"""Arrays as PostgreSQL reads them in binary, packed in one go: the general adaptation costs more than our whole row."""

import struct
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Dumper
from psycopg.pq import Format

HEAD: Final = struct.Struct("!iIIii")  # dimensions, has nulls, element oid, length, lower bound
NULL: Final = b"\xff\xff\xff\xff"
LENGTH: Final = struct.Struct("!i")


class Packed(bytes):
    """The bytes of one array; the subclass tells its type."""

    __slots__ = ()
    oid = 0


class SmallInts(Packed):
    oid = 1005


class Ints(Packed):
    oid = 1007


class BigInts(Packed):
    oid = 1016


class Byteas(Packed):
    oid = 1001


class Uuids(Packed):
    oid = 2951


class Texts(Packed):
    oid = 1009


INTEGERS: Final[dict[type[Packed], tuple[str, int, int]]] = {
    SmallInts: ("h", 2, 21),
    Ints: ("i", 4, 23),
    BigInts: ("q", 8, 20),
}
STRINGS: Final[dict[type[Packed], int]] = {Byteas: 17, Uuids: 2950}


@lru_cache(maxsize=4096)
def _packing(code: str, count: int) -> struct.Struct:
    return struct.Struct("!" + f"i{code}" * count)


def integers(kind: type[Packed], values: Sequence[int]) -> Packed:
    code, size, oid = INTEGERS[kind]
    count = len(values)
    flat = [size] * (2 * count)
    flat[1::2] = values
    return kind(HEAD.pack(1, 0, oid, count, 1) + _packing(code, count).pack(*flat))


def strings(kind: type[Packed], values: Sequence[bytes]) -> Packed:
    parts = [HEAD.pack(1, 0, STRINGS[kind], len(values), 1)]
    lengths = set(map(len, values))
    if len(lengths) == 1:  # most columns: joined in one go
        length = LENGTH.pack(lengths.pop())
        return kind(b"".join((parts[0], length, length.join(values))))
    for value in values:
        parts.append(LENGTH.pack(len(value)))
        parts.append(value)
    return kind(b"".join(parts))


def texts(values: Sequence[str | None]) -> Texts:
    parts = [HEAD.pack(1, 1, 25, len(values), 1)]
    for value in values:
        if value is None:
            parts.append(NULL)
        else:
            data = value.encode()
            parts.append(LENGTH.pack(len(data)))
            parts.append(data)
    return Texts(b"".join(parts))


class _PackedDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Packed) -> Buffer | None:
        return obj


def register_arrays(context: AdaptContext) -> None:
    """Let this connection send them."""
    for kind in (SmallInts, Ints, BigInts, Byteas, Uuids, Texts):
        dumper = type(f"{kind.__name__}Dumper", (_PackedDumper,), {"oid": kind.oid})
        context.adapters.register_dumper(kind, dumper)

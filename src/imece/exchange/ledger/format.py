"""The bytes of one ledger row: what its leaf commits to, what an exported entry holds, what a verifier reads.

Knows neither Django nor the database: the gateway, the sealer and the verifier share it. All integers are big-endian.
An entry is `HEAD`, then four byte strings with their lengths, then `TAIL`. Its leaf is SHA-256(0x00 ‖ entry), as in
RFC 6962. The tail is what only the database knows (outcome and duration), so the statement that reads the answer
appends it: see `gateway`. `sealed` is the ciphertext of the personal fields: when a month's key is destroyed the
bytes stay, unreadable, and the tree still verifies.
"""

import hashlib
import struct
from dataclasses import dataclass
from typing import Final

FORMAT: Final = 1
# format, shard, sequence, institution, institution sequence, asked at (µs since 1970), request number,
# service, agreement, grant, credential, unit, purpose, fields, tariff class, folded refusals
HEAD: Final = struct.Struct(">BhqiqQ16siiiiiiQhi")
LENGTH: Final = struct.Struct(">H")
TAIL: Final = struct.Struct(">hi")  # outcome, duration in µs
SHORT: Final = tuple(LENGTH.pack(length) for length in range(33))  # keys and addresses
LEAF_PREFIX: Final = b"\x00"
NOBODY: Final = 0  # institution, grant … of a question whose asker or right is unknown


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `fields` is a bit mask over the service's fields in their declared order.

    `subject_key` (16 bytes, or none) finds the rows about one person within a month, `user_key` (8 bytes, or none)
    those that one end user asked; `address` is packed (4 or 16 bytes); `folded` counts the further identical refusals
    this row stands for.
    """

    shard: int
    sequence: int
    institution: int
    institution_sequence: int
    asked_at: int
    request_id: bytes
    service: int
    agreement: int
    grant: int
    credential: int
    unit: int
    purpose: int
    fields: int
    tariff: int
    folded: int
    subject_key: bytes
    address: bytes
    sealed: bytes
    outcome: int
    duration: int
    user_key: bytes = b""


def fixed_of(
    shard: int, sequence: int, institution: int, institution_sequence: int, asked_at: int, request_id: bytes,
    service: int, agreement: int, grant: int, credential: int, unit: int, purpose: int, fields: int, tariff: int,
    folded: int,
) -> bytes:  # fmt: skip
    """The fixed part of the head: `sealed` is bound to it. Raises struct.error for a number that does not fit."""
    return HEAD.pack(
        FORMAT, shard, sequence, institution, institution_sequence, asked_at, request_id,
        service, agreement, grant, credential, unit, purpose, fields, tariff, folded,
    )  # fmt: skip


def join_head(
    fixed: bytes, subject_key: bytes, address: bytes, sealed: bytes, user_key: bytes = b""
) -> bytes:
    """All of an entry but its tail."""
    return b"".join(
        (fixed, SHORT[len(subject_key)], subject_key, SHORT[len(address)], address, LENGTH.pack(len(sealed)), sealed,
         SHORT[len(user_key)], user_key)
    )  # fmt: skip


def head_of(
    shard: int, sequence: int, institution: int, institution_sequence: int, asked_at: int, request_id: bytes,
    service: int, agreement: int, grant: int, credential: int, unit: int, purpose: int, fields: int, tariff: int,
    folded: int, subject_key: bytes, address: bytes, sealed: bytes, user_key: bytes = b"",
) -> bytes:  # fmt: skip
    """All of an entry but its tail. Raises struct.error for a number that does not fit its place."""
    fixed = fixed_of(
        shard, sequence, institution, institution_sequence, asked_at, request_id,
        service, agreement, grant, credential, unit, purpose, fields, tariff, folded,
    )  # fmt: skip
    return join_head(fixed, subject_key, address, sealed, user_key)


def pack(entry: Entry) -> bytes:
    return head_of(
        entry.shard, entry.sequence, entry.institution, entry.institution_sequence, entry.asked_at, entry.request_id,
        entry.service, entry.agreement, entry.grant, entry.credential, entry.unit, entry.purpose, entry.fields,
        entry.tariff, entry.folded, entry.subject_key, entry.address, entry.sealed, entry.user_key,
    ) + TAIL.pack(entry.outcome, entry.duration)  # fmt: skip


def unpack(data: bytes) -> Entry:
    """Raises ValueError for bytes that are no entry of this format."""
    try:
        version, *numbers = HEAD.unpack_from(data)
        strings, place = [], HEAD.size
        for _name in ("subject_key", "address", "sealed", "user_key"):
            (length,) = LENGTH.unpack_from(data, place)
            strings.append(data[place + LENGTH.size : place + LENGTH.size + length])
            place += LENGTH.size + length
        outcome, duration = TAIL.unpack_from(data, place)
    except struct.error as error:
        raise ValueError(f"not a ledger entry: {error}") from error
    if version != FORMAT or len(data) != place + TAIL.size:
        raise ValueError(f"not a ledger entry of format {FORMAT}: {len(data)} bytes, format {version}")
    return Entry(*(*numbers, *strings[:3], outcome, duration, strings[3]))


def leaf_of(entry: bytes) -> bytes:
    return hashlib.sha256(LEAF_PREFIX + entry).digest()

"""One question on its way into the ledger: what is known of it, and the bytes its leaf commits to."""

import asyncio
from dataclasses import dataclass, field
from typing import Final

from imece.exchange.gateway.rights import Source
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.format import fixed_of, join_head
from imece.exchange.ledger.sealing import NOTHING, Content, MonthKeys

MOST_TEXT: Final = 200  # characters of what a caller names; a longer one was refused and is recorded cut


@dataclass(slots=True)
class Draft:
    """What is recorded of a question. `found` and `missing` are the outcomes with and without an answer; equal, and
    no `source`, when no answer is to be read. `texts`: the inputs in their declared order, as PostgreSQL reads them.
    """

    begun: float  # monotonic seconds
    institution: int
    request_id: bytes
    found: Outcome
    missing: Outcome
    service_id: int = 0
    agreement: int = 0
    grant: int = 0
    credential: int = 0
    unit: int = 0
    purpose: int = 0
    mask: int = 0
    tariff: int = 0
    folded: int = 0
    content: Content = NOTHING
    address: bytes = b""
    source: Source | None = None
    texts: tuple[str | None, ...] = ()
    done: "asyncio.Future[Written] | None" = field(default=None, repr=False)


@dataclass(slots=True)
class Written:
    """The record as it was committed: the receipt, and what the owner answered (JSON of all fields, or nothing)."""

    shard: int
    sequence: int
    institution_sequence: int
    asked_at: int
    outcome: int
    leaf: bytes
    facts: str | None
    subject_key: bytes = b""
    waited: float = 0.0  # seconds until the statement was sent


@dataclass(slots=True)
class Row:
    """A draft with its place in the log. `entry` begins with the leaf's prefix; the tail is the database's to add."""

    draft: Draft
    sequence: int
    institution_sequence: int
    asked_at: int
    subject_key: bytes
    user_key: bytes
    sealed: bytes
    entry: bytes


def row_of(draft: Draft, shard: int, sequence: int, own: int, asked_at: int, keys: MonthKeys) -> Row:
    """`own`: its number among the institution's; `keys` are those of the month of `asked_at`."""
    fixed = fixed_of(
        shard, sequence, draft.institution, own, asked_at, draft.request_id, draft.service_id, draft.agreement,
        draft.grant, draft.credential, draft.unit, draft.purpose, draft.mask, draft.tariff, draft.folded,
    )  # fmt: skip
    content = draft.content
    sealed = keys.seal(fixed, content)
    subject_key = keys.subject_key(content.subject)
    user_key = keys.user_key(draft.institution, content.user)
    entry = join_head(fixed, subject_key, draft.address, sealed, user_key)
    return Row(draft, sequence, own, asked_at, subject_key, user_key, sealed, entry)

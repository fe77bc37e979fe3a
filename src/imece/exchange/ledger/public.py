"""What other rooms may ask of the ledger."""

from imece.exchange.ledger.domain.acts import places_of_acts
from imece.exchange.ledger.domain.checkpoints import SealedHead, sealed_heads
from imece.exchange.ledger.domain.reading import NEWEST_FIRST, Opener, month_of, subject_keys
from imece.exchange.ledger.domain.retention import (
    answer_erasure_request,
    destruction_plan,
    erasure_answer,
    lift_hold,
    place_hold,
)
from imece.exchange.ledger.domain.search import (
    EntrySearch,
    daily_counts,
    find_entry,
    in_portions,
    no_entries,
    search_entries,
)
from imece.exchange.ledger.domain.statements import statements_of
from imece.exchange.ledger.domain.watch import alarms, backlog, refusal

__all__ = [
    "NEWEST_FIRST",
    "EntrySearch",
    "Opener",
    "SealedHead",
    "alarms",
    "answer_erasure_request",
    "backlog",
    "daily_counts",
    "destruction_plan",
    "erasure_answer",
    "find_entry",
    "in_portions",
    "lift_hold",
    "month_of",
    "no_entries",
    "place_hold",
    "places_of_acts",
    "refusal",
    "sealed_heads",
    "search_entries",
    "statements_of",
    "subject_keys",
]

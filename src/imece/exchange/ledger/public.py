"""What other rooms may ask of the ledger."""

from imece.exchange.ledger.domain.retention import (
    answer_erasure_request,
    destruction_plan,
    erasure_answer,
    lift_hold,
    place_hold,
)
from imece.exchange.ledger.domain.statements import statements_of
from imece.exchange.ledger.domain.watch import alarms, backlog, refusal

__all__ = [
    "alarms",
    "answer_erasure_request",
    "backlog",
    "destruction_plan",
    "erasure_answer",
    "lift_hold",
    "place_hold",
    "refusal",
    "statements_of",
]

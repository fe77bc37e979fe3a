"""What comes back: the granted facts, and the receipt of the record that was written before they left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Receipt:
    """The question's place in the ledger. Keep it: with it anybody can prove that the question is on record.

    `institution_sequence` counts your institution's questions without a gap: the daily statement names them.
    """

    log: int
    sequence: int
    institution_sequence: int
    leaf: str  # SHA-256 of the record, hex
    at: datetime

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Receipt:
        at = datetime.fromisoformat(plain["at"])
        return cls(plain["log"], plain["sequence"], plain["institution_sequence"], plain["leaf"], at)


@dataclass(frozen=True)
class Answer:
    """`facts` is empty when nobody is known (`found` is False); that is an answer, on record as any other."""

    found: bool
    facts: Mapping[str, Any]
    receipt: Receipt
    request_id: str = ""
    sunset: str = field(default="", compare=False)  # the last day of this version, when it is announced

    @classmethod
    def of(cls, plain: Mapping[str, Any], request_id: str = "", sunset: str = "") -> Answer:
        facts = plain.get("facts") or {}
        return cls(bool(plain["found"]), facts, Receipt.of(plain["receipt"]), request_id, sunset)

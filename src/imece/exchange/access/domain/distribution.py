"""Who distributes access to whom (KPS-30, from the KPS application principles): dated data."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from imece.core.turkish import fold

FILE = Path(__file__).parent.parent / "data" / "distributors.json"
DEFAULT = "other"  # any other body's units: their own central body
ALIASES = {"nvi": "nufus ve vatandaslik isleri genel mudurlugu"}


@dataclass(frozen=True)
class Distributor:
    """One line: units of this `kind` are served by any of `distributors`, from `valid_from` to `valid_until` inclusive.

    `confidence` is "sure" for a line of the seed, "likely" for a body's successor.
    """

    kind: str
    units: str
    distributors: tuple[str, ...]
    is_paid: bool
    note: str
    valid_from: date
    valid_until: date | None
    confidence: str

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@cache
def distributors() -> tuple[Distributor, ...]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(
        Distributor(
            **row
            | {
                "distributors": tuple(row["distributors"]),
                "valid_from": date.fromisoformat(row["valid_from"]),
                "valid_until": row["valid_until"] and date.fromisoformat(row["valid_until"]),
            }
        )
        for row in rows
    )


def kinds_on(day: date) -> dict[str, str]:
    """Kind → the words for its units, of what exists on `day`; in the seed's order."""
    return {one.kind: one.units for one in distributors() if one.holds_on(day)}


def distributor_of(kind: str, day: date) -> Distributor:
    """KPS-30. A kind that nobody listed, or whose line has ended, falls under the default rule."""
    found = [one for one in distributors() if one.kind == kind and one.holds_on(day)]
    return found[0] if found else next(one for one in distributors() if one.kind == DEFAULT)


def is_right_distributor(line: Distributor, asked: str) -> bool:
    """By the name as typed, without regard to case and accents; «NVİ» is known too."""
    typed = " ".join(fold(asked).split())
    typed = ALIASES.get(typed, typed)
    return any(typed == fold(name) for name in line.distributors)

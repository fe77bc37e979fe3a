"""The daily statement of an institution: its text, and its comparison with the institution's own log. No Django.

    imece ledger statement 1
    log imece.example/0a1b…/0
    institution 17
    day 2026-11-22
    numbers 18221 18934
    count kimlik.dogrula v1|100|634
    chargeable 612
    size 123456
    root 5d7c…

`numbers` are the institution's own, without a gap: whoever finds one in his log that is not among them, or lacks one,
knows it (KPS-07, KPS-22). `size` and `root` name the signed state of the log that holds them.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self, TextIO

from imece.exchange.ledger.notes import BadNote, Verifier, open_note

TITLE: Final = "imece ledger statement 1"
SHOWN: Final = 10


@dataclass(frozen=True)
class Statement:
    log: str
    institution: int
    day: date
    first: int
    last: int
    counts: dict[tuple[str, int], int]  # (service, outcome) → records
    chargeable: int
    size: int
    root: str

    def text(self) -> str:
        lines = [
            TITLE,
            f"log {self.log}",
            f"institution {self.institution}",
            f"day {self.day.isoformat()}",
            f"numbers {self.first} {self.last}",
            *(f"count {service}|{outcome}|{n}" for (service, outcome), n in sorted(self.counts.items())),
            f"chargeable {self.chargeable}",
            f"size {self.size}",
            f"root {self.root}",
        ]
        return "".join(f"{line}\n" for line in lines)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote."""
        lines = text.splitlines()
        if lines[:1] != [TITLE]:
            raise BadNote("not a daily statement")
        counts: dict[tuple[str, int], int] = {}
        values: dict[str, str] = {}
        try:
            for line in lines[1:]:
                word, _, rest = line.partition(" ")
                if word == "count":
                    service, outcome, count = rest.rsplit("|", 2)
                    counts[service, int(outcome)] = int(count)
                else:
                    values[word] = rest
            first, last = map(int, values["numbers"].split(" "))
            return cls(
                values["log"], int(values["institution"]), date.fromisoformat(values["day"]), first, last, counts,
                int(values["chargeable"]), int(values["size"]), values["root"],
            )  # fmt: skip
        except (KeyError, ValueError) as error:
            raise BadNote("not a daily statement") from error


def open_statement(note: str, verifiers: Sequence[Verifier]) -> Statement:
    """Raises BadNote unless the log it speaks of signed it."""
    statement = Statement.parse(open_note(note, verifiers))
    if statement.log not in {verifier.name for verifier in verifiers}:
        raise BadNote(f"the statement is of {statement.log}, the key of another log")
    return statement


@dataclass(frozen=True)
class OwnRecord:
    """A line of the institution's own log: the number of the receipt, the service and the outcome where it has them."""

    number: int
    service: str = ""
    outcome: int = 0


def read_own(file: TextIO) -> list[OwnRecord]:
    """CSV with the columns `number`, and if wanted `service` and `outcome`. Raises ValueError naming the line."""
    reader = csv.DictReader(file)
    if "number" not in (reader.fieldnames or ()):
        raise ValueError(
            f"the file needs a column «number»; it has {', '.join(reader.fieldnames or ()) or 'none'}"
        )
    records = []
    for place, line in enumerate(reader, start=2):
        try:
            records.append(
                OwnRecord(int(line["number"]), line.get("service") or "", int(line.get("outcome") or 0))
            )
        except (TypeError, ValueError) as error:
            raise ValueError(f"line {place}: «{line.get('number')}», «{line.get('outcome')}»") from error
    return records


def compare(statement: Statement, own: Iterable[OwnRecord]) -> list[str]:
    """What differs, in sentences; nothing when both logs agree. Own records outside the day's numbers are left out."""
    mine = [record for record in own if statement.first <= record.number <= statement.last]
    times = Counter(record.number for record in mine)
    told = [
        f"the ledger has numbers that your log lacks: {_few(missing)}"
        for missing in [[n for n in range(statement.first, statement.last + 1) if n not in times]]
        if missing
    ]
    if twice := sorted(number for number, count in times.items() if count > 1):
        told.append(f"your log has a number more than once: {_few(twice)}")
    if all(record.service and record.outcome for record in mine) and not told:
        counted = Counter((record.service, record.outcome) for record in mine)
        for key in sorted(counted.keys() | statement.counts.keys()):
            ours, yours = statement.counts.get(key, 0), counted.get(key, 0)
            if ours != yours:
                told.append(f"{key[0]}, outcome {key[1]}: the ledger counts {ours}, your log {yours}")
    return told


def _few(numbers: Sequence[int]) -> str:
    more = f" and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else ""
    return ", ".join(map(str, numbers[:SHOWN])) + more

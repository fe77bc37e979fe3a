"""The starting table of dated legal numbers (GEN-01), from `data/parameters.json`.

Each name has rows in order; a row without `valid_to` ends the day before the next one. What law leaves undated
begins in 1900. A name that staff have changed is theirs from then on: the file no longer touches it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.models import Parameter, ParameterChange
from imece.core.transactions import verb

FILE = Path(__file__).resolve().parent.parent / "data" / "parameters.json"
REASON = "data/parameters.json"


@dataclass(frozen=True)
class StartingRow:
    name: str
    value: Any
    unit: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str

    @property
    def values(self) -> dict[str, Any]:
        return {
            "value": self.value,
            "unit": self.unit,
            "valid_to": self.valid_to,
            "source": self.source,
            "confidence": self.confidence,
        }


def starting_rows(path: Path = FILE) -> Iterator[StartingRow]:
    for name, described in json.loads(path.read_text(encoding="utf-8")).items():
        rows = described["rows"]
        begins = [date.fromisoformat(row["valid_from"]) for row in rows]
        for number, row in enumerate(rows):
            following = begins[number + 1] if number + 1 < len(rows) else None
            ends = (
                date.fromisoformat(row["valid_to"])
                if "valid_to" in row
                else following and following - timedelta(days=1)
            )
            yield StartingRow(
                name, row["value"], described["unit"], begins[number], ends, row["source"], row["confidence"]
            )


def load_parameters() -> int:
    """Bring the table up to the file; returns how many rows were made or corrected. Quick when nothing changed."""
    return _load(actor=system_actor("load_reference"))


@verb
def _load(*, actor: Actor) -> int:
    by_staff = set(ParameterChange.objects.filter(person_id__isnull=False).values_list("name", flat=True))
    known = {(row.name, row.valid_from): row for row in Parameter.objects.all()}
    wanted = [row for row in starting_rows() if row.name not in by_staff]
    changed = [row for row in wanted if _differs(known.get((row.name, row.valid_from)), row)]
    # Last days first, so that a row that gets a successor makes room for it.
    for row in sorted(changed, key=lambda one: (one.name, (one.name, one.valid_from) not in known)):
        _write(row, known.get((row.name, row.valid_from)), actor)
    if changed:
        audit.record(actor, "parameters.loaded", details={"rows": len(changed)})
    return len(changed)


def _differs(known: Parameter | None, row: StartingRow) -> bool:
    return known is None or any(getattr(known, name) != value for name, value in row.values.items())


def _write(row: StartingRow, known: Parameter | None, actor: Actor) -> None:
    before = None if known is None else {"value": known.value, "valid_from": known.valid_from}
    stored = known or Parameter(name=row.name, valid_from=row.valid_from)
    for name, value in row.values.items():
        setattr(stored, name, value)
    stored.save()
    ParameterChange.objects.create(
        parameter_id=stored.pk,
        name=row.name,
        actor_name=actor.name,
        before=before,
        after={"value": row.value, "valid_from": row.valid_from, "source": row.source},
        reason=REASON,
    )

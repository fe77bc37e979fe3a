"""What an import would do to the dictionary: compares, changes nothing (OCC-03, OCC-04)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from imece.core.audit import differences
from imece.reference.domain.codes import unit_group_of
from imece.reference.domain.dictionary_files import TEXT_FIELDS, Row
from imece.reference.domain.table_files import Fault
from imece.reference.enums import ChangeKind
from imece.reference.models import UNCLASSIFIED, Occupation


@dataclass(frozen=True)
class Known:
    """The dictionary as it stands, read once."""

    occupations: dict[str, Occupation]
    synonyms: dict[str, set[str]]
    codes_by_id: dict[int, str]
    isco_codes: frozenset[str]


@dataclass(frozen=True)
class Change:
    """One occupation and its values before and after. `row` is 0 for one the file leaves out."""

    kind: ChangeKind
    occupation: Occupation
    row: int = 0
    differences: dict[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """`code name`, or for a new name `code old → new`."""
        old, new = self.differences.get("name", (None, self.occupation.name))
        return f"{self.occupation.code} {f'{old} → ' if old and old != new else ''}{new}"


@dataclass
class Plan:
    changes: list[Change] = field(default_factory=list)
    successors: dict[str, str] = field(default_factory=dict)  # code → code that replaces it
    new_synonyms: dict[str, list[str]] = field(default_factory=dict)
    doubled: list[Row] = field(default_factory=list)
    unclassified: list[Row] = field(default_factory=list)
    unknown_successors: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged_count: int = 0

    def of_kind(self, kind: ChangeKind) -> list[Change]:
        return [change for change in self.changes if change.kind == kind]

    @property
    def counts(self) -> dict[str, int]:
        kinds = {kind.value: len(self.of_kind(kind)) for kind in ChangeKind if kind != ChangeKind.FILE}
        others = {
            "unchanged": self.unchanged_count,
            "doubled": len(self.doubled),
            "malformed": len(self.faults),
            "unclassified": len(self.unclassified),
            "unknown_successors": len(self.unknown_successors),
        }
        return kinds | others


def make_plan(
    rows: Iterable[Row], faults: list[Fault], known: Known, *, today: date, is_first: bool, is_sample: bool
) -> Plan:
    """Compare row by row; a code that comes twice counts once, its first line wins."""
    plan = Plan(faults=faults)
    seen: dict[str, Row] = {}
    for row in rows:
        if row.code in seen:
            plan.doubled.append(row)
            continue
        seen[row.code] = row
        _plan_row(plan, row, known, today=today, is_first=is_first, is_sample=is_sample)
    _drop_unknown_successors(plan, seen, known)
    plan.unchanged_count = len(seen) - len({change.occupation.code for change in plan.changes})
    return plan


def plan_retirements(plan: Plan, named: Iterable[str], known: Known, *, today: date) -> None:
    """What the file leaves out ends the day before `today`."""
    for code in known.occupations.keys() - set(named):
        occupation = known.occupations[code]
        if occupation.valid_to is None or occupation.valid_to >= today:
            before = {"valid_to": occupation.valid_to}
            occupation.valid_to = max(today - timedelta(days=1), occupation.valid_from or date.min)
            if before["valid_to"] != occupation.valid_to:
                changed = differences(before, {"valid_to": occupation.valid_to})
                plan.changes.append(Change(ChangeKind.RETIRED, occupation, 0, changed))


# ------------------------------------------------------------------------------------------ one row
def _plan_row(plan: Plan, row: Row, known: Known, *, today: date, is_first: bool, is_sample: bool) -> None:
    group = unit_group_of(row.code)
    if group not in known.isco_codes:
        plan.unclassified.append(row)
        group = UNCLASSIFIED
    occupation = known.occupations.get(row.code)
    if occupation is None:
        begins = row.extra.get("valid_from") or (None if is_first else today)
        occupation = Occupation(
            code=row.code, name=row.name, isco_group_id=group, valid_from=begins, is_sample=is_sample
        )
        _set_extra(occupation, row)
        plan.changes.append(Change(ChangeKind.ADDED, occupation, row.number))
    elif is_sample and not occupation.is_sample:
        return
    else:
        _plan_update(plan, row, occupation, group, is_sample)
    _plan_synonyms(plan, row, occupation, known)
    if successor := row.extra.get("replaced_by"):
        before = known.codes_by_id.get(occupation.replaced_by_id or 0, "")
        if successor != before:
            plan.successors[row.code] = successor
            if not any(change.occupation is occupation for change in plan.changes[-2:]):
                changed = {"replaced_by": [before, successor]}
                plan.changes.append(Change(ChangeKind.EDITED, occupation, row.number, changed))


def _plan_update(plan: Plan, row: Row, occupation: Occupation, group: str, is_sample: bool) -> None:
    before = _values(occupation)
    occupation.name, occupation.isco_group_id, occupation.is_sample = row.name, group, is_sample
    if (
        not is_sample
    ):  # a real file that names a retired code makes it valid again; the sample leaves staff's word
        occupation.valid_to = None
    _set_extra(occupation, row)
    changed = differences(before, _values(occupation))
    if changed:
        plan.changes.append(Change(_kind_of(changed), occupation, row.number, changed))


def _kind_of(changed: dict[str, Any]) -> ChangeKind:
    if "valid_to" in changed:
        return ChangeKind.RETIRED if changed["valid_to"][1] else ChangeKind.REVIVED
    return ChangeKind.RENAMED if "name" in changed else ChangeKind.EDITED


def _set_extra(occupation: Occupation, row: Row) -> None:
    """An empty cell never wipes out what staff wrote."""
    for name in (*TEXT_FIELDS, "valid_from", "valid_to"):
        if row.extra.get(name):
            setattr(occupation, name, row.extra[name])


def _values(occupation: Occupation) -> dict[str, Any]:
    names = ("name", "isco_group_id", "is_sample", "valid_from", "valid_to", *TEXT_FIELDS)
    return {name: getattr(occupation, name) for name in names}


def _plan_synonyms(plan: Plan, row: Row, occupation: Occupation, known: Known) -> None:
    """Synonyms are only added: those that staff entered stay."""
    had = known.synonyms.get(row.code, set())
    added = [name for name in row.extra.get("synonyms") or [] if name not in had]
    if added:
        plan.new_synonyms[row.code] = added
        if occupation.pk:
            changed = {"synonyms": [sorted(had), sorted({*had, *added})]}
            plan.changes.append(Change(ChangeKind.SYNONYMS, occupation, row.number, changed))


def _drop_unknown_successors(plan: Plan, seen: dict[str, Row], known: Known) -> None:
    for code, successor in list(plan.successors.items()):
        if successor == code or (successor not in seen and successor not in known.occupations):
            plan.unknown_successors.append(seen[code])
            del plan.successors[code]
            plan.changes = [
                change
                for change in plan.changes
                if not (change.occupation.code == code and list(change.differences) == ["replaced_by"])
            ]

"""Takes a list of hazard classes in, whole or not at all; what it changes ends the day before it (ID-27)."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.reference.domain.hazard_files import Row, read_hazard_list
from imece.reference.domain.table_files import Fault, refuse_mass_retirement
from imece.reference.models import HazardList, NaceActivity
from imece.reference.permissions import HAZARD_CLASSES_EDIT

OLDER_LIST = define(
    "REF-004",
    _("A list in force from {latest} is loaded; this one would begin before it, on {day}."),
    remedy=_("Lists are loaded in the order of their days. Give the day from which this one is in force."),
    status=422,
)
BATCH = 2000


@dataclass
class Plan:
    """What an import would do; each line once. `changed`: the line in force and the row that takes its place."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[NaceActivity, Row]] = field(default_factory=list)
    retired: list[NaceActivity] = field(default_factory=list)
    doubled: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unchanged_count: int = 0

    @property
    def counts(self) -> dict[str, int]:
        return {
            "added": len(self.added),
            "changed": len(self.changed),
            "retired": len(self.retired),
            "doubled": len(self.doubled),
            "malformed": len(self.faults),
            "unchanged": self.unchanged_count,
        }


@verb
def import_hazard_list(
    *,
    path: Path,
    valid_from: date,
    actor: Actor,
    is_partial: bool = False,
    allow_many_retirements: bool = False,
    is_dry_run: bool = False,
) -> Plan:
    """Import a list in force from `valid_from`. Codes left out are retired, unless it is a part or faulty.

    Raises REF-001, REF-002 (the file), REF-003 (leaves out too much), REF-004 (a newer one is there).
    """
    require(actor, HAZARD_CLASSES_EDIT)
    latest = HazardList.objects.first()
    if latest is not None and latest.valid_from > valid_from:
        raise OLDER_LIST(latest=f"{latest.valid_from:%d.%m.%Y}", day=f"{valid_from:%d.%m.%Y}")
    rows, faults = read_hazard_list(path)
    known = {one.code: one for one in NaceActivity.objects.valid_on(valid_from).select_for_update()}
    plan = make_plan(rows, faults, known, retire_missing=not (is_partial or faults))
    if not allow_many_retirements:
        refuse_mass_retirement(len(plan.retired), len(known))
    if not is_dry_run:
        _apply(plan, valid_from, actor, path)
    return plan


def make_plan(
    rows: list[Row], faults: list[Fault], known: dict[str, NaceActivity], *, retire_missing: bool
) -> Plan:
    """Compare row by row; a code that comes twice counts once, its first line wins."""
    plan = Plan(faults=faults)
    seen: set[str] = set()
    for row in rows:
        standing = known.get(row.code)
        if row.hazard_class is None:
            plan.groups.append(row)
        elif row.code in seen:
            plan.doubled.append(row)
        elif standing is None:
            plan.added.append(row)
        elif (standing.definition, standing.hazard_class) != row.values:
            plan.changed.append((standing, row))
        else:
            plan.unchanged_count += 1
        seen.add(row.code)
    if retire_missing:
        plan.retired = [one for code, one in known.items() if code not in seen]
    return plan


def _apply(plan: Plan, day: date, actor: Actor, path: Path) -> None:
    if not (plan.added or plan.changed or plan.retired):
        return
    _end([*(standing for standing, _row in plan.changed), *plan.retired], day)
    NaceActivity.objects.bulk_create(
        [
            NaceActivity(
                code=row.code, definition=row.definition, hazard_class=str(row.hazard_class), valid_from=day
            )
            for row in (*plan.added, *(row for _standing, row in plan.changed))
        ],
        batch_size=BATCH,
    )
    loaded = HazardList.objects.create(
        valid_from=day,
        source_name=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        person_id=actor.person_id,
        actor_name=actor.name,
        counts=plan.counts,
    )
    audit.record(actor, "reference.hazard_list_imported", loaded, details=plan.counts)


def _end(lines: list[NaceActivity], day: date) -> None:
    """The day before. What began on this very day is a slip that a corrected file takes back: it never held."""
    rows = NaceActivity.objects.filter(pk__in=[one.pk for one in lines])
    rows.filter(valid_from=day).delete()
    rows.update(valid_to=day - timedelta(days=1))

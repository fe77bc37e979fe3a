"""Saving a month's table: one verb for a new one and for the last one, with every equation checked again (AIC-15)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE, define
from imece.core.formats import format_instant
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain import grid
from imece.employment.workforce.domain.queries import is_last, last_table
from imece.employment.workforce.domain.quota_state import quota_of
from imece.employment.workforce.domain.rules import may_be_entered, next_month
from imece.employment.workforce.enums import Direction, ExemptionKind, NeedNextMonth, Row, Sex
from imece.employment.workforce.models import (
    Exemption,
    HardToFill,
    OccupationCount,
    QuotaCount,
    StaffChange,
    WorkforceTable,
)

NOT_NEXT = define(
    "WRK-001",
    _("{month} cannot be entered: the last table is of {last}, so the next is {next}."),
    remedy=_("Tables follow one another without a gap (AIC-10)."),
    status=422,
)
NOT_ENDED = define(
    "WRK-002",
    _("{month} has not ended yet."),
    remedy=_("A month's table is entered from the first day of the next month."),
    status=422,
)
NOT_LAST = define(
    "WRK-003",
    _("The table of {month} can no longer be changed: a later one follows it."),
    remedy=_("Only the last table can be changed (AIC-11). The unit of İŞKUR can delete later ones."),
)
OF_BRANCH = define(
    "WRK-004",
    _("{workplace} is a branch; its workers stand in the table of its head office in the province."),
    remedy=_("Act for {head_office}, and enter them there (AIC-03)."),
    status=422,
)
OUT_OF_BALANCE = define(
    "WRK-005",
    _("{finding}"),
    remedy=_("Correct the numbers: equation {equation} of the form must hold."),
    status=422,
)


@dataclass(frozen=True)
class Person:
    """A line of the details, as the forms and the file give it. `occupation_id` is the dictionary's row."""

    direction: Direction
    national_id: str
    given_names: str
    surname: str
    sex: Sex
    row: Row
    occupation_id: int
    on: date
    reason_code: str = ""
    dismissal: str = ""
    is_internal: bool = False


@dataclass(frozen=True)
class NewTable:
    """All seven pages of the wizard. `occupations` and `hard_to_fill` name rows of the dictionary with a headcount."""

    month: date
    blocks: grid.Grid
    extras: grid.Extras = field(default_factory=grid.Extras)
    persons: Sequence[Person] = ()
    occupations: Mapping[int, int] = field(default_factory=dict)
    exemptions: Sequence[tuple[ExemptionKind, int, str]] = ()
    hard_to_fill: Sequence[tuple[int, int]] = ()
    wants_joint_course: bool = False
    wants_in_company_training: bool = False
    need_next_month: NeedNextMonth = NeedNextMonth.UNCHANGED
    needs_apprentices: bool = False
    quota_preference: str = ""


@verb
def save_table(
    *,
    workplace: Workplace,
    values: NewTable,
    actor: Actor,
    now: datetime,
    today: date,
    version: int | None = None,
) -> WorkforceTable:
    """A new month's table, or the last one anew with its `version`. Raises WRK-001…005 and CORE-409.

    The workplace's row is locked, so that two windows cannot save one month twice.
    """
    require(actor, "workforce.edit")
    locked = Workplace.objects.select_for_update(of=("self",), no_key=True).select_related(
        "head_office__organisation"
    )
    workplace = locked.select_related("organisation").get(pk=workplace.pk)
    if workplace.head_office is not None:
        raise OF_BRANCH(
            workplace=workplace.organisation.name, head_office=workplace.head_office.organisation.name
        )
    present = WorkforceTable.objects.filter(workplace=workplace, month=values.month).first()
    values = _carried_over(workplace, values)
    _check_turn(workplace, values.month, present, today)
    _check_version(present, version)
    _check_balance(values, present_before=ends_before(workplace, values.month))
    table = _write(workplace, values, present, now)
    audit.record(
        actor, "workforce.saved", table, details={"month": f"{values.month:%Y-%m}", "version": table.version}
    )
    return table


@verb
def delete_table(*, table: WorkforceTable, reason: str, actor: Actor) -> None:
    """AIC-11: by the unit alone, and only the last one; what it said stays on the trail."""
    require(actor, "workforce.delete", table)
    if not is_last(table):
        raise NOT_LAST(month=f"{table.month:%m.%Y}")
    details = {
        "month": f"{table.month:%Y-%m}",
        "previous": table.previous,
        "hired": table.hired,
        "left": table.left,
    }
    audit.record(actor, "workforce.deleted", table, details=details, purpose=reason)
    table.delete()


def check_may_begin(workplace: Workplace, today: date) -> None:
    """Whether a new table can be begun today. Raises WRK-004 for a branch, WRK-002 before the month has ended."""
    if workplace.head_office is not None:
        raise OF_BRANCH(
            workplace=workplace.organisation.name, head_office=workplace.head_office.organisation.name
        )
    last = last_table(workplace)
    if last is not None and not may_be_entered(next_month(last.month), today, Parameters(today)):
        raise NOT_ENDED(month=f"{next_month(last.month):%m.%Y}")


def blank_table(workplace: Workplace, month: date) -> NewTable:
    """What a new month begins with: the last ends, and the occupations as they were (P8.5)."""
    last = last_table(workplace)
    if last is None:
        return NewTable(month, grid.Grid())
    counts = dict(last.occupation_counts.values_list("occupation_id", "count"))
    return NewTable(next_month(last.month), grid.Grid(previous=from_block(last.ends)), occupations=counts)


def persons_of(table: WorkforceTable) -> list[Person]:
    """The lines as they are saved."""
    rows = table.changes.order_by("place").values(*Person.__dataclass_fields__)
    return [
        Person(
            **row | {"direction": Direction(row["direction"]), "row": Row(row["row"]), "sex": Sex(row["sex"])}
        )
        for row in rows
    ]


def findings_of(values: NewTable, last_ends: Mapping[grid.Cell, int] | None) -> list[grid.Finding]:
    """B1–B11 over all pages, for the pages themselves and for the saving."""
    lines = [grid.DetailLine(person.row, person.sex, person.direction) for person in values.persons]
    counts = {str(key): count for key, count in values.occupations.items()}
    return [
        *grid.check_cells(values.blocks),
        *grid.check_carry_over(values.blocks, last_ends),
        *grid.check_details(values.blocks, lines),
        *grid.check_occupations(values.blocks, counts),
        *grid.check_extras(values.blocks, values.extras, Parameters(values.month)),
    ]


def to_block(cells: Mapping[grid.Cell, int]) -> list[int]:
    return [cells.get(cell, 0) for cell in grid.CELLS]


def from_block(block: Sequence[int]) -> dict[grid.Cell, int]:
    return dict(zip(grid.CELLS, block, strict=True))


def _carried_over(workplace: Workplace, values: NewTable) -> NewTable:
    """AIC-12: what last month ended with is not the caller's to say; only the first table ever enters it."""
    ends = ends_before(workplace, values.month)
    return values if ends is None else replace(values, blocks=replace(values.blocks, previous=ends))


def ends_before(workplace: Workplace, month: date) -> dict[grid.Cell, int] | None:
    before = WorkforceTable.objects.filter(workplace=workplace, month__lt=month).order_by("-month").first()
    return from_block(before.ends) if before else None


def _check_turn(workplace: Workplace, month: date, present: WorkforceTable | None, today: date) -> None:
    if not may_be_entered(month, today, Parameters(today)):
        raise NOT_ENDED(month=f"{month:%m.%Y}", field="month")
    if present is not None:
        if not is_last(present):
            raise NOT_LAST(month=f"{month:%m.%Y}")
        return
    last = last_table(workplace)
    if last is not None and month != next_month(last.month):
        raise NOT_NEXT(
            month=f"{month:%m.%Y}", last=f"{last.month:%m.%Y}", next=f"{next_month(last.month):%m.%Y}"
        )


def _check_version(present: WorkforceTable | None, version: int | None) -> None:
    if present is not None and present.version != version:
        raise CHANGED_MEANWHILE(changed_at=format_instant(present.saved_at))


def _check_balance(values: NewTable, present_before: Mapping[grid.Cell, int] | None) -> None:
    for finding in findings_of(values, present_before):
        if finding.is_error:
            raise OUT_OF_BALANCE(finding=finding.text, equation=finding.equation)


def _write(
    workplace: Workplace, values: NewTable, present: WorkforceTable | None, now: datetime
) -> WorkforceTable:
    table = present or WorkforceTable(workplace=workplace, month=values.month, version=0)
    table.previous, table.hired = to_block(values.blocks.previous), to_block(values.blocks.hired)
    table.left, table.ends = to_block(values.blocks.left), to_block(values.blocks.ends)
    table.part_time_hours = values.extras.part_time_hours
    table.underground_men = values.extras.underground.get(Sex.MALE, 0)
    table.underground_women = values.extras.underground.get(Sex.FEMALE, 0)
    table.wants_joint_course = values.wants_joint_course
    table.wants_in_company_training = values.wants_in_company_training
    table.need_next_month = values.need_next_month
    table.needs_apprentices = values.needs_apprentices
    table.quota_preference = values.quota_preference
    table.saved_at, table.version = now, table.version + 1
    table.save()
    _write_lines(table, values)
    _write_quota(table)
    return table


def _write_lines(table: WorkforceTable, values: NewTable) -> None:
    """The lines are the table's own: a new saving replaces them."""
    for model in (StaffChange, OccupationCount, Exemption, HardToFill):
        model._base_manager.filter(table=table).delete()
    StaffChange.objects.bulk_create(
        (
            StaffChange(table=table, place=place, **vars(person))
            for place, person in enumerate(values.persons, start=1)
        ),
        batch_size=2_000,
    )
    OccupationCount.objects.bulk_create(
        OccupationCount(table=table, occupation_id=key, count=count)
        for key, count in values.occupations.items()
    )
    Exemption.objects.bulk_create(
        Exemption(table=table, kind=kind, count=count, reason=reason)
        for kind, count, reason in values.exemptions
    )
    HardToFill.objects.bulk_create(
        HardToFill(table=table, place=place, occupation_id=key, count=count)
        for place, (key, count) in enumerate(values.hard_to_fill, start=1)
    )


def _write_quota(table: WorkforceTable) -> None:
    """QUO-18: reckoned from this table, by the law of its month."""
    state = quota_of(table.workplace_id, table.month)
    assert state is not None  # the table is written
    QuotaCount.objects.filter(table=table).delete()
    QuotaCount.objects.bulk_create(
        QuotaCount(
            table=table, group=one.group, is_due=state.result.is_due, base_count=state.result.base,
            required_count=one.required, employed_count=one.employed,
        )
        for one in state.result.groups
    )  # fmt: skip

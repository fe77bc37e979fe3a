"""The month by difference: who is known to have begun or left, and last month's table with that (P8.3–P8.5).

Rooms beside this one know of movements (placements) and of dismissals told; they say so by hooks that `home` wires.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain import grid
from imece.employment.workforce.domain.queries import carried_over, last_table
from imece.employment.workforce.domain.rules import next_month
from imece.employment.workforce.domain.tables import NewTable, Person
from imece.employment.workforce.enums import Direction, DismissalKind, Group, Row, Sex
from imece.employment.workforce.models import CompulsoryWorker, StaffChange
from imece.exchange.client import ask_many
from imece.exchange.contract import Reason


@dataclass(frozen=True)
class Movement:
    """Somebody who began or left, as far as it is known; `source` says from where. The clerk confirms or corrects."""

    direction: Direction
    national_id: str
    on: date | None = None
    row: Row | None = None
    occupation_id: int | None = None
    dismissal: str = ""
    source: Text = ""


@dataclass(frozen=True)
class AnnouncedDismissal:
    """A notice of collective dismissal that names no persons: how many leave the workplace, and when."""

    number: str
    first_on: date
    last_on: date
    men: int
    women: int
    url: str = ""


MovementHook = Callable[[Workplace, date], Iterable[Movement]]
"""(head office, first day of the month) → who moved there or in its branches of the province."""
DismissalHook = Callable[[Workplace, date], Iterable[AnnouncedDismissal]]

_MOVEMENTS: list[MovementHook] = []
_DISMISSALS: list[DismissalHook] = []


def add_movement_source(hook: MovementHook) -> None:
    """For `home`: the same hook twice is once."""
    if hook not in _MOVEMENTS:
        _MOVEMENTS.append(hook)


def add_dismissal_source(hook: DismissalHook) -> None:
    if hook not in _DISMISSALS:
        _DISMISSALS.append(hook)


def announced_dismissals(workplace: Workplace, month: date) -> list[AnnouncedDismissal]:
    return [one for hook in _DISMISSALS for one in hook(workplace, month)]


def known_movements(workplace: Workplace, month: date) -> list[Movement]:
    """Hires before leavers, each by day. Of somebody known from two sources the first one's word is taken."""
    found: dict[tuple[str, str], Movement] = {}
    for movement in [
        *(one for hook in _MOVEMENTS for one in hook(workplace, month)),
        *_compulsory(workplace, month),
    ]:
        found.setdefault((movement.national_id, movement.direction), movement)
    return sorted(
        _with_occupations(workplace, found.values()),
        key=lambda one: (one.direction != Direction.HIRED, one.on or month, one.national_id),
    )


def _with_occupations(workplace: Workplace, movements: Iterable[Movement]) -> list[Movement]:
    """The occupation that the latest table with this person names, where the source knows none."""
    listed = list(movements)
    lacking = [one.national_id for one in listed if one.occupation_id is None]
    rows = StaffChange.objects.filter(table__workplace=workplace, national_id__in=lacking)
    rows = rows.order_by("national_id", "-table__month", "-on", "-place").distinct("national_id")
    known = dict(rows.values_list("national_id", "occupation_id")) if lacking else {}
    return [replace(one, occupation_id=one.occupation_id or known.get(one.national_id)) for one in listed]


def _compulsory(workplace: Workplace, month: date) -> Iterable[Movement]:
    """P9.2: whom the workplace entered on the page of compulsory workers. Nobody else's group is opened (KVK-03)."""
    source = _("Your list of compulsory workers")
    until = next_month(month)
    moved = Q(hired_on__gte=month, hired_on__lt=until) | Q(left_on__gte=month, left_on__lt=until)
    for worker in CompulsoryWorker.objects.filter(moved, workplace=workplace).order_by("pk"):
        row = Row(Group(worker.group).value)
        if month <= worker.hired_on < until:
            yield Movement(Direction.HIRED, worker.national_id, worker.hired_on, row, source=source)
        if worker.left_on and month <= worker.left_on < until:
            yield Movement(Direction.LEFT, worker.national_id, worker.left_on, row, source=source)


def known_workers(workplace: Workplace, most: int = 500) -> dict[str, StaffChange]:
    """Whom earlier tables say to be here: hired in one and not left in a later one. By number, the latest hired first.

    Whoever worked here before the first table is unknown: tables name only those who moved.
    """
    rows = StaffChange.objects.filter(table__workplace=workplace)
    latest = rows.order_by("national_id", "-table__month", "-on", "-place").distinct("national_id")
    here = StaffChange.objects.filter(pk__in=latest.values("pk"), direction=Direction.HIRED)
    return {one.national_id: one for one in here.select_related("occupation").order_by("-on", "pk")[:most]}


# ------------------------------------------------------------------------------------------ the differences
def persons_by_register(
    movements: Sequence[Movement], *, workplace: Workplace, month: date, actor: Actor
) -> tuple[list[Person], list[Movement]]:
    """Names and sex are the register's, each question on record; second, whom it does not know. Raises EXC-003."""
    reason = Reason(purpose=_("Monthly workforce table"), file=f"{month:%Y-%m}/{workplace.number}")
    if not movements:
        return [], []
    answers = ask_many("registry.person", [one.national_id for one in movements], reason=reason, actor=actor)
    pairs = list(zip(movements, answers, strict=True))
    persons = [_person(one, answer.facts) for one, answer in pairs if answer.facts is not None]
    return persons, [one for one, answer in pairs if answer.facts is None]


def _person(movement: Movement, facts: Mapping[str, str]) -> Person:
    assert movement.on is not None
    assert movement.row is not None
    assert movement.occupation_id is not None
    return Person(
        movement.direction, movement.national_id, facts["given_names"], facts["surname"] or "", Sex(facts["sex"]),
        movement.row, movement.occupation_id, movement.on, dismissal=movement.dismissal,
    )  # fmt: skip


def table_by_difference(workplace: Workplace, persons: Sequence[Person], part_time_hours: int) -> NewTable:
    """Last month's table, with these differences: grid, details and occupations agree (B1, B5–B7).

    An occupation may come out below 0 here: `differences_wrong` says so. Needs a last table.
    """
    last = last_table(workplace)
    assert last is not None
    begun = carried_over(last)
    moved = Counter((one.direction, one.row, one.sex) for one in persons)
    blocks = grid.Grid(
        begun.ends,
        {(row, sex): moved[Direction.HIRED, row, sex] for row, sex in grid.CELLS},
        {(row, sex): moved[Direction.LEFT, row, sex] for row, sex in grid.CELLS},
    )
    occupations = Counter(begun.occupations)
    for one in persons:
        occupations[one.occupation_id] += 1 if one.direction == Direction.HIRED else -1
    return NewTable(
        next_month(last.month), blocks, grid.Extras(part_time_hours, begun.underground), persons,
        {key: count for key, count in occupations.items() if count},
        exemptions=begun.exemptions, hard_to_fill=begun.hard_to_fill,
    )  # fmt: skip


def differences_wrong(values: NewTable, names: Mapping[int, str]) -> list[grid.Finding]:
    """B2 and B7 as the differences break them. `names`: the occupations' words."""
    text = _(
        "{occupation}: more left than were there at last month's end. Correct the occupation of who left."
    )
    return [
        *grid.check_cells(values.blocks),
        *(
            grid.Finding("B7", text.format(occupation=names.get(key, key)))
            for key, count in values.occupations.items()
            if count < 0
        ),
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------ AIC-33
def dismissals_without_notice(
    workplace: Workplace, month: date, days: Iterable[tuple[str, str, date]]
) -> list[int]:
    """AIC-33: the places in `days` (direction, kind, day) of collective dismissals that no notice covers."""
    asked = [
        (place, on)
        for place, (direction, kind, on) in enumerate(days)
        if (direction, kind) == (Direction.LEFT, DismissalKind.COLLECTIVE)
    ]
    told = announced_dismissals(workplace, month) if asked else []
    return [place for place, on in asked if not any(one.first_on <= on <= one.last_on for one in told)]


def dismissal_warning(count: int) -> grid.Finding:
    text = _(
        "{count} persons left by collective dismissal, but no notice of collective dismissal covers their day. "
        "Tell İŞKUR of it (P10.1), or correct the kind of dismissal."
    )
    return grid.Finding("AIC-33", text.format(count=count), is_error=False)

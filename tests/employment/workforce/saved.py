"""Tables saved for other tests."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from imece.employment.workforce.domain.grid import Cell, Grid
from imece.employment.workforce.domain.tables import NewTable, blank_table, save_table
from imece.employment.workforce.enums import Row, Sex
from imece.employment.workforce.models import WorkforceTable
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of


def save_month(
    cast: Cast, month: date, men: int, more: dict[Cell, int] | None = None, **changes: object
) -> WorkforceTable:
    """The first table ever with so many men under indefinite contracts and `more`; a later one as the last ended."""
    previous = {(Row.INDEFINITE, Sex.MALE): men} | (more or {})
    values = blank_table(cast.workplace, month)
    if not values.occupations:
        occupation = Occupation.objects.order_by("pk").values_list("pk", flat=True)[0]
        values = NewTable(month, Grid(previous=previous), occupations={occupation: sum(previous.values())})
    return save_table(
        workplace=cast.workplace,
        values=replace(values, **changes),  # type: ignore[arg-type]
        actor=actor_of(cast.manager, cast.workplace.organisation),
        now=timezone.now(),
        today=max(timezone.localdate(), date(2026, 5, 4)),
    )

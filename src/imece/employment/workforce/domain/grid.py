"""The grid of **İşyeri Gelişimi** and its balance equations B1–B11 (§4.3): whole numbers in, findings out.

Last month's end plus hired minus left is this month's end: the end is reckoned, never typed (AIC-14).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.parameters import Parameters
from imece.employment.workforce.enums import Direction, Row, Sex

Cell = tuple[Row, Sex]
Listed = tuple[Direction, Row, Sex]
CELLS: Final[tuple[Cell, ...]] = tuple((row, sex) for row in Row for sex in Sex)
UNPROTECTED: Final = (Row.INDEFINITE, Row.FIXED_TERM, Row.PART_TIME)


@dataclass(frozen=True)
class Finding:
    """One equation that does not hold, with its numbers. A warning does not stop the saving."""

    equation: str
    text: Text
    row: Row | None = None
    sex: Sex | None = None
    is_error: bool = True


@dataclass(frozen=True)
class Grid:
    """Three typed blocks; `previous` is the last table's end. A cell that is not named holds 0."""

    previous: Mapping[Cell, int] = field(default_factory=dict)
    hired: Mapping[Cell, int] = field(default_factory=dict)
    left: Mapping[Cell, int] = field(default_factory=dict)

    def end(self, row: Row, sex: Sex) -> int:
        """B1."""
        cell = (row, sex)
        return self.previous.get(cell, 0) + self.hired.get(cell, 0) - self.left.get(cell, 0)

    def end_of(self, *rows: Row) -> int:
        """B3: men and women of these rows together; all rows when none is named."""
        return sum(self.end(row, sex) for row in rows or Row for sex in Sex)

    @property
    def ends(self) -> dict[Cell, int]:
        """What the next month begins with (B4)."""
        return {cell: self.end(*cell) for cell in CELLS}

    def moved(self, direction: Direction) -> Mapping[Cell, int]:
        return self.hired if direction == Direction.HIRED else self.left


@dataclass(frozen=True)
class DetailLine:
    """One person hired or left this month, as far as the equations look (Çizelge Detayları)."""

    row: Row
    sex: Sex
    direction: Direction


@dataclass(frozen=True)
class Extras:
    """The boxes under the grid: hours of all part-timers this month, and those working underground or underwater."""

    part_time_hours: int = 0
    underground: Mapping[Sex, int] = field(default_factory=dict)


def check_cells(grid: Grid) -> list[Finding]:
    """B2: nobody can leave who was not there."""
    text = _(
        "{row}, {sex}: {left} left, but only {there} were there (last month {previous} + hired {hired})."
    )
    return [
        Finding(
            "B2",
            text.format(
                row=row.label, sex=sex.label, left=grid.left.get((row, sex), 0),
                there=grid.previous.get((row, sex), 0) + grid.hired.get((row, sex), 0),
                previous=grid.previous.get((row, sex), 0), hired=grid.hired.get((row, sex), 0),
            ),
            row, sex,
        )
        for row, sex in CELLS
        if grid.end(row, sex) < 0
    ]  # fmt: skip


def check_carry_over(grid: Grid, last_ends: Mapping[Cell, int] | None) -> list[Finding]:
    """B4: this month begins as the last one ended. `last_ends` is None for the first table ever (AIC-12)."""
    if last_ends is None:
        return []
    text = _("{row}, {sex}: last month's table ended with {end}, this one begins with {begin}.")
    return [
        Finding(
            "B4",
            text.format(
                row=row.label, sex=sex.label, end=last_ends.get((row, sex), 0), begin=grid.previous.get((row, sex), 0)
            ),
            row, sex,
        )
        for row, sex in CELLS
        if grid.previous.get((row, sex), 0) != last_ends.get((row, sex), 0)
    ]  # fmt: skip


def check_details(
    grid: Grid, lines: Iterable[DetailLine], counted: Mapping[Listed, int] | None = None
) -> list[Finding]:
    """B5, B6: as many persons as the grid says, by direction, row and sex; every disagreement is named (P8.4).

    `counted` are persons of a long list, counted by the database.
    """
    listed = Counter(counted or {})
    listed.update((line.direction, line.row, line.sex) for line in lines)
    text = _("{row}, {sex}, {direction}: the grid says {grid}, the details list {listed}.")
    findings = []
    for direction in Direction:
        for row, sex in CELLS:
            said, found = grid.moved(direction).get((row, sex), 0), listed[direction, row, sex]
            if said != found:
                words = text.format(
                    row=row.label, sex=sex.label, direction=direction.label, grid=said, listed=found
                )
                findings.append(Finding("B5" if row in UNPROTECTED else "B6", words, row, sex))
    return findings


def check_occupations(grid: Grid, counts: Mapping[str, int]) -> list[Finding]:
    """B7: headcounts by occupation (its code as the key) sum to the month's end; a 0 must be taken out."""
    zero = _("Occupation {code}: {count} is no headcount; take the line out.")
    findings = [
        Finding("B7", zero.format(code=code, count=count))
        for code, count in counts.items()
        if count <= 0
    ]  # fmt: skip
    total, end = sum(counts.values()), grid.end_of()
    if total != end:
        text = _("The occupations sum to {total}, the month ended with {end} workers: {difference} apart.")
        findings.append(Finding("B7", text.format(total=total, end=end, difference=abs(total - end))))
    return findings


def check_extras(grid: Grid, extras: Extras, parameters: Parameters) -> list[Finding]:
    """B8, B9, B11."""
    return [*_check_underground(grid, extras), *_check_hours(grid, extras.part_time_hours, parameters)]


def _check_underground(grid: Grid, extras: Extras) -> list[Finding]:
    findings = []
    for sex in Sex:
        below = extras.underground.get(sex, 0)
        there = sum(grid.end(row, sex) for row in UNPROTECTED)
        if below > there:
            text = _(
                "{sex}: {below} work underground or underwater, but only {there} stand in the first three rows."
            )
            findings.append(Finding("B8", text.format(sex=sex.label, below=below, there=there), sex=sex))
    if women := extras.underground.get(Sex.FEMALE, 0):
        text = _("{women} women underground or underwater: 4857 art. 72 forbids it.")
        findings.append(Finding("B11", text.format(women=women), sex=Sex.FEMALE, is_error=False))
    return findings


def _check_hours(grid: Grid, hours: int, parameters: Parameters) -> list[Finding]:
    part_timers = grid.end_of(Row.PART_TIME)
    if (hours > 0) != (part_timers > 0):
        text = _(
            "{workers} part-time workers at the month's end, {hours} hours of part-time work: one without the other."
        )
        return [Finding("B9", text.format(workers=part_timers, hours=hours), Row.PART_TIME)]
    most = part_timers * parameters.integer("quota_parttime_hours_month") if part_timers else 0
    if hours > most:
        text = _("{hours} hours for {workers} part-time workers is more than full time ({most}).")
        words = text.format(hours=hours, workers=part_timers, most=most)
        return [Finding("B9", words, Row.PART_TIME, is_error=False)]
    return []

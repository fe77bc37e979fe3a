"""**İşyeri Gelişimi** (P8.3): the grid as one table of boxes, its totals reckoned here as on every other machine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.formats import UnreadableValue, format_integer, format_month, parse_integer
from imece.core.parameters import Parameters
from imece.core.ui.fields import CountField
from imece.employment.workforce.domain import grid
from imece.employment.workforce.enums import Row, Sex

MOST = 1_000_000
STARS: Mapping[Row, str] = {
    Row.INDEFINITE: "*", Row.FIXED_TERM: "*", Row.PART_TIME: "**", Row.TERROR_AFFECTED: "***",
}  # fmt: skip
BLOCKS: tuple[tuple[str, Text], ...] = (
    ("previous", _("At the end of last month")),
    ("hired", _("Hired during the month")),
    ("left", _("Left during the month")),
    ("end", _("Month's end")),
)
UNDERGROUND = {sex: f"underground_{sex.value}" for sex in Sex}


def cell_name(block: str, row: Row, sex: Sex) -> str:
    return f"{block}_{row.value}_{sex.value}"


@dataclass(frozen=True)
class TableCell:
    """A box to fill in, or a number that follows from the boxes. `sex` is T for both together."""

    block: str
    row: str
    sex: str
    bound: Any = None
    value: int = 0

    @property
    def text(self) -> str:
        return format_integer(self.value)


@dataclass(frozen=True)
class TableRow:
    label: Text
    stars: str
    cells: list[TableCell]


class GridForm(forms.Form):
    """`months` may be entered: one, or the ended ones before the first table ever. `ends` is what the last table ended
    with; None lets last month be typed (AIC-12)."""

    month = forms.ChoiceField(label=_("Month"))
    part_time_hours = CountField(
        label=_("Monthly hours of all part-time workers"), required=False, most=99_999_999,
        help_text=_("All part-time workers together, in this month."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        months: Sequence[date] = (),
        ends: Mapping[grid.Cell, int] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.last_ends = ends
        self.law = Parameters(max(months, default=timezone.localdate()))
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        month.choices = [(f"{one:%Y-%m}", format_month(one)) for one in months]
        if len(months) == 1:
            month.widget = forms.HiddenInput()
            month.error_messages["invalid_choice"] = str(
                _(
                    "This draft was begun for another month. Delete it and begin the table of the month that is due."
                )
            )
        for block, label in BLOCKS[:3]:
            if block != "previous" or ends is None:
                self._add_cells(block, label)
        for sex, name in UNDERGROUND.items():
            label = {
                Sex.MALE: _("Underground and underwater, men"),
                Sex.FEMALE: _("Underground and underwater, women"),
            }[sex]
            self.fields[name] = CountField(label=label, required=False, most=MOST)

    def _add_cells(self, block: str, label: Text) -> None:
        for row, sex in grid.CELLS:
            field = CountField(label=f"{row.label}, {label}, {sex.label}", required=False, most=MOST)
            field.widget.attrs |= {"aria-label": field.label, "maxlength": "9"}
            self.fields[cell_name(block, row, sex)] = field

    # ---- what was typed
    def clean_month(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")

    def clean(self) -> dict[str, Any]:
        """B2, B8, B9 beside the box that they are about; the rest of the equations needs other pages."""
        cleaned = super().clean() or {}
        if not self.errors:
            for finding in self.findings:
                if finding.is_error:
                    self.add_error(_box_of(finding), f"{finding.equation}: {finding.text}")
            cleaned |= {"blocks": self.counted, "extras": self.boxes}
        return cleaned

    @property
    def findings(self) -> list[grid.Finding]:
        return [*grid.check_cells(self.counted), *grid.check_extras(self.counted, self.boxes, self.law)]

    @property
    def warnings(self) -> list[grid.Finding]:
        return [one for one in self.findings if not one.is_error]

    @property
    def counted(self) -> grid.Grid:
        return grid.Grid(
            previous=self._block("previous") if self.last_ends is None else self.last_ends,
            hired=self._block("hired"),
            left=self._block("left"),
        )

    @property
    def boxes(self) -> grid.Extras:
        below = {sex: self._count(name) for sex, name in UNDERGROUND.items()}
        return grid.Extras(self._count("part_time_hours"), below)

    def _block(self, block: str) -> dict[grid.Cell, int]:
        return {(row, sex): self._count(cell_name(block, row, sex)) for row, sex in grid.CELLS}

    def _count(self, name: str) -> int:
        """Also of a page that is not right yet: an unreadable box counts nothing in the totals."""
        value = self[name].value()
        try:
            number = value if isinstance(value, int) else parse_integer(str(value or "0"))
        except UnreadableValue:
            return 0
        return min(max(number, 0), MOST * 1_000)

    # ---- what is drawn
    @property
    def table(self) -> Iterator[TableRow]:
        """Six rows and their sum; in each block men, women, both."""
        counted = self.counted
        for row in Row:
            cells = [cell for block, _label in BLOCKS for cell in self._cells(counted, block, row)]
            yield TableRow(row.label, STARS.get(row, ""), cells)
        yield TableRow(_("Total"), "", [cell for block, _label in BLOCKS for cell in _sums(counted, block)])

    def _cells(self, counted: grid.Grid, block: str, row: Row) -> Iterator[TableCell]:
        for sex in Sex:
            name = cell_name(block, row, sex)
            bound = self[name] if name in self.fields else None
            yield TableCell(block, row.value, sex.value, bound, number_in(counted, block, row, sex))
        both = sum(number_in(counted, block, row, sex) for sex in Sex)
        yield TableCell(block, row.value, "T", None, both)

    @property
    def block_names(self) -> tuple[tuple[str, Text], ...]:
        return BLOCKS

    @property
    def month_shown(self) -> str:
        value = str(self["month"].value() or "")
        choices: Any = getattr(self.fields["month"], "choices", ())
        return str(dict(choices).get(value, value))

    @property
    def below(self) -> list[Any]:
        """The boxes under the grid."""
        return [self["part_time_hours"], *(self[name] for name in UNDERGROUND.values())]

    def summary_lines(self) -> list[tuple[str, str]]:
        lines = [(str(_("Month")), self.month_shown)]
        lines += [
            (str(row.label), " / ".join(f"{cell.text}" for cell in row.cells if cell.sex == "T"))
            for row in self.table
        ]
        lines += [(str(bound.label), format_integer(self._count(bound.name))) for bound in self.below]
        return lines


def number_in(counted: grid.Grid, block: str, row: Row, sex: Sex) -> int:
    if block == "end":
        return counted.end(row, sex)
    cells: Mapping[grid.Cell, int] = getattr(counted, block)
    return cells.get((row, sex), 0)


def _sums(counted: grid.Grid, block: str) -> Iterator[TableCell]:
    by_sex = {sex: sum(number_in(counted, block, row, sex) for row in Row) for sex in Sex}
    for sex, total in by_sex.items():
        yield TableCell(block, "all", sex.value, None, total)
    yield TableCell(block, "all", "T", None, sum(by_sex.values()))


def _box_of(finding: grid.Finding) -> str:
    if finding.equation == "B2" and finding.row and finding.sex:
        return cell_name("left", finding.row, finding.sex)
    if finding.equation == "B8" and finding.sex:
        return UNDERGROUND[finding.sex]
    return "part_time_hours"

"""**Ayın farkı**: the month's hires and leavers, proposed from what is known, confirmed line by line."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.formats import whole_of
from imece.core.turkish import mask_number
from imece.core.ui.fields import CountField, DateField, NationalIdField
from imece.employment.workforce.domain.movements import Movement
from imece.employment.workforce.domain.queries import occupation_texts
from imece.employment.workforce.enums import Direction, DismissalKind, Row
from imece.employment.workforce.models import StaffChange
from imece.employment.workforce.web.employer.forms.lines import Line, initial_lines
from imece.employment.workforce.web.employer.forms.pages import PersonsForm, choice_field, occupation_field

KNOWN = "known"


class DifferenceForm(PersonsForm):
    """`workers` are those earlier tables say to be here: one who left is chosen instead of typed."""

    part_time_hours = CountField(
        label=_("Monthly hours of all part-time workers"), required=False, most=99_999_999,
        help_text=_("Last month's hours stand here. Correct them for this month."),
    )  # fmt: skip
    known = forms.ChoiceField(
        label=_("Add somebody of earlier tables who left"), required=False,
        help_text=_("Choose, press «Add lines», and write the day. Who worked here before the first table is typed."),
    )  # fmt: skip
    line_fields = {
        "direction": lambda: choice_field(_("Hired or left"), Direction.choices),
        "national_id": lambda: NationalIdField(label=_("T.C. identity number"), required=False),
        "row": lambda: choice_field(_("Group"), Row.choices),
        "occupation": occupation_field,
        "on": lambda: DateField(label=_("Hired or left on"), required=False),
        "dismissal": lambda: choice_field(_("Kind of dismissal"), DismissalKind.choices),
    }

    def __init__(
        self, *args: Any, proposals: Sequence[Movement] = (), workers: Mapping[str, StaffChange] | None = None,
        hours: int = 0, **options: Any,
    ) -> None:  # fmt: skip
        if not args and "data" not in options:
            options["initial"] = {"part_time_hours": hours} | initial_lines(_rows(proposals[: self.most]))
        super().__init__(*args, **options)
        self.workers = workers or {}
        self.proposals = list(proposals)
        self.sources = {(one.national_id, one.direction.value): one.source for one in proposals}
        field = self.fields[KNOWN]
        assert isinstance(field, forms.ChoiceField)
        choices = [(number, worker_text(one)) for number, one in self.workers.items()]
        field.choices = [("", _("Nobody")), *choices]
        if not self.workers:
            del self.fields[KNOWN]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors:
            cleaned["movements"] = [_movement(values) for values in cleaned["lines"]]
            self._refuse_twice(cleaned["movements"])
        return cleaned

    def _refuse_twice(self, movements: Sequence[Movement]) -> None:
        """AIC-31."""
        keys = [(one.national_id, one.direction) for one in movements]
        text = _("%(number)s stands twice as «%(direction)s» (AIC-31). Take one of the two lines out.")
        for number, direction in dict.fromkeys(one for one in keys if keys.count(one) > 1):
            self.add_error(None, text % {"number": mask_number(number), "direction": direction.label})

    def refuse_strangers(self, strangers: Iterable[Movement]) -> None:
        """Beside the box of each number that the register does not know."""
        unknown = {one.national_id for one in strangers}
        for number in self.numbers:
            if self.cleaned_data.get(f"line{number}_national_id") in unknown:
                text = _(
                    "The identity register knows nobody with this number. Check the number on the identity card."
                )
                self.add_error(f"line{number}_national_id", text)

    @property
    def drawn_with_sources(self) -> Iterable[tuple[Line, Any]]:
        for line in self.drawn:
            values = {bound.name.partition("_")[2]: bound.value() for bound in line.fields}
            yield line, self.sources.get((str(values["national_id"]), str(values["direction"])), "")

    @property
    def struck(self) -> list[str]:
        """What is known, but no longer stands in the list."""
        here = {
            (str(self[f"line{n}_national_id"].value()), str(self[f"line{n}_direction"].value()))
            for n in self.numbers
        }
        return [
            f"{one.direction.label}: {mask_number(one.national_id)} ({one.source})"
            for one in self.proposals
            if (one.national_id, one.direction.value) not in here
        ]


def with_known_worker(data: Mapping[str, Any], workers: Mapping[str, StaffChange]) -> Any:
    """The posted page with a line more for whoever was chosen in «known»; it is read like any other."""
    copied: Any = data.copy()  # type: ignore[attr-defined]  # a QueryDict
    worker = workers.get(copied.get(KNOWN, ""))
    if worker is None:
        return copied
    numbers = [key[len("line") :].split("_")[0] for key in copied if key.startswith("line")]
    used = [whole_of(number, 9) or 0 for number in numbers]
    line = {
        "direction": Direction.LEFT.value, "national_id": worker.national_id, "row": worker.row,
        "occupation": f"{worker.occupation.code} {worker.occupation.name}",
    }  # fmt: skip
    for name, value in line.items():
        copied[f"line{max(used, default=0) + 1}_{name}"] = value
    copied[KNOWN] = ""
    return copied


def worker_text(worker: StaffChange) -> str:
    name = f"{worker.given_names} {worker.surname}".strip()
    return f"{name}, {mask_number(worker.national_id)}, {worker.occupation.name}"


def _rows(proposals: Sequence[Movement]) -> list[dict[str, Any]]:
    texts = occupation_texts(one.occupation_id for one in proposals if one.occupation_id)
    return [
        {
            "direction": one.direction.value, "national_id": one.national_id, "row": one.row.value if one.row else "",
            "occupation": texts.get(one.occupation_id or 0, ""), "on": one.on, "dismissal": one.dismissal,
        }
        for one in proposals
    ]  # fmt: skip


def _movement(values: Mapping[str, Any]) -> Movement:
    return Movement(
        Direction(values["direction"]), values["national_id"], values["on"], Row(values["row"]),
        values["occupation_id"], values["dismissal"] or "",
    )  # fmt: skip

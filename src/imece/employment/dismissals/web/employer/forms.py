"""The two pages of **Toplu İşten Çıkarma** (P10.1): Genel Bilgiler and Detay Bilgiler."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.core.formats import format_integer
from imece.core.ui.fields import CountField, DateField
from imece.employment.dismissals.domain.notices import Line
from imece.employment.dismissals.enums import Ground
from imece.employment.dismissals.models import DismissalLine
from imece.employment.employers.models import Workplace


class GeneralForm(forms.Form):
    """**Genel Bilgiler** with COL-13's fields. What the platform fixes or sums cannot be typed (COL-10, T-COL-12).

    The dismissal date may be empty here; Kaydet refuses it (DIS-002).
    """

    notified_on = DateField(
        label=pgettext_lazy("dismissal", "Notification date"),
        disabled=True,
        required=False,
        initial=timezone.localdate,
        help_text=_("The day of the first saving; it is fixed."),
    )
    dismissal_on = DateField(
        label=pgettext_lazy("dismissal", "Dismissal date"),
        required=False,
        help_text=_("The day of the first dismissal. The notice cannot be saved without it."),
    )
    last_dismissal_on = DateField(
        label=_("Last dismissal date"), required=False, help_text=_("Empty: all leave on the same day.")
    )
    total_men = CountField(label=_("Total number of men"), disabled=True, required=False, initial=0)
    total_women = CountField(
        label=_("Total number of women"),
        disabled=True,
        required=False,
        initial=0,
        help_text=_("Both are summed from the page Detailed information."),
    )
    ground = forms.ChoiceField(label=_("Ground of the dismissal"), choices=Ground)
    explanation = forms.CharField(
        label=_("Explanation of the ground"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    stewards_told_on = DateField(label=_("Shop stewards told on"), required=False, latest=timezone.localdate)
    meeting_record = forms.CharField(
        label=_("Record of the talks with the stewards"),
        max_length=200,
        required=False,
        help_text=_("Its day and number; the paper is attached on the notice's page (COL-06)."),
    )
    closes_for_good = forms.BooleanField(label=_("The whole workplace closes for good"), required=False)
    posted_on = DateField(
        label=_("Posted at the workplace on"),
        required=False,
        latest=timezone.localdate,
        help_text=_("Of a closing for good: the day it was posted where the workers see it (COL-08)."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("dismissal_on"), cleaned.get("last_dismissal_on")
        if last and not first:
            self.add_error("dismissal_on", _("Choose the day of the first dismissal too."))
        elif first and last and last < first:
            self.add_error("last_dismissal_on", _("The last dismissal is not before the first."))
        return cleaned


PARTS = ("workplace", "men", "women", "worker_count", "groups", "out")
MOST_LINES = 200


def _place_of(key: str) -> int | None:
    """`line_3_men` → 3."""
    head, _sep, rest = key.partition("_")
    number, _sep, part = rest.partition("_")
    is_ours = head == "line" and part in PARTS and number.isascii() and number.isdigit() and len(number) < 4
    return int(number) if is_ours else None


class DetailsForm(forms.Form):
    """**Detay Bilgiler**: a line a workplace, and an empty one below for **Ekle**; a ticked **Çıkar** takes one out."""

    def __init__(self, *args: Any, workplaces: Sequence[Workplace] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        given: Mapping[str, Any] = self.data if self.is_bound else self.initial
        used = [place for key in given if (place := _place_of(key)) is not None and given.get(key)]
        self.places = range(min(max(used, default=-1) + 2, MOST_LINES))
        choices = [("", "–"), *((str(one.pk), f"{one.name} ({one.number})") for one in workplaces)]
        for place in self.places:
            self._add_place(place, choices)

    def _add_place(self, place: int, choices: list[tuple[str, str]]) -> None:
        named = {"number": place + 1}
        fields: dict[str, forms.Field] = {
            "workplace": forms.ChoiceField(
                label=_("Workplace or branch %(number)s") % named, choices=choices
            ),
            "men": CountField(label=_("Men, line %(number)s") % named, most=1_000_000),
            "women": CountField(label=_("Women, line %(number)s") % named, most=1_000_000),
            "worker_count": CountField(label=_("Workers of workplace %(number)s") % named, most=1_000_000),
            "groups": forms.CharField(
                label=_("Groups, line %(number)s") % named,
                max_length=300,
                help_text=_("Occupation, unit, seniority of those who leave."),
            ),
            "out": forms.BooleanField(label=_("Take line %(number)s out") % named),
        }
        for part, field in fields.items():
            field.required = False
            self.fields[f"line_{place}_{part}"] = field

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """For `c-field-groups`; the empty last line has nothing to take out."""
        for place in self.places:
            is_last = place == self.places[-1]
            parts = [part for part in PARTS if part != "out" or not is_last]
            title = _("New line") if is_last else _("Line %(number)s") % {"number": place + 1}
            yield str(title), [self[f"line_{place}_{part}"] for part in parts]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen: set[str] = set()
        for place in self.places:
            if not cleaned.get(f"line_{place}_out"):
                self._check_place(cleaned, f"line_{place}", seen)
        return cleaned

    def _check_place(self, cleaned: dict[str, Any], stem: str, seen: set[str]) -> None:
        workplace, men, women, workers, groups = (cleaned.get(f"{stem}_{part}") for part in PARTS[:5])
        if not any((workplace, men, women, workers, groups)):
            return
        if not workplace:
            self._complain(stem, "workplace", _("Choose the workplace or branch, or empty the line."))
        elif workplace in seen:
            self._complain(stem, "workplace", _("This workplace stands in the list already."))
        people = (men or 0) + (women or 0)
        if not people:
            self._complain(stem, "men", _("Name at least one person, or take the line out."))
        if workers is None:
            self._complain(stem, "worker_count", _("Type how many workers the workplace has."))
        elif workers < people:
            text = _(
                "%(people)s people leave, but the workplace has %(workers)s. Correct one of the numbers."
            )
            shown = {"people": format_integer(people), "workers": format_integer(workers)}
            self._complain(stem, "worker_count", text % shown)
        seen.add(workplace or "")

    def _complain(self, stem: str, part: str, text: Any) -> None:
        if f"{stem}_{part}" not in self.errors:
            self.add_error(f"{stem}_{part}", text)

    def summary_lines(self) -> list[tuple[str, str]]:
        names = dict(self.fields["line_0_workplace"].choices)  # type: ignore[attr-defined]
        shown = _("%(men)s men, %(women)s women of %(workers)s workers")
        rows = []
        for line in lines_of(self.cleaned_data if self.is_valid() else {}):
            numbers = {"men": line.men, "women": line.women, "workers": line.worker_count}
            text = str(shown % {name: format_integer(one) for name, one in numbers.items()})
            rows.append((names.get(str(line.workplace_id), ""), f"{text}\n{line.groups}".strip()))
        return rows or [(str(_("Workplaces")), str(_("None yet")))]


def lines_of(cleaned: Mapping[str, Any]) -> list[Line]:
    """What Detay Bilgiler says; lines taken out and empty ones are none."""
    stems = [
        key.removesuffix("_workplace")
        for key, value in cleaned.items()
        if key.endswith("_workplace") and value
    ]
    return [
        Line(
            workplace_id=int(cleaned[f"{stem}_workplace"]),
            men=cleaned.get(f"{stem}_men") or 0,
            women=cleaned.get(f"{stem}_women") or 0,
            worker_count=cleaned.get(f"{stem}_worker_count") or 0,
            groups=cleaned.get(f"{stem}_groups") or "",
        )
        for stem in stems
        if not cleaned.get(f"{stem}_out")
    ]


def initial_lines(lines: Iterable[DismissalLine]) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    for place, line in enumerate(lines):
        initial |= {
            f"line_{place}_workplace": str(line.workplace_id),
            f"line_{place}_men": line.men,
            f"line_{place}_women": line.women,
            f"line_{place}_worker_count": line.worker_count,
            f"line_{place}_groups": line.groups,
        }
    return initial

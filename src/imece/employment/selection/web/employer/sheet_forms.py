"""Forms of many candidates on one page: what is typed for each, and one **Kaydet** for all (CAN-01)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem
from imece.core.ui.fields import CountField, DateField
from imece.employment.selection.domain.interviews import USUAL_MINUTES
from imece.employment.selection.domain.rules import interview_slots
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.web.forms import RESULTS
from imece.reference.public import add_working_days, public_holidays

NOTHING: tuple[str, str] = ("", "–")


def time_field(label: Any, **options: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"inputmode": "decimal", "class": "is-date"}, format="%H.%M")
    return forms.TimeField(
        label=label, widget=widget, input_formats=["%H.%M", "%H:%M"], required=False, **options
    )


class SheetForm(forms.Form):
    """Fields of its own on top (`head`), then for each candidate those of `row_fields`, under his name."""

    HEAD: ClassVar[tuple[str, ...]] = ()
    can_spread: ClassVar[bool] = False

    def __init__(self, *args: Any, rows: Sequence[Candidate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rows = rows
        for row in rows:
            for name, field in self.row_fields(row).items():
                self.fields[_key(row, name)] = field

    def row_fields(self, row: Candidate) -> Mapping[str, forms.Field]:
        raise NotImplementedError

    def values_of(self, row: Candidate) -> Mapping[str, Any] | None:
        """What the verb gets for this row; None when nothing was entered for it."""
        raise NotImplementedError

    @property
    def head(self) -> list[BoundField]:
        return [self[name] for name in self.HEAD]

    @property
    def groups(self) -> list[tuple[str, list[BoundField]]]:
        return [
            (legend_of(row), [self[_key(row, name)] for name in self.row_fields(row)]) for row in self.rows
        ]

    def typed(self, row: Candidate, name: str) -> Any:
        return self.cleaned_data.get(_key(row, name))

    def filled(self) -> list[tuple[Candidate, Mapping[str, Any]]]:
        found = [(row, self.values_of(row)) for row in self.rows]
        return [(row, values) for row, values in found if values is not None]

    def refuse(self, row: Candidate, problem: Problem) -> None:
        """The domain's answer beside the row's field, or its first."""
        names = list(self.row_fields(row))
        name = problem.field if problem.field in names else names[0]
        text = f"{row.job_seeker.person.full_name}: {problem.message} {problem.remedy} ({problem.code})"
        self.add_error(_key(row, name), text)

    def need(self, row: Candidate, name: str) -> None:
        if self.typed(row, name) in (None, "") and _key(row, name) not in self.errors:
            self.add_error(
                _key(row, name),
                ValidationError(
                    gettext("%(name)s: «%(label)s» is missing.")
                    % {"name": row.job_seeker.person.full_name, "label": self.fields[_key(row, name)].label},
                    "required",
                ),
            )


def _key(row: Candidate, name: str) -> str:
    return f"r{row.pk}_{name}"


def _at(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))


def legend_of(row: Candidate) -> str:
    return f"{row.job_seeker.person.full_name} · {row.get_state_display()}"


class InviteSheet(SheetForm):
    """Dates for many: typed one by one, or spread over the rows every so many minutes."""

    HEAD = ("interview_place", "interview_minutes", "first_on", "first_time", "ends_at")
    can_spread = True

    interview_place = forms.CharField(label=_("Interview place"), max_length=300)
    interview_minutes = CountField(
        label=_("Minutes for each interview"), least=5, most=480, initial=USUAL_MINUTES
    )
    first_on = DateField(
        label=_("First interview on"), help_text=_("For spreading the times."), required=False
    )
    first_time = time_field(_("First interview at"), help_text=_("For example 09.00"))
    ends_at = time_field(
        _("Interviews end at"), help_text=_("After that they go on the next working day."), initial=time(17)
    )

    def row_fields(self, row: Candidate) -> Mapping[str, forms.Field]:
        return {
            "interview_on": DateField(label=_("Interview date"), required=False, help_text=""),
            "interview_time": time_field(_("Time")),
        }

    def clean(self) -> dict[str, Any]:
        for row in self.rows:
            typed = [self.typed(row, name) for name in ("interview_on", "interview_time")]
            if any(typed):
                self.need(row, "interview_on")
                self.need(row, "interview_time")
        return self.cleaned_data

    def values_of(self, row: Candidate) -> Mapping[str, Any] | None:
        on, at = self.typed(row, "interview_on"), self.typed(row, "interview_time")
        if on is None or at is None:
            return None
        return {
            "interview_at": _at(on, at),
            "interview_place": self.cleaned_data["interview_place"],
            "interview_minutes": self.cleaned_data["interview_minutes"],
        }

    def spread(self) -> dict[str, Any]:
        """The same page with a time for each row, nothing saved; the rows' order is the list's."""
        typed = self.cleaned_data
        for name in ("first_on", "first_time"):
            if typed.get(name) is None and name not in self.errors:
                self.add_error(name, _("Needed to spread the times."))
        needed = {"first_on", "first_time", "ends_at", "interview_minutes"}
        if not needed & self.errors.keys():
            self._check_first_talk(typed)
        if needed & self.errors.keys():
            return {}
        holidays = public_holidays()
        slots = interview_slots(
            _at(typed["first_on"], typed["first_time"]),
            minutes=typed["interview_minutes"],
            ends_at=typed.get("ends_at"),
            next_day=lambda day: add_working_days(day, 1, holidays=holidays),
        )
        values: dict[str, Any] = {name: typed.get(name) for name in self.HEAD}
        for row, slot in zip(self.rows, islice(slots, len(self.rows)), strict=True):
            values |= {_key(row, "interview_on"): slot.date(), _key(row, "interview_time"): slot.time()}
        return values

    def _check_first_talk(self, typed: Mapping[str, Any]) -> None:
        """It lies ahead, and ends before the day's end: else each of the others would be on a day of its own."""
        begins = _at(typed["first_on"], typed["first_time"])
        ends_at = typed.get("ends_at")
        if begins <= timezone.now():
            self.add_error(
                "first_on", _("The first interview would lie in the past. Write a later day or time.")
            )
        over = begins + timedelta(minutes=typed["interview_minutes"])
        if ends_at is not None and over > _at(typed["first_on"], ends_at):
            self.add_error(
                "ends_at", _("Not even one interview fits in before it. Write a later time, or empty it.")
            )


class AnswerSheet(SheetForm):
    """CAN-02: answers that came by post or telephone."""

    def row_fields(self, row: Candidate) -> Mapping[str, forms.Field]:
        channels = [(c.value, c.label) for c in (AnswerChannel.POST, AnswerChannel.PHONE)]
        return {
            "accepts": forms.ChoiceField(
                label=_("Answer to the invitation"),
                choices=[NOTHING, ("yes", _("Accepted")), ("no", _("Declined"))],
                required=False,
            ),
            "channel": forms.ChoiceField(
                label=_("How did the answer come?"), choices=[NOTHING, *channels], required=False
            ),
        }

    def clean(self) -> dict[str, Any]:
        for row in self.rows:
            if self.typed(row, "accepts"):
                self.need(row, "channel")
            elif self.typed(row, "channel"):
                self.need(row, "accepts")
        return self.cleaned_data

    def values_of(self, row: Candidate) -> Mapping[str, Any] | None:
        accepts = self.typed(row, "accepts")
        if not accepts:
            return None
        return {"accepts": accepts == "yes", "channel": AnswerChannel(self.typed(row, "channel"))}


class ResultSheet(SheetForm):
    """Görüşme Sonucu; what is there already stands in the list and can be changed."""

    def row_fields(self, row: Candidate) -> Mapping[str, forms.Field]:
        has_result = row.state in RESULTS
        return {
            "result": forms.ChoiceField(
                label=_("Result of the interview"),
                choices=[NOTHING, *((r.value, r.label) for r in RESULTS)],
                initial=row.state if has_result else "",
                required=False,
            ),
            "reason": forms.CharField(label=_("Reason"), max_length=1000, required=False),
        }

    def clean(self) -> dict[str, Any]:
        for row, _values in self.filled():
            if self.typed(row, "result") == CandidateState.UNSUITABLE:
                self.need(row, "reason")
        return self.cleaned_data

    def values_of(self, row: Candidate) -> Mapping[str, Any] | None:
        result = self.typed(row, "result")
        if not result or result == row.state:
            return None
        return {"result": CandidateState(result), "reason": self.typed(row, "reason") or ""}


class PlacementSheet(SheetForm):
    def row_fields(self, row: Candidate) -> Mapping[str, forms.Field]:
        return {"started_on": DateField(label=_("First day of work"), required=False, help_text="")}

    def values_of(self, row: Candidate) -> Mapping[str, Any] | None:
        started_on: date | None = self.typed(row, "started_on")
        return None if started_on is None else {"started_on": started_on}

"""Whom to expect on one day, with a calendar file; and **Sevk İşlemleri**, over all rounds in scope."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from imece.core import audit
from imece.core.columns import Column, Kind
from imece.core.formats import UnreadableValue, parse_date
from imece.core.lists import Empty, ListPage
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.calendar_files import day_calendar
from imece.employment.selection.domain.queries import (
    DISPATCH_STATES,
    dispatched_candidates,
    interviews_of_day,
)
from imece.employment.selection.web.calendar import calendar_response
from imece.employment.selection.web.employer.steps import BY_NAME
from imece.employment.selection.web.employer.views import REFUSALS, SEND_OFF, step_action

DAY = "gun"  # in the address
NAME = Column(
    name="name",
    label=_("Name"),
    accessor="job_seeker.person.full_name",
    order_by=("job_seeker__person__name_key",),
    link=lambda row: reverse("candidate_detail", args=[row.pk]),
)
VACANCY = Column(name="round", label=_("Vacancy"), accessor=lambda row: str(row.round))
STATE = Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",))


class DayForm(forms.Form):
    gun = DateField(label=_("Day"), initial=timezone.localdate)


INTERVIEW_DAY = ListPage(
    name="interviews",
    title=_("Interviews of the day"),
    columns=(
        Column(name="interview_at", label=_("Time"), kind=Kind.INSTANT),
        NAME,
        VACANCY,
        Column(name="interview_place", label=_("Interview place")),
        STATE,
    ),
    rows=lambda actor, criteria: interviews_of_day(actor, criteria[DAY]),
    criteria_form=DayForm,
    order=("interview_at", "id"),
    row_label=lambda row: row.job_seeker.person.full_name,
    template="selection/interview_day.html",
    empty=Empty(text=_("Nobody is expected on this day.")),
)


class DispatchForm(forms.Form):
    number = forms.CharField(label=_("Vacancy number"), max_length=11, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), *[(state.value, state.label) for state in DISPATCH_STATES]],
        required=False,
    )


def _dispatched(actor: Any, criteria: Mapping[str, Any]) -> Any:
    rows = dispatched_candidates(actor)
    if number := criteria.get("number"):
        rows = rows.filter(round__number=number.strip().zfill(11))
    return rows.filter(state=criteria["state"]) if criteria.get("state") else rows


DISPATCHES = ListPage(
    name="dispatches",
    title=_("Send-off operations"),
    intro=_("Who was found suitable and can be sent off, who was sent, and what became of it."),
    columns=(
        NAME,
        VACANCY,
        Column(name="employer", label=_("Employer"), accessor="round.organisation.name"),
        STATE,
        Column(name="sent_on", label=_("Sent off on"), kind=Kind.DATE, order_by=("sent_on",)),
        Column(name="started_on", label=_("First day of work"), kind=Kind.DATE, order_by=("started_on",)),
    ),
    rows=_dispatched,
    criteria_form=DispatchForm,
    order=("-interview_at", "id"),
    actions=(
        SEND_OFF,
        step_action(BY_NAME["yerlestir"]),
        step_action(BY_NAME["bildirimi-geri-al"]),
        *REFUSALS,
    ),
    select="many",
    row_label=lambda row: row.job_seeker.person.full_name,
    empty=Empty(
        text=_("Nobody has been found suitable yet."),
        hint=_("Who gets the result «Found suitable» appears here."),
    ),
)


@needs("candidates.edit")
def interview_day(request: ActorRequest) -> HttpResponse:
    day = _day_of(request)
    has_rows = interviews_of_day(request.actor, day).exists()
    query = f"?{DAY}={day:%d.%m.%Y}"
    url = f"{reverse('interview_day_calendar')}{query}" if has_rows else ""
    return INTERVIEW_DAY.respond(request, calendar_url=url)


@needs("candidates.edit")
@require_GET
def interview_day_calendar(request: ActorRequest) -> HttpResponse:
    """The day's interviews for the calendar of whoever holds them. It holds names: taking it is on record."""
    day, actor = _day_of(request), request.actor
    candidates = list(interviews_of_day(actor, day))
    audit.record(actor, "selection.day_taken", details={"day": day.isoformat(), "count": len(candidates)})
    content = day_calendar(candidates, now=timezone.now())
    return calendar_response(content, f"gorusmeler-{day:%Y-%m-%d}.ics")


@needs("candidates.edit")
def dispatches(request: ActorRequest) -> HttpResponse:
    """**Sevk İşlemleri**: the employer's own, the unit's province; sending off, and what came of it."""
    return DISPATCHES.respond(request)


def _day_of(request: ActorRequest) -> date:
    try:
        return parse_date(request.GET.get(DAY, ""))
    except UnreadableValue:
        return timezone.localdate()

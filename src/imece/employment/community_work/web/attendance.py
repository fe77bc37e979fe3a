"""**Devam takip** (P5.2): the month's calendar of one person, a day's kind, and the month's approval."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imece.core.errors import Problem
from imece.core.formats import format_date, format_month
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.community_work.domain.attendance import (
    approve_month,
    mark_day,
    may_correct,
    needs_reason,
    remove_mark,
    require_month,
    why_not,
)
from imece.employment.community_work.domain.queries import (
    marks_of_month,
    month_approval,
    participants_in_scope,
    participants_of,
    programmes_in_scope,
)
from imece.employment.community_work.domain.sheet import Day, calendar, sheet_lines
from imece.employment.community_work.enums import Attendance
from imece.employment.community_work.models import Participant
from imece.employment.community_work.web.forms import AttendanceChoice, MarkForm, RemoveForm
from imece.employment.community_work.web.lists import PROGRAMMES

DAYS_A_WEEK = 7


@needs("community_work.attend")
def attendance(request: ActorRequest, number: str) -> HttpResponse:
    """Person and month → **Listele** → the calendar; each day that may be chosen is a link."""
    actor = request.actor
    programme = get_in_scope(programmes_in_scope(actor), actor, number=number)
    form = AttendanceChoice(request.GET or None, programme=programme, people=participants_of(programme))
    context: dict[str, Any] = {
        "programme": programme,
        "form": form,
        "breadcrumbs": _crumbs(number, _("Attendance follow-up")),
    }
    if form.is_bound and form.is_valid():
        participant, month = form.cleaned_data["kisi"], form.month
        participant.programme = programme
        days = calendar(participant, month, timezone.localdate())
        line = next((one for one in sheet_lines(programme, month) if one.participant == participant), None)
        context |= {
            "participant": participant,
            "month_name": format_month(month, get_language() or "tr"),
            "weekdays": WEEKDAYS_ABBR.values(),
            "weeks": _weeks(days),
            "kinds": Attendance,
            "approval": month_approval(programme, month),
            "line": line,
        }
    return render(request, "community_work/attendance.html", context, status=422 if form.errors else 200)


@needs("community_work.attend")
def attendance_day(request: ActorRequest, participant_id: int, day: str) -> HttpResponse:
    """A day without a mark takes one; a marked one is removed first (TYP-07)."""
    actor, on = request.actor, _day(day)
    participant = get_in_scope(participants_in_scope(actor), actor, pk=participant_id)
    programme, back = participant.programme, calendar_url(participant, on)
    mark = marks_of_month(participant, on.replace(day=1)).get(on)
    is_approved = needs_reason(programme, on)
    is_open = not is_approved or may_correct(actor, on)
    form = (RemoveForm if mark else MarkForm)(request.POST or None, needs_reason=is_approved and is_open)
    if request.method == "POST" and ("remove" in request.POST) == (mark is not None) and form.is_valid():
        try:
            _save(form, participant, on, request)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(back)
    context = {
        "participant": participant,
        "programme": programme,
        "day": on,
        "mark": mark,
        "form": form,
        "back": back,
        "why_not": "" if mark else why_not(participant, on, today=timezone.localdate()),
        "is_closed_month": not is_open,
        "history": participant.marks.filter(day=on, removed_at__isnull=False).order_by("removed_at"),
        "breadcrumbs": [*_crumbs(programme.number, None), (format_date(on), None)],
    }
    return render(request, "community_work/day.html", context, status=422 if form.errors else 200)


@needs("community_work.approve")
def month_approve(request: ActorRequest, number: str, month: str) -> HttpResponse:
    """The sheet as it stands, its warnings, and **Onayla**."""
    actor, first = request.actor, _day(f"{month}-01")
    programme = get_in_scope(programmes_in_scope(actor), actor, number=number)
    require_month(programme, first)
    problem_text = ""
    if request.method == "POST":
        try:
            approve_month(number=number, month=first, actor=actor, now=timezone.now())
        except Problem as problem:
            problem_text = f"{problem.message} {problem.remedy}"
        else:
            messages.success(request, _("The month was approved and is closed now."))
            return redirect("programme", number)
    context = {
        "programme": programme,
        "month_name": format_month(first, get_language() or "tr"),
        "lines": sheet_lines(programme, first),
        "approval": month_approval(programme, first),
        "problem": problem_text,
        "breadcrumbs": _crumbs(number, _("Approval of the month")),
    }
    return render(request, "community_work/approve.html", context, status=409 if problem_text else 200)


def calendar_url(participant: Participant, day: date) -> str:
    base = reverse("attendance", args=[participant.programme.number])
    return f"{base}?kisi={participant.pk}&ay={day:%Y-%m}"


def _save(form: Any, participant: Participant, on: date, request: ActorRequest) -> None:
    known = {
        "participant_id": participant.pk,
        "day": on,
        "reason": form.reason_given,
        "actor": request.actor,
        "now": timezone.now(),
    }
    if isinstance(form, MarkForm):
        mark_day(kind=form.kind_given, **known)
        messages.success(request, _("The day was marked."))
    else:
        remove_mark(**known)
        messages.success(request, _("The mark was removed; the day can be entered anew."))


def _weeks(days: Sequence[Day]) -> list[list[Day | None]]:
    """Rows of seven, Monday first; empty cells before the first and after the last day."""
    cells: list[Day | None] = [None] * days[0].day.weekday()
    cells += days
    cells += [None] * (-len(cells) % DAYS_A_WEEK)
    return [cells[start : start + DAYS_A_WEEK] for start in range(0, len(cells), DAYS_A_WEEK)]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _crumbs(number: str, last: str | None) -> list[tuple[Any, str | None]]:
    above: list[tuple[Any, str | None]] = [
        (PROGRAMMES.title, reverse("programmes")),
        (number, reverse("programme", args=[number])),
    ]
    return [*above, (last, None)] if last else above

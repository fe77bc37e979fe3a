"""**Başvurularım**: what became of each application, and the answer to an invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.calendar_files import (
    FILE_NAME,
    Method,
    calendar_of,
    interview_event,
)
from imece.employment.selection.domain.interviews import NO_INTERVIEW
from imece.employment.selection.domain.objections import why_not_contest
from imece.employment.selection.domain.panels import panels_of
from imece.employment.selection.domain.queries import candidates_in_scope
from imece.employment.selection.domain.rounds import INTERVIEW_STATES, WAITING_FOR_THE_END
from imece.employment.selection.domain.steps import answer_invitation, withdraw_application
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel, CandidateState, RoundKind
from imece.employment.selection.models import Candidate
from imece.employment.selection.web.calendar import calendar_response
from imece.employment.selection.web.forms import WithdrawForm
from imece.employment.selection.web.seeker.story import state_text, told_to_the_person, what_comes_next

MY_APPLICATIONS = ListPage(
    name="my-applications",
    title=_("My applications"),
    columns=(
        Column(
            name="title",
            label=_("Vacancy"),
            accessor="round.title",
            link=lambda row: reverse("my_application", args=[row.pk]),
        ),
        Column(name="employer", label=_("Employer"), accessor="round.organisation.name"),
        Column(name="number", label=_("Vacancy number"), accessor="round.number"),
        Column(name="state", label=_("State"), accessor=state_text),
        Column(
            name="interview_at",
            label=_("Interview"),
            kind=Kind.INSTANT,
            accessor=lambda row: None if row.state == CandidateState.WITHDRAWN else row.interview_at,
            order_by=("interview_at",),
        ),
        Column(name="created_at", label=_("Since"), kind=Kind.DATE, order_by=("created_at",)),
    ),
    rows=lambda actor, criteria: candidates_in_scope(actor),
    order=("-created_at", "-id"),
    empty=Empty(
        text=_("You have not applied anywhere yet."),
        hint=_("Look at the open vacancies; what fits is one press away."),
        link_text=_("Open vacancies"),
        link=lambda: reverse("open_vacancies"),
    ),
)


@needs("candidates.own")
def my_applications(request: ActorRequest) -> HttpResponse:
    return MY_APPLICATIONS.respond(request)


def _own(request: ActorRequest, candidate_id: int) -> Candidate:
    return get_in_scope(candidates_in_scope(request.actor), request.actor, pk=candidate_id)


@needs("candidates.own")
def my_application(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """What happened, what comes next, and what he can do: answer, withdraw, contest."""
    actor, now = request.actor, timezone.now()
    candidate = _own(request, candidate_id)
    is_vacancy = candidate.round.kind == RoundKind.VACANCY
    has_ended = candidate.round.ended_at is not None and candidate.state in WAITING_FOR_THE_END
    at = candidate.interview_at if candidate.state in INTERVIEW_STATES else None
    is_ahead = not has_ended and at is not None and at > now
    context = {
        "candidate": candidate,
        "announcement_url": reverse("announcement", args=[candidate.round.number]) if is_vacancy else "",
        "history": told_to_the_person(candidate),
        "next": what_comes_next(candidate, has_ended=has_ended, is_ahead=is_ahead),
        "may_answer": candidate.state == CandidateState.INVITED and is_ahead,
        "has_calendar": is_ahead,
        "interview_fell_away": candidate.state == CandidateState.WITHDRAWN or (has_ended and at is not None),
        "may_withdraw": not CANDIDATE.why_not(CANDIDATE.table.move("withdraw"), candidate, actor, now),
        "may_contest": not why_not_contest(candidate, now),
        "panels": [] if has_ended else panels_of(candidate, request.path, now),
        "objections": candidate.objections.order_by("-opened_at"),
    }
    return render(request, "selection/my_application.html", context)


@needs("candidates.own")
@require_POST
def answer(request: ActorRequest, candidate_id: int) -> HttpResponse:
    candidate, given = _own(request, candidate_id), request.POST.get("answer")
    if given not in {"accept", "decline"}:  # silence is no refusal
        return redirect("my_application", candidate_id)
    answer_invitation(
        candidate=candidate,
        accepts=given == "accept",
        channel=AnswerChannel.PORTAL,
        actor=request.actor,
        now=timezone.now(),
    )
    messages.success(request, _("Your answer was saved: {state}").format(state=candidate.get_state_display()))
    return redirect("my_application", candidate_id)


@needs("candidates.own")
@require_GET
def my_interview_calendar(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """The interview for his own calendar; without one there is nothing to take."""
    candidate, now = _own(request, candidate_id), timezone.now()
    if candidate.state not in INTERVIEW_STATES or candidate.interview_at is None:
        raise NO_INTERVIEW(state=candidate.get_state_display())
    event = interview_event(candidate, at=candidate.interview_at, now=now, method=Method.PUBLISH)
    return calendar_response(calendar_of([event], Method.PUBLISH), FILE_NAME)


@needs("candidates.own")
def withdraw(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """A page of its own before what cannot be undone."""
    actor, now = request.actor, timezone.now()
    candidate = _own(request, candidate_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_application(candidate=candidate, reason=reason, actor=actor, now=now)
        messages.success(request, _("Your application was withdrawn."))
        return redirect("my_application", candidate_id)
    why_not = CANDIDATE.why_not(CANDIDATE.table.move("withdraw"), candidate, actor, now)
    context = {"candidate": candidate, "form": form, "why_not": why_not}
    return render(request, "selection/withdraw.html", context)

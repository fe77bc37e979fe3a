"""**Başvurularım**: what became of each application, and the answer to an invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.queries import candidates_in_scope
from imece.employment.selection.domain.steps import answer_invitation
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import AnswerChannel, CandidateState, RoundKind
from imece.employment.selection.models import Candidate

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
        Column(name="number", label=_("Vacancy number"), accessor="round.number"),
        Column(name="state", label=_("State"), accessor="get_state_display"),
        Column(name="interview_at", label=_("Interview"), kind=Kind.INSTANT, order_by=("interview_at",)),
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


@needs("candidates.own")
def my_application(request: ActorRequest, candidate_id: int) -> HttpResponse:
    actor = request.actor
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    is_vacancy = candidate.round.kind == RoundKind.VACANCY
    context = {
        "candidate": candidate,
        "announcement_url": reverse("announcement", args=[candidate.round.number]) if is_vacancy else "",
        "history": _told_to_the_person(candidate),
        "may_answer": candidate.state == CandidateState.INVITED,
    }
    return render(request, "selection/my_application.html", context)


def _told_to_the_person(candidate: Candidate) -> list[dict[str, object]]:
    """Newest first; what was done and why, not which clerk did it."""
    told = CANDIDATE.told_history(candidate)
    return [{"title": one.state, "at": one.at, "text": one.text} for one in reversed(told)]


@needs("candidates.own")
@require_POST
def answer(request: ActorRequest, candidate_id: int) -> HttpResponse:
    actor = request.actor
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    accepts = request.POST.get("answer") == "accept"
    answer_invitation(
        candidate=candidate, accepts=accepts, channel=AnswerChannel.PORTAL, actor=actor, now=timezone.now()
    )
    messages.success(request, _("Your answer was saved: {state}").format(state=candidate.get_state_display()))
    return redirect("my_application", candidate_id)

"""**Verilerime kim baktı?** and why a match stands where it stands, on the person's own pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.columns import Column, Kind
from imece.core.errors import OUT_OF_SCOPE
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.matching.domain.explain import explain_candidate
from imece.employment.matching.domain.queries import LOOKS, looks_at
from imece.employment.matching.domain.words import told_purpose
from imece.employment.selection.public import candidates_in_scope
from imece.employment.vacancies.public import announced_vacancies

LOOKS_AT_ME = ListPage(
    name="looks",
    title=_("Who looked at my data"),
    columns=(
        Column(name="at", label=_("When"), kind=Kind.INSTANT, order_by=("at",)),
        Column(name="who", label=_("Who"), accessor=lambda row: row.organisation_name or row.actor_name),
        Column(name="what", label=_("What was done"), accessor=lambda row: str(LOOKS[row.action])),
        Column(name="purpose", label=_("For what"), accessor=lambda row: told_purpose(row.purpose)),
    ),
    rows=lambda actor, criteria: looks_at(actor),
    order=("-at", "-id"),
    intro=_(
        "Employers find you without your name. As soon as one looks at your name or CV, or the institution's staff open"
        " your account or something you wrote, it stands here with the purpose given; you may ask your unit about it"
        " or object. Lists in which you stand because you applied are told by your applications."
    ),
    empty=Empty(text=_("Nobody has looked at your name or CV yet.")),
)


@needs("matching.own")
def looks(request: ActorRequest) -> HttpResponse:
    return LOOKS_AT_ME.respond(request)


@needs("matching.explanation")
def explanation(request: ActorRequest, candidate_id: int) -> HttpResponse:
    """The same page for the employer and for the person (P3.5)."""
    actor = request.actor
    candidate = get_in_scope(candidates_in_scope(actor), actor, pk=candidate_id)
    vacancy = announced_vacancies().filter(round_id=candidate.round_id).first()
    if vacancy is None:
        raise OUT_OF_SCOPE(what=str(candidate_id))
    is_own = candidate.job_seeker.person_id == actor.person_id
    context = {
        "candidate": candidate,
        "vacancy": vacancy,
        "explanation": explain_candidate(candidate, vacancy, timezone.now()),
        "is_own": is_own,
        "may_object": is_own and is_permitted(actor, "data_requests.own"),
    }
    return render(request, "matching/explanation.html", context)

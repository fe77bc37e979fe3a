"""The interface for employers' own systems (P3.10): candidates and their results."""

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.api import Call
from imece.core.keyset import keyset_page
from imece.core.scope import get_in_scope
from imece.core.turkish import mask_name
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import candidates_in_scope, record_result, report_placement
from imece.employment.vacancies.web.api import bodies
from imece.employment.vacancies.web.api.vacancies import API, own_vacancy


@API.endpoint(
    "GET", "vacancies/<str:number>/candidates/", permission="candidates.edit", summary=_("List the candidates"),
    query=bodies.PageQuery, answer=bodies.CandidatePage,
    description=_("Names of people whom nobody has contacted yet are masked. Reading is on record."),
)  # fmt: skip
def list_candidates(call: Call) -> bodies.CandidatePage:
    vacancy = own_vacancy(call)
    rows = candidates_in_scope(call.actor).filter(round=vacancy.round)
    page = keyset_page(rows, order=("pk",), after=call.query.after, size=call.query.size)
    audit.record(call.actor, "api.candidates_read", vacancy, details={"count": len(page.rows)})
    return bodies.CandidatePage([_told(call, row) for row in page.rows], page.next_cursor)


def _told(call: Call, candidate: Candidate) -> bodies.CandidateAnswer:
    """A token for trying out leaves no record of reading, so it gets nobody's name."""
    is_masked = call.caller.is_staging or not candidate.is_contacted
    name = candidate.job_seeker.person.full_name
    return bodies.candidate_answer(candidate, mask_name(name) if is_masked else name, is_masked=is_masked)


def _own_candidate(call: Call) -> Candidate:
    return get_in_scope(candidates_in_scope(call.actor), call.actor, pk=call.path["candidate_id"])


@API.endpoint(
    "POST", "candidates/<int:candidate_id>/result/", permission="candidates.edit",
    summary=_("Tell what came of the interview"),
    body=bodies.ResultBody, answer=bodies.CandidateAnswer, is_repeatable=False,
)  # fmt: skip
def tell_result(call: Call) -> bodies.CandidateAnswer:
    candidate, result = _own_candidate(call), CandidateState(call.body.result)
    record_result(candidate=candidate, result=result, reason=call.body.reason, actor=call.actor, now=call.now)
    return _told(call, candidate)


@API.endpoint(
    "POST", "candidates/<int:candidate_id>/placement/", permission="candidates.edit",
    summary=_("Report that the person has begun to work"),
    body=bodies.PlacementBody, answer=bodies.CandidateAnswer, is_repeatable=False,
)  # fmt: skip
def tell_placement(call: Call) -> bodies.CandidateAnswer:
    candidate = _own_candidate(call)
    report_placement(candidate=candidate, started_on=call.body.started_on, actor=call.actor, now=call.now)
    return _told(call, candidate)

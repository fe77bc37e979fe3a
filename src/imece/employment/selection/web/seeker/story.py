"""What the person reads about one application: what happened, by whom in words, and what comes next."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import OrganisationKind
from imece.core.errors import Text
from imece.employment.selection.domain.queries import organisation_kinds
from imece.employment.selection.domain.rounds import WAITING_FOR_THE_END
from imece.employment.selection.domain.workflow import CANDIDATE
from imece.employment.selection.enums import CandidateState as S
from imece.employment.selection.models import Candidate

NEXT: dict[str, Text] = {
    S.SELECTED: _("The employer has chosen you from those who fit and may invite you to an interview."),
    S.APPLIED: _("The employer looks at your application and may invite you to an interview."),
    S.REMOVED: _("You are no longer on the list. If you think that is wrong, you can contest it."),
    S.INVITED: _(
        "Say whether you will come. If the date does not suit you, decline: the employer may offer another."
    ),
    S.ACCEPTED: _("You are expected at the interview. The day before you are reminded."),
    S.DECLINED: _("The employer may offer you another date."),
    S.SUITABLE: _("You were found suitable. The employer or the unit may send you off to the work now."),
    S.UNSUITABLE: _("The result can still be changed. If you think it is wrong, you can contest it."),
    S.ABSENT: _("It is recorded that you did not come. If that is wrong, you can contest it."),
    S.SENT: _("You were sent off to the employer. Go there and agree on the first day of work."),
    S.REPORTED: _("The employer has reported that you began. The SGK entry confirms it."),
    S.PLACED: _("You have begun to work. Nothing is left to do here."),
    S.REFUSED_BY_EMPLOYER: _(
        "The employer did not take you. If you think that is wrong, you can contest it."
    ),
    S.REFUSED_BY_CANDIDATE: _(
        "It is recorded that you refused the work; this may matter for unemployment benefit. "
        "If it is wrong, you can contest it."
    ),
    S.WITHDRAWN: _("You have withdrawn. Look at other open vacancies."),
}
ROUND_ENDED: Text = _(
    "The labour request was closed; nothing follows any more. Look at other open vacancies."
)


INTERVIEW_PASSED: dict[str, Text] = {
    S.INVITED: _(
        "The time of the interview has passed without your answer. If you want the work, tell the employer or the unit."
    ),
    S.ACCEPTED: _("The time of the interview has passed. The employer enters its result; you are told."),
}


def state_text(candidate: Candidate) -> str:
    has_ended = candidate.round.ended_at is not None and candidate.state in WAITING_FOR_THE_END
    state = candidate.get_state_display()
    return gettext("{state} (the labour request was closed)").format(state=state) if has_ended else state


def what_comes_next(candidate: Candidate, *, has_ended: bool, is_ahead: bool) -> Text:
    """`is_ahead`: the interview he is invited to can still take place."""
    if has_ended:
        return ROUND_ENDED
    passed = None if is_ahead else INTERVIEW_PASSED.get(candidate.state)
    return passed or NEXT[candidate.state]


def told_to_the_person(candidate: Candidate) -> list[dict[str, object]]:
    """Newest first; by whom in words, never which clerk."""
    told = CANDIDATE.told_history(candidate)
    keys = {one.line.organisation_id for one in told if one.line.organisation_id}
    kinds = organisation_kinds(keys)
    return [
        {"title": one.state, "at": one.at, "who": _who(one.line, candidate, kinds), "text": one.text}
        for one in reversed(told)
    ]


def _who(line: object, candidate: Candidate, kinds: dict[int, str]) -> Text:
    person_id, organisation_id = getattr(line, "person_id", None), getattr(line, "organisation_id", None)
    if organisation_id is None:
        if person_id is None:
            return _("by the platform (SGK entry)")
        return _("by you") if person_id == candidate.job_seeker.person_id else _("by the platform")
    if organisation_id == candidate.round.organisation_id:
        return _("by the employer")
    is_institution = kinds.get(organisation_id) in {OrganisationKind.UNIT, OrganisationKind.HEADQUARTERS}
    return _("by the unit") if is_institution else _("by another organisation")

"""**Başvur** (P2.2): apply, or be told exactly why not and what would change it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import CANDIDATE, add_candidate
from imece.employment.vacancies.domain.conditions import Demands, Finding
from imece.employment.vacancies.domain.fit.judge import judge
from imece.employment.vacancies.domain.known_facts import demands_of, facts_of
from imece.employment.vacancies.domain.why_not import Reason, explain, explain_wish
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy

NO_PROFILE = define(
    "VAC-201",
    _("You have no profile yet."),
    remedy=_("Fill in your profile; it takes a few minutes, and you come back here."),
)
PROFILE_INACTIVE = define(
    "VAC-202", _("Your profile is inactive."), remedy=_("Make it active on the profile page, then apply.")
)
NOT_OPEN = define(
    "VAC-203",
    _("Vacancy {number} takes no applications: it is {state}."),
    remedy=_("Look at open vacancies of the same occupation."),
)
ALREADY_APPLIED = define(
    "VAC-204",
    _("You are already among the candidates of this vacancy, since {since}."),
    remedy=_("Follow it under My applications."),
)
HAS_WITHDRAWN = define(
    "VAC-233",
    _("You withdrew from this vacancy on {day}; that cannot be undone."),
    remedy=_("Look at open vacancies of the same occupation."),
)


@dataclass(frozen=True)
class Eligibility:
    """Every reason at once, not only the first: the person mends them in one go.

    `met` are the conditions he meets, `wishes` what he looks for and the vacancy does not offer (no hindrance).
    """

    reasons: tuple[Reason, ...] = ()
    met: tuple[Finding, ...] = ()
    wishes: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(reason.problem for reason in self.reasons)

    @property
    def is_judgement(self) -> bool:
        """About the person; that the vacancy is over or he applied already are facts nobody contests."""
        return any(reason.condition for reason in self.reasons)

    @property
    def messages(self) -> list[str]:
        return [str(problem.message) for problem in self.problems]

    @property
    def may_apply(self) -> bool:
        return not self.reasons


def check_eligibility(vacancy: Vacancy, profile: JobSeeker | None, now: datetime) -> Eligibility:
    """Raises nothing: what hinders is in the answer, with the value used, its source and the remedy."""
    hindrance = _hindrance(vacancy, profile, now)
    if hindrance is not None or profile is None:
        return Eligibility((Reason(hindrance or NO_PROFILE()),))
    inactive = () if profile.is_active else (Reason(PROFILE_INACTIVE()),)
    judged = judge_profile(vacancy, profile, now)
    return Eligibility((*inactive, *judged.reasons), judged.met, judged.wishes)


def judge_profile(vacancy: Vacancy, profile: JobSeeker, now: datetime) -> Eligibility:
    """The conditions alone, whatever the state of vacancy and application: also asked after applying."""
    demands = demands_of(vacancy, timezone.localdate(now))
    findings = judge(demands, facts_of(profile, vacancy))
    unmet = [finding for finding in findings if not finding.is_met]
    return Eligibility(
        tuple(explain(finding, demands, profile) for finding in unmet if finding.is_hard),
        tuple(finding for finding in findings if finding.is_hard and finding.is_met),
        _wishes(unmet, demands),
    )


def _wishes(unmet: list[Finding], demands: Demands) -> tuple[str, ...]:
    return tuple(explain_wish(finding, demands) for finding in unmet if not finding.is_hard)


def _hindrance(vacancy: Vacancy, profile: JobSeeker | None, now: datetime) -> Problem | None:
    """What stands before any condition: over, no profile, already applied."""
    if vacancy.state != VacancyState.OPEN or timezone.localdate(now) > vacancy.last_application_on:
        state = vacancy.get_state_display() if vacancy.state != VacancyState.OPEN else gettext("Expired")
        return NOT_OPEN(number=vacancy.number, state=state)
    if profile is None:
        return NO_PROFILE()
    known = Candidate.objects.filter(round_id=vacancy.round_id, job_seeker=profile).first()
    if known is not None and known.state == CandidateState.WITHDRAWN:
        return HAS_WITHDRAWN(day=format_date(timezone.localdate(_last_change(known, now))))
    if known is not None:
        return ALREADY_APPLIED(since=format_date(timezone.localdate(known.created_at)))
    return None


def _last_change(candidate: Candidate, now: datetime) -> datetime:
    last = CANDIDATE.history(candidate).last()
    return last.at if last else now


@verb
def apply_to_vacancy(
    *, vacancy: Vacancy, profile: JobSeeker | None, actor: Actor, now: datetime
) -> Candidate:
    """Raises the first reason why not; the vacancy's row is locked, so closing and applying cannot cross."""
    require(actor, "vacancies.apply")
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("round", "workplace")
    vacancy = locked.get(pk=vacancy.pk)
    eligibility = check_eligibility(vacancy, profile, now)
    if not eligibility.may_apply:
        raise eligibility.problems[0]
    assert profile is not None
    return add_candidate(
        selection_round=vacancy.round,
        job_seeker=profile,
        source=CandidateState.APPLIED,
        actor=actor,
        now=now,
    )

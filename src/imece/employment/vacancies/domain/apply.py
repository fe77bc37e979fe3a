"""**Başvur** (P2.2): apply, or be told exactly why not and what would change it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem, ProblemKind, define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import Birth
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import add_candidate
from imece.employment.vacancies.domain.rules import Condition, Demands, Facts, Unmet, unmet_conditions
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.reference.enums import EducationLevel

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
TOO_YOUNG = define(
    "VAC-205",
    _(
        "On the last application date ({on}) you would be {known}; at least {asked} is needed (date of birth from KPS)."
    ),
    remedy=_("Vacancies whose last application date is after your birthday can be applied to."),
    article="4857 md. 71 (VAC-29)",
)
OTHER_STATUS = define(
    "VAC-206",
    _("This vacancy is for people whose personal status is «{asked}»."),
    remedy=_(
        "If that is your status, enter it in your profile; a report or document is asked for at the unit."
    ),
    article="VAC-21",
)
TOO_LITTLE_EDUCATION = define(
    "VAC-207",
    _("At least «{asked}» is asked; your profile says «{known}»."),
    remedy=_("If you have finished a higher school since, enter it in your profile."),
)
TOO_LITTLE_EXPERIENCE = define(
    "VAC-208",
    _("{asked} months in this occupation are asked; your profile says {known}."),
    remedy=_("Enter your months of work in this occupation in your profile."),
)
OF_CONDITION: dict[Condition, ProblemKind] = {
    Condition.AGE: TOO_YOUNG,
    Condition.PERSONAL_STATUS: OTHER_STATUS,
    Condition.EDUCATION: TOO_LITTLE_EDUCATION,
    Condition.EXPERIENCE: TOO_LITTLE_EXPERIENCE,
}


@dataclass(frozen=True)
class Eligibility:
    """Every reason at once, not only the first: the person mends them in one go."""

    problems: tuple[Problem, ...]

    @property
    def may_apply(self) -> bool:
        return not self.problems


def check_eligibility(vacancy: Vacancy, profile: JobSeeker | None, now: datetime) -> Eligibility:
    if vacancy.state != VacancyState.OPEN or timezone.localdate(now) > vacancy.last_application_on:
        state = vacancy.get_state_display() if vacancy.state != VacancyState.OPEN else gettext("Expired")
        return Eligibility((NOT_OPEN(number=vacancy.number, state=state),))
    if profile is None:
        return Eligibility((NO_PROFILE(),))
    known = Candidate.objects.filter(round_id=vacancy.round_id, job_seeker=profile).first()
    if known is not None:
        return Eligibility((ALREADY_APPLIED(since=format_date(timezone.localdate(known.created_at))),))
    problems = [] if profile.is_active else [PROFILE_INACTIVE()]
    min_age = Parameters(timezone.localdate(now)).integer("minimum_working_age")
    demands = demands_of(vacancy, min_age)
    unmet = unmet_conditions(demands, facts_of(profile, vacancy))
    return Eligibility((*problems, *(_problem(line, demands) for line in unmet)))


def demands_of(vacancy: Vacancy, min_age: int) -> Demands:
    return Demands(
        on=vacancy.last_application_on,
        min_age=min_age,
        min_education=vacancy.min_education,
        min_experience_months=vacancy.min_experience_months,
        personal_status=vacancy.personal_status,
    )


def facts_of(profile: JobSeeker, vacancy: Vacancy) -> Facts:
    """The special category is opened only where the vacancy lawfully asks for it (KVK-03, VAC-21)."""
    is_asked = vacancy.personal_status != PersonalStatus.NORMAL
    experience = profile.occupations.filter(occupation_id=vacancy.occupation_id).values_list(
        "experience_months", flat=True
    )
    return Facts(
        birth=Birth(profile.birth_year, profile.birth_month, profile.birth_day),
        education=profile.education,
        experience_months=next(iter(experience), 0),
        personal_status=profile.personal_status if is_asked else PersonalStatus.NORMAL,
    )


@verb
def apply_to_vacancy(
    *, vacancy: Vacancy, profile: JobSeeker | None, actor: Actor, now: datetime
) -> Candidate:
    """Raises the first reason why not; the vacancy's row is locked, so closing and applying cannot cross."""
    require(actor, "vacancies.apply")
    locked = Vacancy.objects.select_for_update(of=("self",)).select_related("round").get(pk=vacancy.pk)
    eligibility = check_eligibility(locked, profile, now)
    if not eligibility.may_apply:
        raise eligibility.problems[0]
    assert profile is not None
    return add_candidate(
        selection_round=locked.round,
        job_seeker=profile,
        source=CandidateState.APPLIED,
        actor=actor,
        now=now,
    )


def _problem(line: Unmet, demands: Demands) -> Problem:
    asked, known = line.asked, line.known
    if line.condition == Condition.EDUCATION:
        asked, known = EducationLevel(asked).label, EducationLevel(known).label
    if line.condition == Condition.PERSONAL_STATUS:
        asked = PersonalStatus(asked).label
    return OF_CONDITION[line.condition](asked=asked, known=known, on=format_date(demands.on))

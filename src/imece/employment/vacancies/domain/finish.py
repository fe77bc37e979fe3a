"""The ends of a vacancy: extended, expired, closed with its outcome, cancelled with a reason, deleted as a draft."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem, define
from imece.core.formats import format_date
from imece.core.transactions import verb
from imece.employment.selection.public import filled_count
from imece.employment.vacancies.domain.publish import publish_vacancy
from imece.employment.vacancies.domain.telling import tell_not_published
from imece.employment.vacancies.domain.workflow import VACANCY, is_publishable
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState
from imece.employment.vacancies.models import Vacancy

NOT_LATER = define(
    "VAC-131",
    _("The new last application date {day} is not after the one now, {old}."),
    remedy=_("Write a later day."),
    status=422,
    article="VAC-31",
)
TOO_MANY_PLACED = define(
    "VAC-132",
    _("{placed} posts were filled by your figures, but there are only {posts}."),
    remedy=_("Both figures together are at most the number of posts."),
    status=422,
    article="CAN-05",
)
UNFILLED_WITHOUT_REASON = define(
    "VAC-133",
    _("{count} posts were not filled by your figures."),
    remedy=_("Write in a sentence why not, or correct the figures."),
    status=422,
    article="P3.7",
)
OUTCOME_SAYS_UNFILLED = define(
    "VAC-134",
    _("All posts are filled by your figures; the outcome «{outcome}» does not fit."),
    remedy=_("Choose by whom they were filled, or correct the figures."),
    status=422,
    article="P3.7",
)
OUTCOME_SAYS_FILLED = define(
    "VAC-135",
    _("By your figures no post was filled that way; the outcome «{outcome}» does not fit."),
    remedy=_("Write how many were filled that way, or choose another outcome."),
    status=422,
    article="P3.7",
)


@dataclass(frozen=True)
class Placed:
    """Who filled the posts, as the employer says it on **Kapat** (P3.7); the rest were not filled."""

    through_us: int = 0
    otherwise: int = 0

    @property
    def count(self) -> int:
        return self.through_us + self.otherwise


@verb
def extend_vacancy(*, vacancy: Vacancy, last_application_on: date, actor: Actor, now: datetime) -> None:
    """A later last day within VAC-31's bounds; an expired vacancy is open again."""
    if last_application_on <= vacancy.last_application_on:
        days = {"day": format_date(last_application_on), "old": format_date(vacancy.last_application_on)}
        raise NOT_LATER(**days, field="last_application_on")
    vacancy.last_application_on = last_application_on
    is_publishable(vacancy, actor, now)
    changes = {"last_application_on": last_application_on}
    VACANCY.apply("extend", thing=vacancy, actor=actor, now=now, changes=changes)


@verb
def close_vacancy(
    *,
    vacancy: Vacancy,
    outcome: ClosingOutcome,
    reason: str,
    actor: Actor,
    now: datetime,
    placed: Placed | None = None,
) -> None:
    """**Kapat** with the outcome (P3.7); a closed vacancy takes no application.

    `placed` left out: as many through us as the platform counts, the rest as the outcome says. `reason` says why
    posts were not filled.
    """
    placed = placed or _counted(vacancy, outcome)
    _check_placed(vacancy, outcome, placed, reason)
    changes = {
        "closing_outcome": outcome,
        "placed_through_us_count": placed.through_us,
        "placed_otherwise_count": placed.otherwise,
    }
    told = reason.strip() or gettext("All posts are filled.")
    VACANCY.apply("close", thing=vacancy, actor=actor, now=now, reason=told, changes=changes)


def _counted(vacancy: Vacancy, outcome: ClosingOutcome) -> Placed:
    ours = min(filled_count(vacancy.round), vacancy.post_count)
    rest = vacancy.post_count - ours if outcome == ClosingOutcome.FILLED_OTHERWISE else 0
    return Placed(ours, rest)


def _check_placed(vacancy: Vacancy, outcome: ClosingOutcome, placed: Placed, reason: str) -> None:
    """Filled and unfilled add up to the posts, and the outcome says what the figures say."""
    left = vacancy.post_count - placed.count
    filled_so = {
        ClosingOutcome.FILLED_THROUGH_US: placed.through_us,
        ClosingOutcome.FILLED_OTHERWISE: placed.otherwise,
    }
    if left < 0:
        raise TOO_MANY_PLACED(placed=placed.count, posts=vacancy.post_count, field="placed_through_us")
    if left and not reason.strip():
        raise UNFILLED_WITHOUT_REASON(count=left, field="reason")
    if not left and outcome not in filled_so:
        raise OUTCOME_SAYS_UNFILLED(outcome=ClosingOutcome(outcome).label, field="outcome")
    if filled_so.get(outcome) == 0:
        raise OUTCOME_SAYS_FILLED(outcome=ClosingOutcome(outcome).label, field="outcome")


@verb
def cancel_vacancy(*, vacancy: Vacancy, reason: str, actor: Actor, now: datetime) -> None:
    """**İptal Et**: only while nobody was sent off."""
    VACANCY.apply("cancel", thing=vacancy, actor=actor, now=now, reason=reason)


@verb
def delete_draft(*, vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """**Sil**: the row stays with its history, and nobody sees it."""
    VACANCY.apply("delete", thing=vacancy, actor=actor, now=now)


def expire_due_vacancies(*, now: datetime) -> int:
    """The day after the last application date in Istanbul; returns how many. Each is its own transaction."""
    actor = system_actor("vacancies.expire")
    due = Vacancy.objects.filter(state=VacancyState.OPEN, last_application_on__lt=timezone.localdate(now))
    count = 0
    for vacancy in due.select_related("round", "workplace").iterator(chunk_size=500):
        VACANCY.apply("expire", thing=vacancy, actor=actor, now=now)
        count += 1
    return count


def publish_due_vacancies(*, now: datetime) -> int:
    """Drafts whose first day of the announcement has come; one that the law no longer lets stays a draft, and its
    employer is told once."""
    actor, today = system_actor("vacancies.publish"), timezone.localdate(now)
    due = Vacancy.objects.filter(state=VacancyState.DRAFT, starts_on__lte=today).select_related("workplace")
    count = 0
    for vacancy in due.iterator(chunk_size=500):
        try:
            publish_vacancy(vacancy=vacancy, actor=actor, now=now)
        except Problem as problem:
            _keep_unpublished(vacancy=vacancy, problem=problem, actor=actor)
        else:
            count += 1
    return count


@verb
def _keep_unpublished(*, vacancy: Vacancy, problem: Problem, actor: Actor) -> None:
    """Not tried again every night: the employer reads why, and announces it himself."""
    vacancy.refresh_from_db()
    vacancy.starts_on = None
    vacancy.save(update_fields=["starts_on"])
    audit.record(actor, "vacancies.not_published", vacancy, details={"why": problem.code})
    tell_not_published(vacancy, problem)

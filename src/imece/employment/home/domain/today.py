"""What waits for this actor today: a number, what it means, and where it is dealt with."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.permissions import is_permitted
from imece.core.ui.tiles import Tile
from imece.employment.data_rights.public import waiting_counts
from imece.employment.home.domain.duties import Duty
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import candidates_in_scope, open_objections
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.public import count_overdue, open_reviews, vacancies_in_scope

SOON_DAYS = 3
SHOWN_INTERVIEWS = 5
GOES_ON = Q(round__ended_at__isnull=True)
"""Once a labour request is closed nothing is waited for: its interviews fall away."""


def employer_tiles(actor: Actor, now: datetime, duties: Sequence[Duty]) -> list[Tile]:
    """Interviews today, answers that came, applications to look at, vacancies that end soon, duties."""
    today = timezone.localdate(now)
    people = (
        candidates_in_scope(actor)
        .order_by()
        .aggregate(
            applied=Count("id", filter=Q(state=CandidateState.APPLIED, round__is_open=True)),
            accepted=Count("id", filter=GOES_ON & Q(state=CandidateState.ACCEPTED)),
            waiting=Count("id", filter=GOES_ON & Q(state=CandidateState.INVITED)),
            interviews=Count("id", filter=_interview_on(today)),
        )
    )
    work = (
        vacancies_in_scope(actor)
        .order_by()
        .aggregate(
            open=Count("id", filter=Q(state=VacancyState.OPEN)),
            ending=Count("id", filter=_ends_soon(today)),
        )
    )
    lists = reverse("vacancy_list")
    due = sum(duty.is_soon(today) for duty in duties)
    return [
        Tile(due, _("duties overdue or within seven days"), reverse("duties"), is_due=bool(due)),
        Tile(people["interviews"], _("interviews today"), lists, is_due=bool(people["interviews"])),
        Tile(people["applied"], _("applications to look at"), lists, is_due=bool(people["applied"])),
        Tile(people["accepted"], _("accepted invitations without a result"), lists),
        Tile(people["waiting"], _("invitations not answered yet"), lists),
        Tile(work["open"], _("open vacancies"), f"{lists}?state={VacancyState.OPEN}"),
        Tile(work["ending"], _("vacancies that end within three days"), lists, is_due=bool(work["ending"])),
    ]


def seeker_tiles(actor: Actor, now: datetime) -> list[Tile]:
    ahead = GOES_ON & Q(interview_at__gte=now)
    people = (
        candidates_in_scope(actor)
        .order_by()
        .aggregate(
            invited=Count("id", filter=ahead & Q(state=CandidateState.INVITED)),
            interviews=Count("id", filter=ahead & Q(state=CandidateState.ACCEPTED)),
            running=Count("id", filter=GOES_ON & Q(state=CandidateState.APPLIED)),
        )
    )
    lists = reverse("my_applications")
    return [
        Tile(people["invited"], _("invitations to answer"), lists, is_due=bool(people["invited"])),
        Tile(people["interviews"], _("interviews ahead"), lists),
        Tile(people["running"], _("applications waiting for the employer"), lists),
    ]


def staff_tiles(actor: Actor, now: datetime) -> list[Tile]:
    """The unit's province, or all of Türkiye for headquarters."""
    today = timezone.localdate(now)
    people = (
        candidates_in_scope(actor)
        .order_by()
        .aggregate(
            reported=Count("id", filter=Q(state=CandidateState.REPORTED)),
            placed=Count("id", filter=Q(state=CandidateState.PLACED)),
        )
    )
    work = (
        vacancies_in_scope(actor)
        .order_by()
        .aggregate(
            open=Count("id", filter=Q(state=VacancyState.OPEN)),
            ending=Count("id", filter=_ends_soon(today)),
        )
    )
    lists, reviews = reverse("vacancy_list"), reverse("review_list")
    overdue = count_overdue(actor, today)
    return [
        Tile(open_reviews(actor).count(), _("vacancies to review"), reviews),
        Tile(overdue, _("reviews overdue"), reviews, is_due=bool(overdue)),
        *_objection_tiles(actor, today),
        *_data_request_tiles(actor),
        Tile(work["open"], _("open vacancies"), f"{lists}?state={VacancyState.OPEN}"),
        Tile(work["ending"], _("vacancies that end within three days"), lists, is_due=bool(work["ending"])),
        Tile(people["reported"], _("placements reported, not yet confirmed by SGK"), lists),
        Tile(people["placed"], _("placements confirmed by SGK"), lists),
    ]


def _objection_tiles(actor: Actor, today: date) -> list[Tile]:
    """For whoever answers them; red only when a day has passed (3071 art. 7)."""
    if not is_permitted(actor, "objections.answer"):
        return []
    waiting = open_objections(actor).order_by()
    counts = waiting.aggregate(all=Count("id"), overdue=Count("id", filter=Q(due_on__lt=today)))
    lists = reverse("objections")
    return [
        Tile(counts["all"], _("objections waiting for an answer"), lists),
        Tile(counts["overdue"], _("objections overdue"), lists, is_due=bool(counts["overdue"])),
    ]


def _data_request_tiles(actor: Actor) -> list[Tile]:
    """For the desk of personal data; red when the 30 days have passed (KVK-05)."""
    if not is_permitted(actor, "data_requests.desk"):
        return []
    counts, lists = waiting_counts(actor), reverse("data_requests")
    return [
        Tile(counts["all"], _("personal data requests waiting for an answer"), lists),
        Tile(counts["overdue"], _("personal data requests overdue"), lists, is_due=bool(counts["overdue"])),
    ]


def interviews_ahead(actor: Actor, now: datetime) -> QuerySet[Candidate]:
    """The next few that were accepted, soonest first; today's stay until midnight."""
    today = timezone.localdate(now)
    accepted = GOES_ON & Q(state=CandidateState.ACCEPTED, interview_at__date__gte=today)
    rows = candidates_in_scope(actor).filter(accepted)
    return rows.order_by("interview_at", "id")[:SHOWN_INTERVIEWS]


def _interview_on(day: date) -> Q:
    return GOES_ON & Q(state=CandidateState.ACCEPTED, interview_at__date=day)


def _ends_soon(today: date) -> Q:
    return Q(state=VacancyState.OPEN, last_application_on__lte=today + timedelta(days=SOON_DAYS))

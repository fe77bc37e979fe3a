"""What waits for the unit's word, what was decided, which exceptions were asked for: from the actor's scope."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.scope import key
from imece.employment.vacancies.models import FairnessException, ReviewDecision, ReviewRequest, Vacancy

M = TypeVar("M", bound=Model)
VACANCY = ("workplace__organisation", "occupation", "province", "district")


def review_requests_in_scope(actor: Actor) -> QuerySet[ReviewRequest]:
    """The unit's province; all of Türkiye for headquarters, who read; nobody else's."""
    rows = ReviewRequest.objects.select_related(*(f"vacancy__{name}" for name in VACANCY))
    return _in_scope(rows, actor, "vacancy__province_id")


def open_reviews(actor: Actor) -> QuerySet[ReviewRequest]:
    """By the clock: what is due first stands first."""
    return review_requests_in_scope(actor).filter(ended_at__isnull=True).order_by("due_on", "id")


def count_overdue(actor: Actor, today: date) -> int:
    return open_reviews(actor).order_by().filter(due_on__lt=today).count()


def decisions_in_scope(actor: Actor) -> QuerySet[ReviewDecision]:
    rows = ReviewDecision.objects.select_related(*(f"request__vacancy__{name}" for name in VACANCY))
    return _in_scope(rows, actor, "request__vacancy__province_id").order_by("-decided_at", "-id")


def exceptions_in_scope(actor: Actor) -> QuerySet[FairnessException]:
    """Also those replaced later: the list is the record of who asked, why, and who approved (NDR-05)."""
    rows = FairnessException.objects.select_related(*(f"vacancy__{name}" for name in VACANCY))
    return _in_scope(rows, actor, "vacancy__province_id").order_by("-asked_at", "-id")


def open_request(vacancy: Vacancy) -> ReviewRequest | None:
    """The request that the unit has before it; for whoever may see the vacancy."""
    return vacancy.review_requests.filter(ended_at__isnull=True).first()


def last_decision(vacancy: Vacancy) -> ReviewDecision | None:
    rows = ReviewDecision.objects.filter(request__vacancy=vacancy)
    return rows.order_by("-decided_at", "-id").first()


def _in_scope(rows: QuerySet[M], actor: Actor, province: str) -> QuerySet[M]:
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(**{province: key(actor.province)})
    return rows if actor.kind == ActorKind.HEADQUARTERS_STAFF else rows.none()

"""What is read: the person his own requests, the desk at headquarters all (KVK-05)."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from imece.core.actor import Actor, ActorKind
from imece.core.models import Transition
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.enums import DataRequestState
from imece.employment.data_rights.models import DataRequest


def data_requests_in_scope(actor: Actor) -> QuerySet[DataRequest]:
    rows = DataRequest.objects.select_related("person")
    if actor.kind == ActorKind.JOB_SEEKER:
        return rows.filter(person_id=key(actor.person_id))
    if actor.kind == ActorKind.SYSTEM or is_permitted(actor, "data_requests.desk"):
        return rows
    return rows.none()


def waiting_data_requests(actor: Actor) -> QuerySet[DataRequest]:
    return data_requests_in_scope(actor).exclude(state=DataRequestState.ANSWERED)


def waiting_counts(actor: Actor) -> dict[str, int]:
    """For the start page: `all` that wait, and those `overdue`."""
    overdue = Q(state=DataRequestState.OVERDUE)
    counts: dict[str, int] = (
        waiting_data_requests(actor)
        .order_by()
        .aggregate(all=Count("id"), overdue=Count("id", filter=overdue))
    )
    return counts


def decision_of(request: DataRequest) -> Transition | None:
    """The line of history with who answered and when: a named person decides (KVK-09)."""
    return DATA_REQUEST.history(request).filter(to_state=DataRequestState.ANSWERED).last()


def requests_to_remind(today: date, last_due: date) -> QuerySet[DataRequest]:
    """Not reminded of yet, due from today to `last_due`."""
    open_still = DataRequest.objects.filter(state=DataRequestState.OPEN, reminded_at__isnull=True)
    return open_still.filter(due_on__range=(today, last_due)).order_by("due_on", "id")


def requests_past_due(today: date) -> QuerySet[DataRequest]:
    rows = DataRequest.objects.select_related("person")
    return rows.filter(state=DataRequestState.OPEN, due_on__lt=today).order_by("due_on", "id")

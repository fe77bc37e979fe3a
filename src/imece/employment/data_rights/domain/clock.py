"""What follows when no answer comes: the desk is reminded, then both sides are told (KVK-05)."""

from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.parameters import Parameters
from imece.core.transactions import acting
from imece.employment.data_rights.domain.queries import requests_past_due, requests_to_remind
from imece.employment.data_rights.domain.rules import last_due_day_to_remind
from imece.employment.data_rights.domain.telling import tell_desk, tell_person
from imece.employment.data_rights.domain.workflow import DATA_REQUEST
from imece.employment.data_rights.models import DataRequest


def follow_data_requests(*, now: datetime) -> tuple[int, int]:
    """Each day: remind of each once, then note which days have passed. Returns how many of each."""
    today, actor = timezone.localdate(now), system_actor("data_rights.follow_requests")
    days_before = Parameters(today).integer("data_request_reminder_days_before")
    to_remind = list(requests_to_remind(today, last_due_day_to_remind(today, days_before)))
    past_due = list(requests_past_due(today))
    for request in to_remind:
        _remind(request, today, now, actor)
    for request in past_due:
        _note_past_due(request, today, now, actor)
    return len(to_remind), len(past_due)


def _remind(request: DataRequest, today: date, now: datetime, actor: Actor) -> None:
    with acting(actor):
        DataRequest.objects.filter(pk=request.pk).update(reminded_at=now)
        tell_desk(request, "data_rights.reminder", today)
        audit.record(actor, "data_requests.reminded", request)


def _note_past_due(request: DataRequest, today: date, now: datetime, actor: Actor) -> None:
    """The person is told where he can complain (6698 art. 14); the desk, that the day has passed."""
    with acting(actor):
        DATA_REQUEST.apply("pass_due", thing=request, actor=actor, now=now)
        tell_desk(request, "data_rights.overdue_desk", today)
        tell_person(request, "data_rights.overdue")

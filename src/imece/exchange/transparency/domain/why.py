"""*Ask why*: the citizen's question, the institution's answer in 30 days, and what follows when none comes (KVK-05)."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from imece.accounts.public import recipient_of
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.formats import format_date
from imece.core.notifications.outbox import notify
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import acting, verb
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.domain.errors import ASKED_ALREADY, NOBODY_TO_ASK
from imece.exchange.transparency.domain.mine import Look
from imece.exchange.transparency.domain.queries import overdue_requests, requests_to_remind
from imece.exchange.transparency.domain.telling import protection_contacts, tell_institution
from imece.exchange.transparency.domain.workflow import WHY
from imece.exchange.transparency.models import WhyRequest
from imece.reference.public import data_request_complain_by, data_request_due_on


@verb
def ask_why(*, look: Look, words: str, actor: Actor, now: datetime) -> WhyRequest:
    """One request a row. `look` is already the person's own (`mine.look_at_me`). Raises TRN-004, TRN-013."""
    require(actor, "transparency.citizen")
    entry, today = look.told.entry, timezone.localdate(now)
    institution = Institution.objects.filter(pk=entry.institution_id).first()
    if institution is None:
        raise NOBODY_TO_ASK()
    request = WhyRequest(
        person_id=key(actor.person_id),
        institution=institution,
        shard=entry.shard,
        sequence=entry.sequence,
        institution_sequence=entry.institution_sequence,
        asked_at=entry.asked_at,
        service=look.told.service[:200],
        purpose=look.told.purpose[:200],
        words=words.strip(),
        opened_at=now,
        due_on=answer_due_on(now),
    )
    try:
        with transaction.atomic():
            request.save()
    except IntegrityError:
        earlier = WhyRequest.objects.get(
            person_id=key(actor.person_id), shard=entry.shard, sequence=entry.sequence
        )
        raise ASKED_ALREADY(opened_on=format_date(timezone.localdate(earlier.opened_at))) from None
    WHY.begin(request, actor=actor, now=now)
    _tell_institution(request, "transparency.why_opened", today)
    _tell_person(request, "transparency.why_received")
    return request


@verb
def answer_why(*, request: WhyRequest, answer: str, actor: Actor, now: datetime) -> None:
    """The citizen reads it word by word; late answers are taken too."""
    changes = {"answer": answer.strip(), "answered_at": now}
    WHY.apply("answer", thing=request, actor=actor, now=now, reason=answer, changes=changes)
    _tell_person(request, "transparency.why_answered")


def follow_requests(*, now: datetime) -> tuple[int, int]:
    """By the clock, each day: remind once, then escalate what is overdue. Returns how many of each."""
    today, actor = timezone.localdate(now), system_actor("transparency.follow_requests")
    before = today + timedelta(days=Parameters(today).integer("data_request_reminder_days_before"))
    to_remind, overdue = list(requests_to_remind(today, before)), list(overdue_requests(today))
    for request in to_remind:
        _remind(request, today, now, actor)
    for request in overdue:
        _escalate(request, today, now, actor)
    return len(to_remind), len(overdue)


def answer_due_on(now: datetime) -> date:
    """By when an answer to a question sent now is due."""
    today = timezone.localdate(now)
    return data_request_due_on(today, Parameters(today))


def last_day_to_complain(request: WhyRequest) -> date:
    """6698 art. 14."""
    asked_on = timezone.localdate(request.opened_at)
    answered_on = timezone.localdate(request.answered_at) if request.answered_at else None
    return data_request_complain_by(asked_on, answered_on, Parameters(asked_on))


def _remind(request: WhyRequest, today: date, now: datetime, actor: Actor) -> None:
    with acting(actor):
        WhyRequest.objects.filter(pk=request.pk).update(reminded_at=now)
        _tell_institution(request, "transparency.why_reminder", today)
        audit.record(actor, "transparency.why_reminded", request)


def _escalate(request: WhyRequest, today: date, now: datetime, actor: Actor) -> None:
    """The institution's data protection contact is told, and the citizen where he can complain."""
    with acting(actor):
        WHY.apply("escalate", thing=request, actor=actor, now=now, changes={"escalated_at": now})
        for contact in protection_contacts(request.institution, today):
            notify("transparency.why_overdue", contact, **_facts(request), link=_link("why_request", request))
        _tell_institution(request, "transparency.why_overdue_officers", today)
        _tell_person(request, "transparency.why_escalated")


def _tell_institution(request: WhyRequest, notice: str, day: date) -> None:
    facts = _facts(request)
    facts.pop("institution")
    tell_institution(
        request.institution, notice, day=day, path=reverse("why_request", args=[request.pk]), **facts
    )


def _tell_person(request: WhyRequest, notice: str) -> None:
    notify(notice, recipient_of(request.person), **_facts(request), link=_link("my_why_request", request))


def _facts(request: WhyRequest) -> dict[str, Any]:
    return {
        "institution": str(request.institution),
        "service": request.service,
        "asked_on": format_date(timezone.localdate(request.asked_at)),
        "due_on": format_date(request.due_on),
        "receipt": str(request.institution_sequence),
        "complain_by": format_date(last_day_to_complain(request)),
    }


def _link(name: str, request: WhyRequest) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[request.pk])}"

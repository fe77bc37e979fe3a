"""Synthetic work for the demo, done by the real verbs over whatever the demo's institutions have asked. Idempotent."""

from datetime import datetime, timedelta

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.scope import key
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.domain.mine import looks_at_me
from imece.exchange.transparency.domain.samples import draw_sample
from imece.exchange.transparency.domain.watch import watch_day
from imece.exchange.transparency.domain.why import ask_why
from imece.exchange.transparency.models import WhyRequest

SAMPLE_SIZE = 3
DAYS_TO_ANSWER = 14


def make_demo_oversight(
    *, institution: Institution, citizen: Actor, desk: Actor, now: datetime
) -> tuple[WhyRequest | None, int]:
    """The citizen asks why once, a sample is drawn once, yesterday and today are looked through.

    Returns his request, if anybody asked about him, and how many flags were raised now.
    """
    today = timezone.localdate(now)
    request = WhyRequest.objects.filter(person_id=key(citizen.person_id)).first() or _ask(citizen, now)
    if not institution.justification_samples.exists():
        _draw(institution, desk, now)
    flags = [*watch_day(day=today - timedelta(days=1), now=now), *watch_day(day=today, now=now)]
    return request, len(flags)


def _ask(citizen: Actor, now: datetime) -> WhyRequest | None:
    looks = looks_at_me(citizen, now=now).looks
    chosen = next((look for look in looks if look.may_ask and look.told.institution), None)
    return ask_why(look=chosen, words="Deneme sorusu.", actor=citizen, now=now) if chosen else None


def _draw(institution: Institution, desk: Actor, now: datetime) -> None:
    """Nothing asked in the last month is nothing to draw."""
    today = timezone.localdate(now)
    try:
        draw_sample(
            institution=institution,
            first_on=today - timedelta(days=30),
            last_on=today,
            size=SAMPLE_SIZE,
            due_on=today + timedelta(days=DAYS_TO_ANSWER),
            note="Deneme örneği.",
            actor=desk,
            now=now,
        )
    except Problem as problem:
        if problem.code != "TRN-005":
            raise

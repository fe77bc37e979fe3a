"""The duties as a calendar that a program fetches again and again (RFC 5545), by a link that is the right.

The link names a person and an organisation and is signed; it shows what that person may see there today, so it says
nothing any more once the membership has ended. It holds no name of a worker or candidate.
"""

from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from icalendar import Calendar, Event

from imece.accounts.models import Person
from imece.accounts.public import actor_for, capacities
from imece.core.actor import Actor
from imece.core.errors import define
from imece.employment.home.domain.duties import Duty, duties_of

SALT: Final = "home.duties"
LINK_UNREADABLE = define(
    "HOM-001",
    _("This calendar link is not valid, or the right to act for the workplace has ended."),
    remedy=_("Sign in and copy the link from the page My duties anew."),
    status=404,
)


def calendar_link(actor: Actor) -> str:
    """The same for this person and organisation as long as the installation's key stays."""
    token = signing.Signer(salt=SALT).sign_object([actor.person_id, actor.organisation_id])
    return f"{settings.PUBLIC_URL}{reverse('duty_calendar', args=[token])}"


def actor_of_link(token: str, now: datetime) -> Actor:
    """Raises HOM-001 for a link that was changed, or whose person may not act there any more."""
    try:
        person_id, organisation_id = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError) as problem:
        raise LINK_UNREADABLE() from problem
    person = Person.objects.filter(pk=person_id, is_active=True, locked_at__isnull=True).first()
    day = timezone.localdate(now)
    for capacity in capacities(person, day) if person else ():
        if capacity.organisation.pk == organisation_id and person:
            return actor_for(person, capacity.membership, capacity.organisation)
    raise LINK_UNREADABLE()


def duty_calendar(actor: Actor, now: datetime) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//İmece//Yükümlülükler//TR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", gettext("My duties"))
    for duty in duties_of(actor, timezone.localdate(now)):
        calendar.add_component(_event(duty, now))
    return str(calendar.to_ical().decode())


def _event(duty: Duty, now: datetime) -> Event:
    """A whole day."""
    event = Event()
    event.add("uid", f"{duty.key}@{settings.MAIL_FROM.rpartition('@')[2]}")
    event.add("dtstamp", now)
    event.add("dtstart", duty.on)
    event.add("dtend", duty.on + timedelta(days=1))
    event.add("summary", duty.title)
    event.add("description", f"{duty.why} {duty.article}")
    if duty.url:
        event.add("url", f"{settings.PUBLIC_URL}{duty.url}")
    return event

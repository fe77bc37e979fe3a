"""Interviews as a calendar file (RFC 5545): for the invitation mail, the person's own calendar, an employer's day.

One interview keeps one UID for life; each change has a higher SEQUENCE, so that a calendar replaces what it holds.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from imece.core.formats import ISTANBUL
from imece.core.notifications.attachment import Attachment
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate

FILE_NAME = "gorusme.ics"


class Method(StrEnum):
    """What the receiving calendar is to do (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


def calendar_of(events: Iterable[Event], method: Method) -> str:
    calendar = Calendar()
    calendar.add("prodid", "-//İmece//Görüşme//TR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    if any(calendar.walk("VEVENT")):
        calendar.add_missing_timezones()
    return str(calendar.to_ical().decode())


def interview_attachment(candidate: Candidate, method: Method, *, at: datetime, now: datetime) -> Attachment:
    """For the mail to the candidate; `at` is given, because a cancelled interview stands no longer on him."""
    event = interview_event(candidate, at=at, now=now, method=method)
    content = calendar_of([event], method)
    return Attachment(FILE_NAME, "calendar", content, {"method": method.value})


def interview_event(candidate: Candidate, *, at: datetime, now: datetime, method: Method) -> Event:
    """As the candidate sees it: the employer invites, he comes."""
    selection_round = candidate.round
    summary = _("Interview: %(title)s, %(employer)s") % {
        "title": selection_round.title,
        "employer": selection_round.organisation.name,
    }
    event = _event(candidate, summary, at=at, now=now, method=method)
    event.add("url", f"{settings.PUBLIC_URL}{reverse('my_application', args=[candidate.pk])}")
    event.add("organizer", _address(settings.MAIL_FROM, selection_round.organisation.name))
    person = candidate.job_seeker.person
    if method != Method.PUBLISH and person.email:
        event.add("attendee", _address(person.email, person.full_name, RSVP="FALSE", ROLE="REQ-PARTICIPANT"))
    if method != Method.CANCEL:
        event.add_component(_alarm(summary))
    return event


def day_calendar(candidates: Iterable[Candidate], *, now: datetime) -> str:
    """As the employer or the unit sees the day: whom to expect."""
    events = [
        _event(
            one, f"{one.job_seeker.person.full_name} · {one.round}", at=one.interview_at, now=now, method=Method.PUBLISH
        )
        for one in candidates
        if one.interview_at is not None
    ]  # fmt: skip
    return calendar_of(events, Method.PUBLISH)


def _event(candidate: Candidate, summary: str, *, at: datetime, now: datetime, method: Method) -> Event:
    is_sure = candidate.state == CandidateState.ACCEPTED
    status = "CANCELLED" if method == Method.CANCEL else "CONFIRMED" if is_sure else "TENTATIVE"
    begins = at.astimezone(ISTANBUL)
    event = Event()
    event.add("uid", f"gorusme-{candidate.pk}@{settings.MAIL_FROM.rpartition('@')[2]}")
    event.add("sequence", candidate.calendar_number)
    event.add("dtstamp", now)
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(minutes=candidate.interview_minutes))
    event.add("summary", summary)
    event.add("location", candidate.interview_place)
    event.add("status", status)
    event.add("description", _("Number %(number)s") % {"number": candidate.round.number})
    return event


def _address(email: str, name: str, **parameters: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{email}")
    for key, value in {"CN": name, **parameters}.items():
        address.params[key] = vText(value)
    return address


def _alarm(summary: str) -> Alarm:
    """Two hours before."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", timedelta(hours=-2))
    return alarm

"""Telling a candidate, or the workplace, what changed; the words are in `notifications.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from imece.accounts.enums import Grant
from imece.accounts.public import recipient_of
from imece.core.formats import format_date, format_instant
from imece.core.notifications.attachment import Attachment
from imece.core.notifications.outbox import notify
from imece.employment.employers.public import recipients_of
from imece.employment.selection.domain.calendar_files import Method, interview_attachment
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate, SelectionRound


def tell_candidate(
    candidate: Candidate,
    notice: str = "selection.step",
    *,
    attachments: Sequence[Attachment] = (),
    **more: Any,
) -> None:
    recipient = recipient_of(candidate.job_seeker.person)
    link = f"{settings.PUBLIC_URL}{reverse('my_application', args=[candidate.pk])}"
    notify(notice, recipient, attachments=attachments, **(_facts(candidate) | {"link": link} | more))


def tell_interview(
    candidate: Candidate,
    notice: str,
    *,
    method: Method = Method.REQUEST,
    at: datetime,
    now: datetime,
    **more: Any,
) -> None:
    """With the calendar file, in the person's language; the message says the same in words."""
    with translation.override(recipient_of(candidate.job_seeker.person).language):
        attachment = interview_attachment(candidate, method, at=at, now=now)
    interview = {"interview_at": format_instant(at), **more}
    tell_candidate(candidate, notice, attachments=[attachment], **interview)


def tell_workplace(selection_round: SelectionRound, notice: str, *, now: datetime, **data: Any) -> None:
    """Those who look after candidates there; a round of the institution itself has no workplace."""
    workplace = getattr(selection_round.organisation, "workplace", None)
    if workplace is None:
        return
    link = f"{settings.PUBLIC_URL}{reverse('round_candidates', args=[selection_round.pk])}"
    facts = {"title": selection_round.title, "number": selection_round.number, "link": link}
    for recipient in recipients_of(workplace, grant=Grant.CANDIDATES, day=timezone.localdate(now)):
        notify(notice, recipient, **{**facts, **data})


def _facts(candidate: Candidate) -> dict[str, Any]:
    return {
        "title": candidate.round.title,
        "number": candidate.round.number,
        "employer": candidate.round.organisation.name,
        "state": CandidateState(candidate.state).label,  # said in the reader's language
        "interview_at": candidate.interview_at and format_instant(candidate.interview_at),
        "interview_place": candidate.interview_place,
        "started_on": candidate.started_on and format_date(candidate.started_on),
    }

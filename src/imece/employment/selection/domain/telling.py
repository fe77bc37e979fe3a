"""Telling a candidate what changed; the words are in `notifications.py`."""

from django.conf import settings
from django.urls import reverse

from imece.accounts.public import recipient_of
from imece.core.formats import format_date, format_instant
from imece.core.notifications.outbox import notify
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate


def tell_candidate(candidate: Candidate, notice: str = "selection.step") -> None:
    notify(
        notice,
        recipient_of(candidate.job_seeker.person),
        title=candidate.round.title,
        number=candidate.round.number,
        employer=candidate.round.organisation.name,
        state=CandidateState(candidate.state).label,  # said in the reader's language
        interview_at=candidate.interview_at and format_instant(candidate.interview_at),
        interview_place=candidate.interview_place,
        started_on=candidate.started_on and format_date(candidate.started_on),
        link=f"{settings.PUBLIC_URL}{reverse('my_application', args=[candidate.pk])}",
    )

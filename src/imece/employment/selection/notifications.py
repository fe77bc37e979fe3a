"""What a candidate is told at each step (P3.6), by the channel he chose. All statutory: they concern his application."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import recipient_of
from imece.core.formats import format_date, format_instant
from imece.core.notifications.notice import Notice
from imece.core.notifications.outbox import notify
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate

class CandidateNotice(Notice):
    """Every step: what changed, and where to look. Steps with more to say have their own text."""

    name = "selection.step"
    audience = _("The candidate")
    template = "selection/notices/step.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kaynakçı",
        "number": "00000012345",
        "employer": "Örnek Metal Ltd. Şti.",
        "state": "Davet Edildi",
        "interview_at": "02.12.2026 10.00",
        "interview_place": "Örnek Sok. 1, Çankaya",
        "started_on": "07.12.2026",
        "link": "http://localhost/basvurularim/1/",
    }

class Invited(CandidateNotice):
    name = "selection.invited"
    template = "selection/notices/invited.txt"

class PlacementConfirmed(CandidateNotice):
    name = "selection.placed"
    template = "selection/notices/placed.txt"

def tell_candidate(notice: type[CandidateNotice], candidate: Candidate) -> None:
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

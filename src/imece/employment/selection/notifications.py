"""What a candidate is told at each step (P3.6), by the channel he chose. All statutory: they are about him."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


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

"""Synthetic requests for the demo, made by the real verbs: one answered, one that waits."""

from datetime import datetime, timedelta

from django.utils import timezone

from imece.core.actor import Actor
from imece.employment.data_rights.domain.requests import (
    Answer,
    NewRequest,
    answer_data_request,
    open_data_request,
)
from imece.employment.data_rights.enums import DataArea, DataRequestOutcome, SubjectRight

OBJECTION = NewRequest(
    right=SubjectRight.AUTOMATED_RESULT,
    area=DataArea.MATCHING,
    words="Deneyimim puana eksik yansımış; bir memurun yeniden bakmasını istiyorum (deneme).",
)
ERASURE = NewRequest(
    right=SubjectRight.ERASURE,
    area=DataArea.APPLICATIONS,
    words="Eski başvurularımın silinmesini istiyorum (deneme).",
)
KEPT_FOR = timedelta(days=10 * 365)


def make_demo_data_requests(*, person: Actor, desk: Actor, now: datetime) -> int:
    """Returns how many were made."""
    request = open_data_request(new=ERASURE, actor=person, now=now - timedelta(days=12))
    answer = Answer(
        outcome=DataRequestOutcome.REFUSED,
        words="Yerleştirme kayıtlarınız saklama süresi dolunca silinecektir (deneme).",
        is_kept_by_law=True,
        kept_ground="İşe yerleştirme kayıtları on yıl saklanır (deneme)",
        kept_until=timezone.localdate(now + KEPT_FOR),
    )
    answer_data_request(request=request, answer=answer, actor=desk, now=now - timedelta(days=4))
    open_data_request(new=OBJECTION, actor=person, now=now - timedelta(days=2))
    return 2

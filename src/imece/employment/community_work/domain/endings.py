"""What taking part in a programme means for the end of an account (KVK-06)."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.public import Matter, keeps_person
from imece.employment.community_work.models import Participant


def _since(instant: datetime) -> Q:
    return Q(left_on__isnull=True, programme__ends_on__gte=instant.date()) | Q(left_on__gte=instant.date())


keeps_person(
    Matter(
        _("Community-benefit programmes"), "4904 md. 3; RG 31850", Participant, "job_seeker__person", _since
    )
)

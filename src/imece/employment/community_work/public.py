"""What other rooms may call."""

from imece.employment.community_work.domain.attendance import approve_month, mark_day
from imece.employment.community_work.domain.participants import Declared, add_participant
from imece.employment.community_work.domain.programmes import ProgrammeValues, register_programme

__all__ = [
    "Declared",
    "ProgrammeValues",
    "add_participant",
    "approve_month",
    "mark_day",
    "register_programme",
]

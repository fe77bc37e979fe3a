"""What other rooms may call. Models (for keys) are in `models`, choices in `enums`."""

from imece.employment.workforce.domain.movements import (
    AnnouncedDismissal,
    Movement,
    add_dismissal_source,
    add_movement_source,
)
from imece.employment.workforce.domain.outside_hires import unregistered_workers
from imece.employment.workforce.domain.queries import last_table, month_to_enter
from imece.employment.workforce.domain.quota import fine_of
from imece.employment.workforce.domain.quota_state import QuotaState, quota_of, quota_states
from imece.employment.workforce.domain.rules import due_on, may_be_entered, must_file, next_month

__all__ = [
    "AnnouncedDismissal",
    "Movement",
    "QuotaState",
    "add_dismissal_source",
    "add_movement_source",
    "due_on",
    "fine_of",
    "last_table",
    "may_be_entered",
    "month_to_enter",
    "must_file",
    "next_month",
    "quota_of",
    "quota_states",
    "unregistered_workers",
]

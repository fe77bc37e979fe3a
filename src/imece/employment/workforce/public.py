"""What other rooms may call. Models (for keys) are in `models`, choices in `enums`."""

from imece.employment.workforce.domain.compulsory import add_compulsory_worker
from imece.employment.workforce.domain.grid import Grid
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
from imece.employment.workforce.domain.tables import NewTable, save_table
from imece.employment.workforce.domain.tables import Person as StaffLine

__all__ = [
    "AnnouncedDismissal",
    "Grid",
    "Movement",
    "NewTable",
    "QuotaState",
    "StaffLine",
    "add_compulsory_worker",
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
    "save_table",
    "unregistered_workers",
]

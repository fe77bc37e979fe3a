"""What other rooms may call."""

from imece.employment.workforce.domain.queries import last_table, month_to_enter
from imece.employment.workforce.domain.quota_state import quota_of
from imece.employment.workforce.domain.rules import due_on, may_be_entered, must_file, next_month

__all__ = [
    "due_on",
    "last_table",
    "may_be_entered",
    "month_to_enter",
    "must_file",
    "next_month",
    "quota_of",
]

"""What other rooms may call. Models (for keys) are in `models`, choices in `enums`."""

from imece.employment.workforce.domain.quota import fine_of
from imece.employment.workforce.domain.quota_state import QuotaState, quota_states
from imece.employment.workforce.domain.rules import due_on, next_month

__all__ = ["QuotaState", "due_on", "fine_of", "next_month", "quota_states"]

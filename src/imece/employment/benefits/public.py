"""What other rooms may call."""

from imece.employment.benefits.domain.queries import declarations_in_scope
from imece.employment.benefits.domain.rules import last_day_to_tell_end

__all__ = ["declarations_in_scope", "last_day_to_tell_end"]

"""What other rooms may call."""

from imece.employment.dismissals.domain.notices import Line, NewNotice, tell_dismissal
from imece.employment.dismissals.domain.queries import (
    agency_bar_until,
    changeable_until,
    lines_between,
    notices_in_scope,
    rehire_duty_until,
)

__all__ = [
    "Line",
    "NewNotice",
    "agency_bar_until",
    "changeable_until",
    "lines_between",
    "notices_in_scope",
    "rehire_duty_until",
    "tell_dismissal",
]

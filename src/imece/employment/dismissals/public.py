"""What other rooms may call."""

from imece.employment.dismissals.domain.notices import Line, NewNotice, tell_dismissal
from imece.employment.dismissals.domain.queries import (
    agency_bar_until,
    changeable_until,
    lines_between,
    notices_to_correct,
    rehire_duty_until,
    stewards_to_tell,
)

__all__ = [
    "Line",
    "NewNotice",
    "agency_bar_until",
    "changeable_until",
    "lines_between",
    "notices_to_correct",
    "rehire_duty_until",
    "stewards_to_tell",
    "tell_dismissal",
]

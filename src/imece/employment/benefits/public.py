"""What other rooms may call."""

from imece.employment.benefits.domain.declarations import (
    begin_declaration,
    decide,
    send_declaration,
    set_workers,
)
from imece.employment.benefits.domain.queries import declarations_in_scope
from imece.employment.benefits.domain.review import attach_paper, record_finding
from imece.employment.benefits.domain.rules import last_day_to_tell_end

__all__ = [
    "attach_paper",
    "begin_declaration",
    "decide",
    "declarations_in_scope",
    "last_day_to_tell_end",
    "record_finding",
    "send_declaration",
    "set_workers",
]

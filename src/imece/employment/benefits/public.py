"""What other rooms may call."""

from imece.employment.benefits.domain.declarations import (
    begin_declaration,
    decide,
    send_declaration,
    set_workers,
)
from imece.employment.benefits.domain.queries import running_short_time
from imece.employment.benefits.domain.review import attach_paper, record_finding

__all__ = [
    "attach_paper",
    "begin_declaration",
    "decide",
    "record_finding",
    "running_short_time",
    "send_declaration",
    "set_workers",
]

"""What other rooms know about an application: they say so here, this room knows none of them.

on_application_shown(fit_panel)      # once, when the program starts
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from imece.employment.selection.models import Candidate


@dataclass(frozen=True)
class Panel:
    """A part of the page of an application: `template` of the other room, which finds `facts` as `panel`."""

    template: str
    facts: Mapping[str, Any]


Callback = Callable[[Candidate, str, datetime], Panel | None]
_CALLBACKS: list[Callback] = []


def on_application_shown(callback: Callback) -> Callback:
    """`callback(candidate, path, now)`; `path` is where the person comes back to. Nothing to say is None."""
    if callback not in _CALLBACKS:
        _CALLBACKS.append(callback)
    return callback


def panels_of(candidate: Candidate, path: str, now: datetime) -> list[Panel]:
    return [panel for callback in _CALLBACKS if (panel := callback(candidate, path, now)) is not None]

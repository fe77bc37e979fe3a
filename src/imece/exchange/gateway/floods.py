"""Identical refusals in great number: the first of a minute are records of their own, the rest one record with a count.

Only refusals: an answer always has its own record, written before it leaves.
"""

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Final

from imece.exchange.gateway.rows import Draft

MINUTE: Final = 60.0
MOST_KINDS: Final = 20_000


@dataclass(slots=True)
class _Window:
    ends: float
    count: int = 0
    folded: int = 0
    last: Draft | None = None


class Floods:
    """`after`: how many identical refusals a minute are written one by one."""

    def __init__(self, after: int, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._after, self._monotonic = after, monotonic
        self._windows: dict[Hashable, _Window] = {}

    def folds(self, kind: Hashable, draft: Draft) -> bool:
        """True when this refusal is only counted; `due` gives the record later. False: write it."""
        now = self._monotonic()
        window = self._windows.get(kind)
        if window is None or (now >= window.ends and not window.folded):
            if window is None and len(self._windows) >= MOST_KINDS:
                return False
            window = self._windows[kind] = _Window(now + MINUTE)
        window.count += 1
        if window.count <= self._after:
            return False
        window.folded += 1
        window.last = draft
        return True

    def due(self, everything: bool = False) -> list[Draft]:
        """Records of what was counted in minutes that are over: each stands for itself and `folded` further ones."""
        now = self._monotonic()
        over = [kind for kind, window in self._windows.items() if everything or now >= window.ends]
        drafts = []
        for kind in over:
            window = self._windows.pop(kind)
            if window.last is not None:
                window.last.folded = window.folded - 1
                drafts.append(window.last)
        return drafts

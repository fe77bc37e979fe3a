"""A source that keeps failing is left alone for a while, so that it delays nobody else."""

import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 5
REST_SECONDS: Final = 10.0


class Breaker:
    """Closed: asked. After `FAILURES` in a row open: not asked for `REST_SECONDS`, then one is let through to try."""

    def __init__(
        self,
        failures: int = FAILURES,
        rest: float = REST_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most, self._rest, self._monotonic = failures, rest, monotonic
        self._failed = 0
        self._closed_until = 0.0

    @property
    def rests(self) -> bool:
        return self._failed >= self._most and self._monotonic() < self._closed_until

    def allows(self) -> bool:
        if self._failed < self._most:
            return True
        now = self._monotonic()
        if now < self._closed_until:
            return False
        self._closed_until = now + self._rest  # this one tries; the others wait for what becomes of it
        return True

    def succeeded(self) -> None:
        self._failed = 0

    def failed(self) -> None:
        self._failed += 1
        if self._failed >= self._most:
            self._closed_until = self._monotonic() + self._rest

"""The time as the road reckons it: instants in µs since 1970, days as they are in Türkiye."""

import time
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

ISTANBUL: Final = ZoneInfo("Europe/Istanbul")
DAY: Final = 86_400_000_000


class Clock:
    """The zone's offset is read anew by `tick`, not on each question."""

    def __init__(self) -> None:
        self._offset = 0
        self.tick()

    def tick(self) -> None:
        offset = datetime.now(ISTANBUL).utcoffset()
        assert offset is not None
        self._offset = int(offset.total_seconds()) * 1_000_000

    def micros(self) -> int:
        return time.time_ns() // 1000

    def day(self) -> int:
        """Days since 1970-01-01, in Türkiye."""
        return self.day_of(self.micros())

    def day_of(self, micros: int) -> int:
        return (micros + self._offset) // DAY

    def seconds_to_midnight(self) -> float:
        return (DAY - (self.micros() + self._offset) % DAY) / 1_000_000

    def day_began(self) -> datetime:
        return datetime.fromtimestamp((self.day() * DAY - self._offset) / 1_000_000, UTC)

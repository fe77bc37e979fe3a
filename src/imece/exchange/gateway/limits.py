"""How much an institution may ask: a rate and a cap of the day for each right, in memory (X7.4).

One process writes an institution's log, so it alone counts for it; the day's counts are read from the log at start.
"""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Final

MOST_RATES: Final = 100_000


class Rates:
    """GCRA: one number for each (credential, service). `tolerance` is what may come at once."""

    def __init__(self) -> None:
        self._theoretical: OrderedDict[tuple[int, int], float] = OrderedDict()

    def take(self, key: tuple[int, int], now: float, rate: int, burst: int) -> tuple[float, int, float]:
        """(seconds to wait or 0, how many more at once, seconds until all of them). Seconds of a monotonic clock."""
        step = 1.0 / rate
        arrival = max(self._theoretical.get(key, now), now)
        ahead = arrival - now
        tolerance = (burst - 1) * step
        if ahead > tolerance + 1e-9:
            return ahead - tolerance, 0, ahead
        self._theoretical[key] = arrival + step
        self._theoretical.move_to_end(key)
        if len(self._theoretical) > MOST_RATES:
            self._theoretical.popitem(last=False)
        return 0.0, int((tolerance - ahead) * rate + 1e-6), ahead + step


class DayCounts:
    """How many questions of each grant were taken today; begins anew with the day."""

    def __init__(self) -> None:
        self.day = -1
        self._counts: dict[int, int] = {}

    def seed(self, day: int, counts: Mapping[int, int]) -> None:
        self.day, self._counts = day, dict(counts)

    def take(self, grant: int, cap: int | None, day: int) -> bool:
        """False when the cap is used up; nothing is counted then."""
        if day != self.day:
            self.seed(day, {})
        count = self._counts.get(grant, 0)
        if cap is not None and count >= cap:
            return False
        self._counts[grant] = count + 1
        return True

    def give_back(self, grant: int, day: int) -> None:
        """A question that was taken but could not be recorded."""
        if day == self.day and self._counts.get(grant, 0) > 0:
            self._counts[grant] -= 1

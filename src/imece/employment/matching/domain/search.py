"""**Eleman Seç**: the people who fit a vacancy, best first, at most as many as a search lists (P0.3)."""

from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from imece.core.parameters import Parameters
from imece.employment.matching.domain.conditions import special_of
from imece.employment.matching.domain.ranking import Ranked, count, rank, rank_all
from imece.employment.matching.domain.special import registrants
from imece.employment.matching.domain.wanted import Wanted

MOST_OPENED = 20_000
"""How many sealed statuses are opened at most for one search; the best ranked first."""

MANY = 200
"""Fewer people are scored all of them: looking for the best first would cost more."""


@dataclass(frozen=True)
class Found:
    """At most `cap` people are listed. Nothing is read before it is asked for."""

    wanted: Wanted
    cap: int

    def __len__(self) -> int:
        return min(self.people, self.cap)

    def __getitem__(self, places: slice) -> list[Ranked]:
        """A stretch of the list, as a page takes it: the best first."""
        stop = len(self) if places.stop is None else min(places.stop, len(self))
        return self._ranked(stop)[places.start : stop]

    def _ranked(self, stop: int) -> list[Ranked]:
        if self._registrants is not None:
            return self._registrants
        return rank_all(self.wanted, stop) if self.people < MANY else rank(self.wanted, stop)

    @property
    def count_text(self) -> str:
        return f"{len(self)}+" if self.people > self.cap else str(len(self))

    @cached_property
    def people(self) -> int:
        """How many fit; counting stops beyond the cap."""
        if self._registrants is not None:
            return len(self._registrants)
        return count(self.wanted, self.cap + 1)

    @cached_property
    def _registrants(self) -> list[Ranked] | None:
        """For a reserved vacancy the ranked people's sealed statuses are compared in the order of the ranking."""
        if not special_of(self.wanted.demands):
            return None
        by_id = {one.job_seeker_id: one for one in rank_all(self.wanted, MOST_OPENED)}
        return [by_id[one] for one in islice(registrants(by_id, self.wanted.demands), self.cap + 1)]


def find_people(wanted: Wanted, parameters: Parameters) -> Found:
    return Found(wanted, parameters.integer("search_cap"))

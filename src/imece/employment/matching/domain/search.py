"""**Eleman Seç**: the people who fit a vacancy, best first, at most as many as a search lists (P0.3)."""

from dataclasses import dataclass
from itertools import islice

from imece.core.parameters import Parameters
from imece.employment.matching.domain.conditions import special_of
from imece.employment.matching.domain.ranking import Ranked, rank
from imece.employment.matching.domain.special import registrants
from imece.employment.matching.domain.wanted import Wanted

MOST_OPENED = 20_000
"""How many sealed statuses are opened at most for one search; the best ranked first."""


@dataclass(frozen=True)
class Found:
    """`ranked` holds at most `cap` people; `is_more`: there are further ones."""

    ranked: list[Ranked]
    is_more: bool

    @property
    def count_text(self) -> str:
        return f"{len(self.ranked)}+" if self.is_more else str(len(self.ranked))


def find_people(wanted: Wanted, parameters: Parameters) -> Found:
    """For a reserved vacancy the ranked people's sealed statuses are compared in the order of the ranking."""
    cap = parameters.integer("search_cap")
    if not special_of(wanted.demands):
        ranked = rank(wanted, cap + 1)
        return Found(ranked[:cap], len(ranked) > cap)
    by_id = {one.job_seeker_id: one for one in rank(wanted, MOST_OPENED)}
    fitting = [by_id[one] for one in islice(registrants(by_id, wanted.demands), cap + 1)]
    return Found(fitting[:cap], len(fitting) > cap)

"""From the states in which candidates stand to how many came how far, and from lengths of stays to the usual one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from imece.core.errors import Text
from imece.core.ui.charts import share
from imece.employment.selection.enums import CandidateState as S

STAGES: tuple[Text, ...] = (
    _("Applied or chosen"),
    _("Invited"),
    _("Accepted the invitation"),
    _("Interviewed"),
    _("Found suitable"),
    _("Sent off"),
    _("Placement reported"),
    _("Placement confirmed"),
)

REACHED: Mapping[str, int] = {
    S.SELECTED: 0,
    S.APPLIED: 0,
    S.REMOVED: 0,
    S.INVITED: 1,
    S.DECLINED: 1,
    S.ACCEPTED: 2,
    S.ABSENT: 2,
    S.UNSUITABLE: 3,
    S.SUITABLE: 4,
    S.SENT: 5,
    S.REFUSED_BY_EMPLOYER: 5,
    S.REFUSED_BY_CANDIDATE: 5,
    S.REPORTED: 6,
    S.PLACED: 7,
}
"""The last stage that who stands in this state has passed. The state says it all: no path around an earlier stage leads
to it, and what was corrected or cancelled counts as it is now. Confirmed at once counts as reported too. WITHDRAWN is
not here: `facts.CANDIDATES` gives the state that was withdrawn from."""


@dataclass(frozen=True)
class Stage:
    """`of_first` and `of_before` are per cent with one place; the first stage has none before it."""

    label: Text
    count: int
    of_first: Decimal
    of_before: Decimal | None


def funnel(counts: Mapping[str, int]) -> list[Stage]:
    """State → number of candidates in it. Raises KeyError for a state that `REACHED` does not know."""
    reached = [0] * len(STAGES)
    for state, count in counts.items():
        for stage in range(REACHED[state] + 1):
            reached[stage] += count
    return [
        Stage(
            label,
            reached[number],
            share(reached[number], reached[0]),
            share(reached[number], reached[number - 1]) if number else None,
        )
        for number, label in enumerate(STAGES)
    ]


@dataclass(frozen=True)
class Stay:
    """Whole days of the stays in one state that are over: half took no longer than `median_days`, nine in ten no
    longer than `ninth_days`."""

    state: str
    count: int
    median_days: int
    ninth_days: int


def stays(lengths: Iterable[tuple[str, int, int]]) -> dict[str, Stay]:
    """(state, days, how many) → by state. Ordered by the caller's states, not here."""
    by_state: dict[str, dict[int, int]] = {}
    for state, days, count in lengths:
        of_state = by_state.setdefault(state, {})
        of_state[days] = of_state.get(days, 0) + count
    return {
        state: Stay(state, sum(found.values()), quantile(found, 5), quantile(found, 9))
        for state, found in by_state.items()
    }


def quantile(lengths: Mapping[int, int], tenths: int) -> int:
    """The least number of days that at least so many tenths of the stays do not exceed."""
    needed = -(-sum(lengths.values()) * tenths // 10)
    passed = 0
    for days in sorted(lengths):
        passed += lengths[days]
        if passed >= needed:
            return days
    raise ValueError("no stays")

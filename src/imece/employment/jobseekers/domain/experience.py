"""Months of work an occupation: what the person states, or what his periods of work come to, whichever is more."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from imece.employment.jobseekers.models import JobSeeker

DAYS_OF_A_MONTH = 30  # as the insurance counts left-over days
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A time of work, both days included; without an end he still works there."""

    began_on: date
    ended_on: date | None = None


@dataclass(frozen=True)
class Experience:
    """Whole months as of a day; `is_growing`: he still works in that occupation on it."""

    months: int = 0
    is_growing: bool = False


def months_worked(periods: Iterable[Period], until: date) -> int:
    """Whole months worked by the end of `until`; days that lie in two periods are counted once.

    Calendar months of each connected time are counted first; the days left over add up to months of thirty.
    """
    months, days = 0, 0
    for first, last in _connected(periods, until):
        whole, rest = _months_and_days(first, last + ONE_DAY)
        months, days = months + whole, days + rest
    return months + days // DAYS_OF_A_MONTH


def _connected(periods: Iterable[Period], until: date) -> list[tuple[date, date]]:
    """The same days as spans that neither overlap nor touch, cut off after `until`."""
    ends = ((one.began_on, min(one.ended_on or until, until)) for one in periods)
    spans: list[tuple[date, date]] = []
    for first, last in sorted(span for span in ends if span[0] <= span[1]):
        if spans and first <= spans[-1][1] + ONE_DAY:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans


def _months_and_days(first: date, after: date) -> tuple[int, int]:
    """From `first` to the day before `after`: whole months, then the days that are left."""
    months = (after.year - first.year) * 12 + after.month - first.month - (after.day < first.day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    begun = date(year, month + 1, 1) + timedelta(
        days=first.day - 1
    )  # the 31st of a short month: early in the next
    return months, max((after - begun).days, 0)


def experience_by_occupation(profile: JobSeeker, on: date) -> dict[int, Experience]:
    """Occupation → months as of `on` (VAC-04). Reads `occupations` and `work_periods`; prefetch them for many."""
    periods: dict[int, list[Period]] = defaultdict(list)
    for one in profile.work_periods.all():
        periods[one.occupation_id].append(Period(one.began_on, one.ended_on))
    stated = {one.occupation_id: one.experience_months for one in profile.occupations.all()}
    return {
        occupation: Experience(
            max(stated.get(occupation, 0), months_worked(periods.get(occupation, []), on)),
            any(one.ended_on is None for one in periods.get(occupation, [])),
        )
        for occupation in {*periods, *stated}
    }

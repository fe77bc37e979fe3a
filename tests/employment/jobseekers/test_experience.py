"""Months of work: whole months, overlapping days once, cut off at the last application date (VAC-04)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.models import WorkPeriod
from imece.employment.jobseekers.public import Period, experience_by_occupation, months_worked
from tests.cast import Cast
from tests.employment.main_job import make_profile, welder

UNTIL = date(2026, 5, 10)
DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
PERIODS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: Period(*sorted(pair))), max_size=6)


@pytest.mark.parametrize(
    "periods, months",
    [
        pytest.param([(date(2025, 1, 1), date(2025, 12, 31))], 12, id="a year"),
        pytest.param([(date(2025, 1, 1), date(2025, 12, 29))], 11, id="29 days more than eleven"),
        pytest.param([(date(2026, 4, 11), None)], 1, id="until the day, that day included"),
        pytest.param([(date(2026, 4, 12), None)], 0, id="a day later: 29 days are no month"),
        pytest.param(
            [(date(2025, 1, 1), date(2025, 6, 30)), (date(2025, 4, 1), date(2025, 9, 30))],
            9,
            id="overlap once",
        ),
        pytest.param(
            [(date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 4, 1), date(2025, 6, 30))], 6, id="touching"
        ),
        pytest.param(
            [(date(2025, 1, 1), date(2025, 1, 15)), (date(2025, 3, 1), date(2025, 3, 15))], 1, id="two halves"
        ),
        pytest.param([(date(2026, 5, 11), None)], 0, id="begins after the day"),
        pytest.param([(date(2026, 1, 31), date(2026, 2, 28))], 1, id="from the 31st over a short month"),
        pytest.param([], 0, id="none"),
    ],
)
def test_months(periods: list[tuple[date, date | None]], months: int) -> None:
    assert months_worked([Period(*one) for one in periods], UNTIL) == months


@given(periods=PERIODS, more=PERIODS)
def test_more_work_is_never_less_and_the_same_twice_is_the_same(
    periods: list[Period], more: list[Period]
) -> None:
    months = months_worked(periods, UNTIL)
    assert months_worked([*periods, *periods], UNTIL) == months
    assert months_worked([*periods, *more], UNTIL) >= months - 1  # joined spans leave other days over
    first = min((one.began_on for one in periods), default=UNTIL)
    assert 0 <= months <= max((UNTIL - first).days // 28 + 1, 0)


@pytest.mark.django_db
def test_the_greater_of_stated_and_counted_months(cast: Cast) -> None:
    profile = make_profile(cast.seeker, months=6)
    with acting(system_actor("test")):
        WorkPeriod.objects.create(
            job_seeker=profile, occupation=welder(), employer_name="Deneme", began_on=date(2025, 1, 1)
        )
    found = experience_by_occupation(profile, date(2025, 12, 31))[welder().pk]
    assert (found.months, found.is_growing) == (12, True)
    assert experience_by_occupation(profile, date(2025, 3, 31))[welder().pk].months == 6

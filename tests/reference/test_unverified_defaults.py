"""GEN-03: what the catalogue marks `check` has a default, named here, and a switch that does something."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from imece.core.models import Parameter
from imece.core.parameters import Parameters
from imece.employment.dismissals.models import DismissalNotice
from imece.employment.dismissals.public import changeable_until
from imece.employment.vacancies.domain.public_rules import public_last_day
from imece.employment.vacancies.domain.rules import usual_last_day
from imece.employment.workforce.domain.quota import Headcount, reckon_quota
from imece.employment.workforce.domain.rules import due_on, may_be_entered
from imece.exchange.agreements.domain.rules import notice_limit
from imece.reference.public import add_working_days, holidays_for, public_holidays
from tests.rules import ask_rule

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 31)
APPLICANT = {
    "applies_on": "2026-05-04", "born_on": "1990-01-01", "is_registered_unemployed": True,
    "household_income": "45000.00", "lives_in_district": True,
}  # fmt: skip


def last_day_of_april_table() -> date:
    return due_on(date(2026, 4, 1), public_holidays(), Parameters(DAY))


def march_may_be_entered_in_march() -> bool:
    return may_be_entered(date(2026, 3, 1), DAY, Parameters(DAY))


def disabled_workers_counted() -> int:
    count = Headcount(is_public=False, full_time=60, disabled_part_time_hours=195)
    return reckon_quota(count, Parameters(DAY)).groups[0].employed


def last_day_of_a_public_post() -> date:
    day = date(2026, 2, 2)
    return public_last_day(day, Parameters(day), public_holidays())


def offered_last_day() -> date:
    return usual_last_day(DAY, Parameters(DAY))


def may_take_part() -> Any:
    return ask_rule("TYP-02", APPLICANT, DAY).outcome.value


def may_apply_on_the_day_the_bar_ends() -> Any:
    freed = APPLICANT | {"removed_by_own_fault_on": "2024-05-04"}
    return ask_rule("TYP-02", freed, DAY).outcome.value


def may_enter_a_second_programme() -> Any:
    stays = {
        "planned": {"first": "2026-05-04", "last": "2026-06-30"},
        "earlier": [{"first": "2025-08-01", "last": "2025-10-31"}],
    }
    return ask_rule("TYP-03", stays, DAY).outcome.value


def last_day_to_correct_a_notice() -> date:
    return changeable_until(DismissalNotice(notified_on=date(2026, 5, 4)))


def last_day_against_a_renewal() -> date:
    return notice_limit(date(2026, 7, 4), Parameters(DAY))


def fifth_working_day() -> date:
    return add_working_days(date(2026, 10, 26), 5, holidays=holidays_for())


@pytest.mark.parametrize(
    ("switch", "default", "other", "asked", "by_default", "otherwise"),
    [
        pytest.param("workforce_table_due_rolls", True, False, last_day_of_april_table,
                     date(2026, 6, 1), date(2026, 5, 31), id="AIC-02"),
        pytest.param("workforce_table_before_month_end", False, True, march_may_be_entered_in_march,
                     False, True, id="AIC-13"),
        pytest.param("quota_disabled_parttime_counts", True, False, disabled_workers_counted, 1, 0, id="QUO-15"),
        pytest.param("public_vacancy_first_day_counts", True, False, last_day_of_a_public_post,
                     date(2026, 2, 6), date(2026, 2, 9), id="VAC-23"),
        pytest.param("vacancy_usual_days", 30, 21, offered_last_day,
                     date(2026, 4, 30), date(2026, 4, 21), id="VAC-31"),
        pytest.param("typ_income_basis", "gross", "net", may_take_part, True, False, id="TYP-02"),
        pytest.param("typ_bar_end_day_is_free", True, False, may_apply_on_the_day_the_bar_ends,
                     True, False, id="TYP-04"),
        pytest.param("typ_free_months", 0, 9, may_enter_a_second_programme, True, False, id="TYP-03"),
        pytest.param("dismissal_change_end_day_counts", True, False, last_day_to_correct_a_notice,
                     date(2026, 6, 4), date(2026, 6, 3), id="COL-11"),
        pytest.param("exchange_notice_end_day_counts", True, False, last_day_against_a_renewal,
                     date(2026, 6, 4), date(2026, 6, 3), id="PRO-21"),
        pytest.param("half_day_counts", True, False, fifth_working_day,
                     date(2026, 11, 3), date(2026, 11, 4), id="CAL-01"),
    ],
)  # fmt: skip
def test_GEN_03_the_default_and_the_other_way(
    switch: str, default: Any, other: Any, asked: Callable[[], Any], by_default: Any, otherwise: Any
) -> None:
    assert Parameters(date(2026, 5, 4)).get(switch) == default
    assert asked() == by_default
    Parameter.objects.filter(name=switch).update(value=other)
    assert asked() == otherwise

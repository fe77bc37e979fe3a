"""Guards and effects of the vacancy's moves, by the names in `moves.py`."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.formats import format_date, format_decimal
from imece.core.parameters import Parameters
from imece.core.workflow import Workflow
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.public import change_round, count_by_state
from imece.employment.vacancies.domain.rules import last_day_bounds, lowest_wage
from imece.employment.vacancies.domain.search_rows import drop_open_row, write_open_row
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.moves import VACANCY_MOVES

LAST_DAY_WRONG = define(
    "VAC-101",
    _("The last application date {day} is not possible."),
    remedy=_("It lies between {earliest} and {latest} ({max_days} days at most)."),
    status=422,
    article="VAC-31",
)
WAGE_TOO_LOW = define(
    "VAC-102",
    _("The offered wage of {wage} TL is below the minimum wage for {hours} hours a week."),
    remedy=_("Offer at least {lowest} TL gross a month."),
    status=422,
    article="4857 md. 39 (VAC-30)",
)
WEEK_TOO_LONG = define(
    "VAC-106",
    _("A week of {hours} hours is longer than the law allows."),
    remedy=_("Write at most {most} hours a week."),
    status=422,
    article="4857 md. 63",
)
NOT_OVER_YET = define(
    "VAC-103",
    _("Applications are taken until the end of {day}."),
    remedy=_("It expires by itself the day after."),
)
SOMEBODY_SENT = define(
    "VAC-104",
    _("{count} candidates have been sent off or placed already."),
    remedy=_("Close the vacancy instead of cancelling it."),
    article="§2.5",
)
SENT_OR_LATER = (CandidateState.SENT, CandidateState.REPORTED, CandidateState.PLACED)


def is_publishable(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """The last day within VAC-31's bounds, the week not above, the wage not below the law's (VAC-30)."""
    today = timezone.localdate(now)
    parameters = Parameters(today)
    max_days = parameters.integer("vacancy_max_days")
    earliest, latest = last_day_bounds(today, max_days)
    if not earliest <= vacancy.last_application_on <= latest:
        raise LAST_DAY_WRONG(
            day=format_date(vacancy.last_application_on),
            earliest=format_date(earliest),
            latest=format_date(latest),
            max_days=max_days,
            field="last_application_on",
        )
    full_week_hours = parameters.integer("full_week_hours")
    if vacancy.weekly_hours > full_week_hours:
        raise WEEK_TOO_LONG(hours=vacancy.weekly_hours, most=full_week_hours, field="weekly_hours")
    lowest = lowest_wage(vacancy.weekly_hours, full_week_hours, parameters.decimal("min_wage_gross_month"))
    if vacancy.wage_min_amount < lowest:
        wages = {"wage": format_decimal(vacancy.wage_min_amount), "lowest": format_decimal(lowest)}
        raise WAGE_TOO_LOW(**wages, hours=vacancy.weekly_hours, field="wage_min_amount")


def date_has_passed(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    if timezone.localdate(now) <= vacancy.last_application_on:
        raise NOT_OVER_YET(day=format_date(vacancy.last_application_on))


def nobody_sent_off(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    counts = count_by_state(vacancy.round)
    if count := sum(counts.get(state, 0) for state in SENT_OR_LATER):
        raise SOMEBODY_SENT(count=count)


def begin_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """It can be found from this transaction on; the day of the first publication stays when it is extended."""
    if vacancy.published_at is None:
        vacancy.published_at = now
        vacancy.save(update_fields=["published_at"])
    write_open_row(vacancy)
    changes = {"is_open": True, "accepts_until": vacancy.last_application_on}
    change_round(selection_round=vacancy.round, actor=actor, **changes)


def stop_taking(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    drop_open_row(vacancy)
    change_round(selection_round=vacancy.round, actor=actor, is_open=False)


VACANCY = Workflow(
    VACANCY_MOVES,
    guards={guard.__name__: guard for guard in (is_publishable, date_has_passed, nobody_sent_off)},
    effects={
        "publish": begin_taking,
        "extend": begin_taking,
        "expire": stop_taking,
        "close": stop_taking,
        "cancel": stop_taking,
    },
)

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
from imece.employment.vacancies.domain.fairness import rules as fairness_rules
from imece.employment.vacancies.domain.fairness.check import check_fairness
from imece.employment.vacancies.domain.fairness.judgement import judge_vacancy
from imece.employment.vacancies.domain.fairness.problems import (
    HAS_CANDIDATES,
    MUST_BE_REVIEWED,
    NOTHING_TO_REVIEW,
    OWN_REQUEST,
)
from imece.employment.vacancies.domain.rules import last_day_bounds, lowest_wage
from imece.employment.vacancies.domain.search_rows import drop_open_row, write_open_row
from imece.employment.vacancies.enums import WageBasis
from imece.employment.vacancies.models import ReviewRequest, Vacancy
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
    _("The offered wage of {wage} TL ({basis}) is below the minimum wage for {hours} hours a week."),
    remedy=_("Offer at least {lowest} TL a month on that basis."),
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


REGISTERED = (fairness_rules,)  # importing them registers NDR-05, NDR-06 and their kin


def is_publishable(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """What the law asks of every vacancy that is to be seen: days, hours, wage, and nothing it forbids outright."""
    parameters = Parameters(timezone.localdate(now))
    _check_last_day(vacancy, parameters)
    _check_wage(vacancy, parameters)
    check_fairness(vacancy, now)


def _check_last_day(vacancy: Vacancy, parameters: Parameters) -> None:
    """VAC-31."""
    max_days = parameters.integer("vacancy_max_days")
    earliest, latest = last_day_bounds(parameters.day, max_days)
    if not earliest <= vacancy.last_application_on <= latest:
        raise LAST_DAY_WRONG(
            day=format_date(vacancy.last_application_on),
            earliest=format_date(earliest),
            latest=format_date(latest),
            max_days=max_days,
            field="last_application_on",
        )


def _check_wage(vacancy: Vacancy, parameters: Parameters) -> None:
    """VAC-30, on the basis on which the wage is told; 4857 md. 63 for the week."""
    full_week_hours = parameters.integer("full_week_hours")
    if vacancy.weekly_hours > full_week_hours:
        raise WEEK_TOO_LONG(hours=vacancy.weekly_hours, most=full_week_hours, field="weekly_hours")
    minimum = "min_wage_net_month" if vacancy.wage_basis == WageBasis.NET else "min_wage_gross_month"
    lowest = lowest_wage(vacancy.weekly_hours, full_week_hours, parameters.decimal(minimum))
    if vacancy.wage_min_amount < lowest:
        wages = {"wage": format_decimal(vacancy.wage_min_amount), "lowest": format_decimal(lowest)}
        basis = WageBasis(vacancy.wage_basis).label
        raise WAGE_TOO_LOW(**wages, basis=basis, hours=vacancy.weekly_hours, field="wage_min_amount")


def is_clear(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Lawful, and nothing in it that a reviewer must see first (NDR-05, NDR-06)."""
    is_publishable(vacancy, actor, now)
    judgement = judge_vacancy(vacancy, now)
    if judgement.needs_review:
        raise MUST_BE_REVIEWED(count=max(len(judgement.findings), 1))


def needs_review(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Lawful as far as it can be reckoned, and something in it waits for a reviewer."""
    is_publishable(vacancy, actor, now)
    if not judge_vacancy(vacancy, now).needs_review:
        raise NOTHING_TO_REVIEW(number=vacancy.number)


def is_not_own_request(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """Nobody decides on what he sent himself, also when he acts for two organisations."""
    own = {"ended_at__isnull": True, "asked_by_id": actor.person_id}
    if actor.person_id and ReviewRequest.objects.filter(vacancy=vacancy, **own).exists():
        raise OWN_REQUEST(number=vacancy.number)


def may_be_approved(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """The day, the wage and the rest must still hold on the day of the decision."""
    is_not_own_request(vacancy, actor, now)
    is_publishable(vacancy, actor, now)


def has_no_candidates(vacancy: Vacancy, actor: Actor, now: datetime) -> None:
    """P3.1: one that was open and came back from review may have candidates already."""
    if count := sum(count_by_state(vacancy.round).values()):
        raise HAS_CANDIDATES(number=vacancy.number, count=count)


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


GUARDS = (
    date_has_passed,
    has_no_candidates,
    is_clear,
    is_not_own_request,
    may_be_approved,
    needs_review,
    nobody_sent_off,
)
VACANCY = Workflow(
    VACANCY_MOVES,
    guards={guard.__name__: guard for guard in GUARDS},
    effects={
        "publish": begin_taking,
        "approve": begin_taking,
        "refer": stop_taking,
        "extend": begin_taking,
        "expire": stop_taking,
        "close": stop_taking,
        "cancel": stop_taking,
    },
)

"""The law of agreements as pure functions: terms, notices, clocks (PRO-20 to PRO-24, KPS-01, KPS-03)."""

from datetime import date, timedelta
from typing import Annotated

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule
from imece.exchange.agreements.enums import NoticeWay, SignatoryRank
from imece.reference.public import (
    Holidays,
    add_months_clamped,
    period_of_days,
    public_holidays,
    with_special_days,
)
from imece.reference.public import served_on as e_served_on

A_DAY = timedelta(days=1)
SpecialDays = Annotated[list[date], msgspec.Meta(max_length=366)]


def term_end(signed_on: date, ordinal: int, *, months: int = 12) -> date:
    """PRO-21: the last day of the term with this number (1 is the first), reckoned from the signature each time,

    so that a clamped end of February does not wander (CAL-03).
    """
    return add_months_clamped(signed_on, months * ordinal)


def last_day_against_renewal(ends_on: date, *, months: int = 1, end_day_counts: bool = True) -> date:
    """PRO-21: on this day at the latest the written notice must have been received (T-PRO-05)."""
    end = add_months_clamped(ends_on, -months)
    return end if end_day_counts else end - A_DAY


def notice_limit(ends_on: date, parameters: Parameters) -> date:
    """`last_day_against_renewal` by the numbers in force."""
    months = parameters.integer("exchange_non_renewal_notice_months")
    end_day_counts = parameters.flag("exchange_notice_end_day_counts")
    return last_day_against_renewal(ends_on, months=months, end_day_counts=end_day_counts)


def remedy_ends_on(served_on: date, *, days: int, holidays: Holidays) -> date:
    """PRO-23: the last day to meet the duty; from the day after, the sender may terminate."""
    return period_of_days(served_on, days, holidays=holidays)


def served_by(way: str, arrived_on: date, parameters: Parameters) -> date:
    """ID-21: what arrives by KEP counts as served at the end of the fifth day after; paper when it is handed over."""
    if way != NoticeWay.KEP:
        return arrived_on
    return e_served_on(arrived_on, days=parameters.integer("etebligat_served_days"))


def may_sign(rank: str) -> bool:
    """KPS-03: head of department or above."""
    return rank in SignatoryRank.values and rank != SignatoryRank.BELOW


class TermAsked(msgspec.Struct, forbid_unknown_fields=True):
    signed_on: date
    day: date
    notices_received_on: Annotated[list[date], msgspec.Meta(max_length=50)] = []


class FormalNotice(msgspec.Struct, forbid_unknown_fields=True):
    served_on: date
    special_days: SpecialDays = []


class Signing(msgspec.Struct, forbid_unknown_fields=True):
    rank: str


@rule(
    "PRO-21",
    title=_("Until when does the agreement run?"),
    article="Protokol md. 8.1",
    input_type=TermAsked,
    example={"signed_on": "2026-04-15", "day": "2026-11-22", "notices_received_on": ["2027-03-15"]},
)
def running_term(asked: TermAsked, parameters: Parameters) -> Outcome:
    """The last day that is certain on `day`: a term is added when the time for notice has passed without one."""
    term = parameters.integer("exchange_agreement_term_months")
    end, ordinal, steps = term_end(asked.signed_on, 1, months=term), 1, []
    while (limit := notice_limit(end, parameters)) < asked.day:
        begins = term_end(asked.signed_on, ordinal - 1, months=term) if ordinal > 1 else asked.signed_on
        if any(begins <= one <= limit for one in asked.notices_received_on):
            steps.append(Step(_("Notice in time; the last term ends on"), end))
            return Outcome(end, tuple(steps))
        ordinal += 1
        end = term_end(asked.signed_on, ordinal, months=term)
        steps.append(Step(_("Renewed by itself until"), end))
        if ordinal > 200:  # a day centuries ahead: the answer would be as long
            break
    in_time = [one for one in asked.notices_received_on if one <= limit and one <= asked.day]
    steps.append(Step(_("Last day for a notice against renewal"), limit))
    steps.append(Step(_("Notices received by then"), len(in_time)))
    return Outcome(end, tuple(steps))


@rule(
    "PRO-23",
    title=_("When has a formal notice run out?"),
    article="Protokol md. 8.3",
    input_type=FormalNotice,
    example={"served_on": "2026-01-10"},
)
def formal_notice(asked: FormalNotice, parameters: Parameters) -> Outcome:
    holidays = with_special_days(public_holidays(), full=asked.special_days)
    days = parameters.integer("exchange_default_notice_days")
    ends = remedy_ends_on(asked.served_on, days=days, holidays=holidays)
    steps = (Step(_("Served on"), asked.served_on), Step(_("Last day to meet the duty"), ends))
    return Outcome(ends, (*steps, Step(_("Termination is possible from"), ends + A_DAY)))


@rule(
    "KPS-03",
    title=_("May this person sign the agreement?"),
    article="KPS başvuru esasları",
    input_type=Signing,
    example={"rank": "head_of_department"},
)
def signing(asked: Signing, parameters: Parameters) -> Outcome:
    return Outcome(may_sign(asked.rank), (Step(_("Lowest rank"), SignatoryRank.HEAD_OF_DEPARTMENT.label),))

"""VAC-21: what a vacancy of a special category asks of its registrants; said to nobody else."""

from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding
from imece.employment.vacancies.domain.fit.comparing import is_valid_on


def personal_status(demands: Demands, facts: Facts) -> Finding | None:
    """VAC-21: a category vacancy takes its registrants alone."""
    if demands.personal_status == PersonalStatus.NORMAL:
        return None
    is_met = facts.personal_status == demands.personal_status
    return Finding(Condition.PERSONAL_STATUS, demands.personal_status, None, is_met)


def disability_group(demands: Demands, facts: Facts) -> Finding | None:
    if not demands.disability_groups or not _is_for_the_disabled(demands, facts):
        return None
    is_met = not set(demands.disability_groups).isdisjoint(facts.disability_groups)
    return Finding(Condition.DISABILITY_GROUP, demands.disability_groups, None, is_met)


def disability_rate(demands: Demands, facts: Facts) -> Finding | None:
    """VAC-21: never below the law's floor, whatever the vacancy says; a rate that is not known does not fit."""
    if not _is_for_the_disabled(demands, facts):
        return None
    lowest = max(demands.disability_floor, demands.min_disability_rate or 0)
    highest = demands.max_disability_rate if demands.max_disability_rate is not None else 100
    is_met = facts.disability_rate is not None and lowest <= facts.disability_rate <= highest
    return Finding(Condition.DISABILITY_RATE, (lowest, highest), None, is_met)


def disability_report(demands: Demands, facts: Facts) -> Finding | None:
    """VAC-21: a health-board report, made by then and still valid on the last application date."""
    if not _is_for_the_disabled(demands, facts):
        return None
    is_made = facts.report_on is not None
    is_met = is_made and is_valid_on(facts.report_on, facts.report_until, demands.on)
    return Finding(Condition.DISABILITY_REPORT, True, None, is_met)


def _is_for_the_disabled(demands: Demands, facts: Facts) -> bool:
    """Group and rate are told only to those whose status fits: to the others the status is reason enough."""
    return demands.personal_status == facts.personal_status == PersonalStatus.DISABLED

"""What somebody looks for and the vacancy does not offer: told to him, no hindrance."""

from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding


def work_kind(demands: Demands, facts: Facts) -> Finding | None:
    if demands.work_kind is None or not facts.sought_work_kinds:
        return None
    is_met = demands.work_kind in facts.sought_work_kinds
    return Finding(Condition.WORK_KIND, demands.work_kind, facts.sought_work_kinds, is_met)


def wage(demands: Demands, facts: Facts) -> Finding | None:
    """Only net with net: gross and net are not compared."""
    offered, sought = demands.net_wage_amount, facts.lowest_wage_amount
    if offered is None or sought is None:
        return None
    return Finding(Condition.WAGE, offered, sought, offered >= sought)


def travel(demands: Demands, facts: Facts) -> Finding | None:
    known = facts.accepts_travel
    return Finding(Condition.TRAVEL, True, known, known) if demands.has_travel else None


def nights(demands: Demands, facts: Facts) -> Finding | None:
    known = facts.accepts_nights
    return Finding(Condition.NIGHTS, True, known, known) if demands.has_night_work else None

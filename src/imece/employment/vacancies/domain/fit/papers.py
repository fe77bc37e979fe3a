"""Licences, professional drivers' papers, military service."""

from imece.employment.jobseekers.enums import MilitaryStatus, Sex
from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding
from imece.employment.vacancies.enums import MilitaryDemand
from imece.reference.enums import LicenceClass


def licence(demands: Demands, facts: Facts) -> Finding | None:
    """Every class asked for is held, or covered by a higher one (Karayolları Trafik Yön.)."""
    if not demands.licence_classes:
        return None
    covered = {lower for held in facts.licence_classes for lower in LicenceClass(held).covers}
    lacking = tuple(one for one in demands.licence_classes if one not in covered)
    return Finding(Condition.LICENCE, lacking or demands.licence_classes, facts.licence_classes, not lacking)


def src(demands: Demands, facts: Facts) -> Finding | None:
    return Finding(Condition.SRC, True, facts.has_src, facts.has_src) if demands.needs_src else None


def psychotechnic(demands: Demands, facts: Facts) -> Finding | None:
    known = facts.has_psychotechnic
    return Finding(Condition.PSYCHOTECHNIC, True, known, known) if demands.needs_psychotechnic else None


def military(demands: Demands, facts: Facts) -> Finding | None:
    """Only a male citizen has military service; a deferment counts if it reaches the last application date."""
    if demands.military is None or facts.sex != Sex.MALE or not facts.is_citizen:
        return None
    enough = {MilitaryStatus.DONE}
    if demands.military != MilitaryDemand.DONE:
        enough.add(MilitaryStatus.EXEMPT)
    until = facts.military_deferred_until
    is_deferred = facts.military == MilitaryStatus.DEFERRED and until is not None and until >= demands.on
    is_met = facts.military in enough or (demands.military == MilitaryDemand.NOT_DUE and is_deferred)
    return Finding(Condition.MILITARY, demands.military, (facts.military, until), is_met)

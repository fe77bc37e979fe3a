"""VAC-04: does a job seeker fit a vacancy, as of its last application date (§2.2)? Pure; one function a condition.

A function answers None for what is not asked, else a `Finding`. Of the law's grounds that may not count, none is here
unless the vacancy went through the gate for it (NDR-05).
"""

from collections.abc import Callable
from functools import partial

from imece.employment.vacancies.domain.conditions import Demands, Facts, Finding
from imece.employment.vacancies.domain.fit import (
    category,
    languages,
    learning,
    papers,
    person,
    skills,
    wishes,
)

Check = Callable[[Demands, Facts], Finding | None]


def judge(demands: Demands, facts: Facts) -> list[Finding]:
    """Everything that is asked, met or not, in the order of `Condition`; the person's wishes last."""
    return [finding for check in CHECKS for finding in check(demands, facts)]


def unmet_conditions(demands: Demands, facts: Facts) -> list[Finding]:
    """Every hard condition that fails; empty means he fits and may apply."""
    return [finding for finding in judge(demands, facts) if finding.is_hard and not finding.is_met]


def unmet_wishes(demands: Demands, facts: Facts) -> list[Finding]:
    """What the person looks for and the vacancy does not offer: told to him, no hindrance."""
    return [finding for finding in judge(demands, facts) if not finding.is_hard and not finding.is_met]


def _listed(check: Check, demands: Demands, facts: Facts) -> list[Finding]:
    finding = check(demands, facts)
    return [] if finding is None else [finding]


ONE_EACH: tuple[Check, ...] = (
    person.lawful_age, person.citizenship, person.underground, person.min_age, person.max_age, person.sex,
    category.personal_status, category.disability_group, category.disability_rate, category.disability_report,
    person.area,
    learning.education, learning.max_education, learning.school, learning.department, learning.graduation,
    skills.experience, skills.mastery, skills.vocational_document,
)  # fmt: skip
PAPERS: tuple[Check, ...] = (
    languages.exam,
    papers.licence,
    papers.src,
    papers.psychotechnic,
    papers.military,
)
OWN_WISHES: tuple[Check, ...] = (wishes.work_kind, wishes.wage, wishes.travel, wishes.nights)
CHECKS: tuple[Callable[[Demands, Facts], list[Finding]], ...] = (
    *(partial(_listed, check) for check in ONE_EACH),
    skills.certificates,
    skills.computer,
    languages.languages,
    *(partial(_listed, check) for check in (*PAPERS, *OWN_WISHES)),
)

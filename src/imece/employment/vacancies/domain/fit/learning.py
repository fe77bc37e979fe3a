"""What somebody has learned: level, school, department, day of graduation."""

from collections.abc import Callable
from datetime import date

from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding, School
from imece.employment.vacancies.domain.fit.comparing import first_after, is_named
from imece.reference.enums import EducationLevel


def education_on(facts: Facts, day: date) -> EducationLevel:
    """The highest level on that day: what is stated, and any school with a date that is finished by then."""
    dated = (one.level for one in facts.schools if one.graduated_on and one.graduated_on <= day)
    return max([EducationLevel(facts.education), *dated], key=lambda level: level.rank)


def education(demands: Demands, facts: Facts) -> Finding | None:
    asked = EducationLevel(demands.min_education)
    if asked == EducationLevel.ILLITERATE:
        return None
    known = education_on(facts, demands.on)
    days = [one.graduated_on for one in facts.schools if one.graduated_on and one.level.rank >= asked.rank]
    is_met = known.rank >= asked.rank
    return Finding(Condition.EDUCATION, asked, known, is_met, None if is_met else first_after(demands, days))


def max_education(demands: Demands, facts: Facts) -> Finding | None:
    if demands.max_education is None:
        return None
    known = education_on(facts, demands.on)
    is_met = known.rank <= demands.max_education.rank
    return Finding(Condition.MAX_EDUCATION, demands.max_education, known, is_met)


def school(demands: Demands, facts: Facts) -> Finding | None:
    return _about_school(Condition.SCHOOL, demands.school, demands, facts, lambda one: one.school)


def department(demands: Demands, facts: Facts) -> Finding | None:
    return _about_school(Condition.DEPARTMENT, demands.department, demands, facts, lambda one: one.department)


def _about_school(
    condition: Condition, asked: str, demands: Demands, facts: Facts, name_of: Callable[[School], str]
) -> Finding | None:
    """One of several names, divided by commas, is enough; only schools finished by the day count."""
    if not asked:
        return None
    wanted = [part for part in asked.replace(";", ",").split(",") if part.strip()]
    named = [one for one in facts.schools if any(is_named(part, name_of(one)) for part in wanted)]
    is_met = any(_is_finished(one, demands.on) for one in named)
    known = ", ".join(filter(None, (name_of(one) for one in facts.schools)))
    later = first_after(demands, [one.graduated_on for one in named])
    return Finding(condition, asked, known, is_met, None if is_met else later)


def graduation(demands: Demands, facts: Facts) -> Finding | None:
    """A graduation within the days asked, at a level that is asked, not later than the last application date."""
    first, last = demands.graduated_from or date.min, demands.graduated_until or date.max
    if (first, last) == (date.min, date.max):
        return None
    lowest = EducationLevel(demands.min_education).rank
    days = [one.graduated_on for one in facts.schools if one.graduated_on and one.level.rank >= lowest]
    fitting = [day for day in days if first <= day <= last]
    is_met = any(day <= demands.on for day in fitting)
    asked = (demands.graduated_from, demands.graduated_until)
    later = None if is_met else first_after(demands, fitting)
    return Finding(Condition.GRADUATION, asked, max(days, default=None), is_met, later)


def _is_finished(one: School, day: date) -> bool:
    return one.graduated_on is None or one.graduated_on <= day

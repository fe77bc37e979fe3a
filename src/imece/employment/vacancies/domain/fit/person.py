"""Who somebody is and where he lives: age, citizenship, sex, residence (VAC-24, VAC-29)."""

from datetime import date

from imece.employment.jobseekers.enums import Sex
from imece.employment.jobseekers.public import age_on, birthday_of_age
from imece.employment.vacancies.domain.conditions import Condition, Demands, Facts, Finding
from imece.employment.vacancies.domain.fit.learning import education_on
from imece.employment.vacancies.enums import ApplicationArea
from imece.reference.enums import EducationLevel


def lawful_age(demands: Demands, facts: Facts) -> Finding | None:
    """VAC-29 for everybody; grown up for the public sector (VAC-24) and work underground (4857 md. 72)."""
    if demands.is_public or demands.is_underground:
        lowest = demands.adult_age
    elif demands.light_work_age is not None and has_finished_compulsory_school(facts, demands.on):
        lowest = demands.light_work_age
    else:
        lowest = demands.working_age
    return _lowest_age(Condition.LAWFUL_AGE, lowest, demands, facts)


def has_finished_compulsory_school(facts: Facts, day: date) -> bool:
    """4857 md. 71: light work from 14 on is only for who has finished the eight years."""
    return education_on(facts, day).rank >= EducationLevel.LOWER_SECONDARY.rank


def citizenship(demands: Demands, facts: Facts) -> Finding | None:
    """VAC-24: the public sector takes citizens; as workers, former ones with a blue card too (ID-08; 5901 md. 28)."""
    counts = facts.is_citizen or facts.has_blue_card
    return Finding(Condition.CITIZENSHIP, True, counts, counts) if demands.is_public else None


def underground(demands: Demands, facts: Facts) -> Finding | None:
    """4857 md. 72: no woman of any age works underground or under water."""
    if not demands.is_underground:
        return None
    return Finding(Condition.UNDERGROUND, Sex.MALE, facts.sex, facts.sex != Sex.FEMALE)


def min_age(demands: Demands, facts: Facts) -> Finding | None:
    if demands.min_age is None:
        return None
    return _lowest_age(Condition.MIN_AGE, demands.min_age, demands, facts)


def max_age(demands: Demands, facts: Facts) -> Finding | None:
    if demands.max_age is None:
        return None
    age = age_on(facts.birth, demands.on)
    return Finding(Condition.MAX_AGE, demands.max_age, age, age <= demands.max_age)


def sex(demands: Demands, facts: Facts) -> Finding | None:
    return (
        None
        if demands.sex is None
        else Finding(Condition.SEX, demands.sex, facts.sex, facts.sex == demands.sex)
    )


def _lowest_age(condition: Condition, asked: int, demands: Demands, facts: Facts) -> Finding:
    age = age_on(facts.birth, demands.on)
    is_met = age >= asked
    return Finding(condition, asked, age, is_met, None if is_met else birthday_of_age(facts.birth, asked))


def area(demands: Demands, facts: Facts) -> Finding | None:
    """Başvuru coğrafyası: by the place of residence."""
    if demands.area == ApplicationArea.COUNTRY:
        return None
    is_met = facts.province == demands.province
    if demands.area == ApplicationArea.DISTRICT:
        is_met = is_met and bool(facts.district) and facts.district == demands.district
    return Finding(Condition.AREA, demands.area, facts.district or facts.province, is_met)

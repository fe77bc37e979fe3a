"""VAC-04: does a job seeker fit a vacancy, as of its last application date (§2.2)? Pure; one function a condition.

A function answers None for what is not asked, else a `Finding`. Of the law's grounds that may not count, none is here
unless the vacancy went through the gate for it (NDR-05).
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from imece.core import turkish
from imece.employment.jobseekers.enums import CertificateKind, MilitaryStatus, PersonalStatus, Sex
from imece.employment.jobseekers.public import age_on, birthday_of_age
from imece.employment.vacancies.domain.conditions import (
    Condition,
    Demands,
    Document,
    ExamTaken,
    Facts,
    Finding,
    LanguageAsked,
    LanguageKnown,
    School,
)
from imece.employment.vacancies.enums import ApplicationArea, MasteryDocument, MilitaryDemand
from imece.reference.enums import EducationLevel, LicenceClass
from imece.reference.public import add_months_clamped

Found = Finding | None
SKILLS = ("reading", "writing", "speaking")


def judge(demands: Demands, facts: Facts) -> list[Finding]:
    """Everything that is asked, met or not, in the order of `Condition`; the person's wishes last."""
    return [finding for check in CHECKS for finding in check(demands, facts)]


def unmet_conditions(demands: Demands, facts: Facts) -> list[Finding]:
    """Every hard condition that fails; empty means he fits and may apply."""
    return [finding for finding in judge(demands, facts) if finding.is_hard and not finding.is_met]


def unmet_wishes(demands: Demands, facts: Facts) -> list[Finding]:
    """What the person looks for and the vacancy does not offer: told to him, no hindrance."""
    return [finding for finding in judge(demands, facts) if not finding.is_hard and not finding.is_met]


# ------------------------------------------------------------------------------------- who the person is
def lawful_age(demands: Demands, facts: Facts) -> Found:
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


def citizenship(demands: Demands, facts: Facts) -> Found:
    """VAC-24: the public sector takes citizens; as workers, former ones with a blue card too (ID-08; 5901 md. 28)."""
    counts = facts.is_citizen or facts.has_blue_card
    return Finding(Condition.CITIZENSHIP, True, counts, counts) if demands.is_public else None


def underground(demands: Demands, facts: Facts) -> Found:
    """4857 md. 72: no woman of any age works underground or under water."""
    if not demands.is_underground:
        return None
    return Finding(Condition.UNDERGROUND, Sex.MALE, facts.sex, facts.sex != Sex.FEMALE)


def min_age(demands: Demands, facts: Facts) -> Found:
    if demands.min_age is None:
        return None
    return _lowest_age(Condition.MIN_AGE, demands.min_age, demands, facts)


def max_age(demands: Demands, facts: Facts) -> Found:
    if demands.max_age is None:
        return None
    age = age_on(facts.birth, demands.on)
    return Finding(Condition.MAX_AGE, demands.max_age, age, age <= demands.max_age)


def sex(demands: Demands, facts: Facts) -> Found:
    return (
        None
        if demands.sex is None
        else Finding(Condition.SEX, demands.sex, facts.sex, facts.sex == demands.sex)
    )


def _lowest_age(condition: Condition, asked: int, demands: Demands, facts: Facts) -> Finding:
    age = age_on(facts.birth, demands.on)
    is_met = age >= asked
    return Finding(condition, asked, age, is_met, None if is_met else birthday_of_age(facts.birth, asked))


# ------------------------------------------------------------------------------------- the special category
def personal_status(demands: Demands, facts: Facts) -> Found:
    """VAC-21: a category vacancy takes its registrants alone."""
    if demands.personal_status == PersonalStatus.NORMAL:
        return None
    is_met = facts.personal_status == demands.personal_status
    return Finding(Condition.PERSONAL_STATUS, demands.personal_status, None, is_met)


def disability_group(demands: Demands, facts: Facts) -> Found:
    if not demands.disability_groups or not _is_for_the_disabled(demands, facts):
        return None
    is_met = not set(demands.disability_groups).isdisjoint(facts.disability_groups)
    return Finding(Condition.DISABILITY_GROUP, demands.disability_groups, None, is_met)


def disability_rate(demands: Demands, facts: Facts) -> Found:
    """VAC-21: never below the law's floor, whatever the vacancy says; a rate that is not known does not fit."""
    if not _is_for_the_disabled(demands, facts):
        return None
    lowest = max(demands.disability_floor, demands.min_disability_rate or 0)
    highest = demands.max_disability_rate if demands.max_disability_rate is not None else 100
    is_met = facts.disability_rate is not None and lowest <= facts.disability_rate <= highest
    return Finding(Condition.DISABILITY_RATE, (lowest, highest), None, is_met)


def disability_report(demands: Demands, facts: Facts) -> Found:
    """VAC-21: a health-board report, made by then and still valid on the last application date."""
    if not _is_for_the_disabled(demands, facts):
        return None
    is_made = facts.report_on is not None
    is_met = is_made and is_valid_on(facts.report_on, facts.report_until, demands.on)
    return Finding(Condition.DISABILITY_REPORT, True, None, is_met)


def _is_for_the_disabled(demands: Demands, facts: Facts) -> bool:
    """Group and rate are told only to those whose status fits: to the others the status is reason enough."""
    return demands.personal_status == facts.personal_status == PersonalStatus.DISABLED


# ------------------------------------------------------------------------------------- where he lives
def area(demands: Demands, facts: Facts) -> Found:
    """Başvuru coğrafyası: by the place of residence."""
    if demands.area == ApplicationArea.COUNTRY:
        return None
    is_met = facts.province == demands.province
    if demands.area == ApplicationArea.DISTRICT:
        is_met = is_met and bool(facts.district) and facts.district == demands.district
    return Finding(Condition.AREA, demands.area, facts.district or facts.province, is_met)


# ------------------------------------------------------------------------------------- what he has learned
def education_on(facts: Facts, day: date) -> EducationLevel:
    """The highest level on that day: what is stated, and any school with a date that is finished by then."""
    dated = (one.level for one in facts.schools if one.graduated_on and one.graduated_on <= day)
    return max([EducationLevel(facts.education), *dated], key=lambda level: level.rank)


def education(demands: Demands, facts: Facts) -> Found:
    asked = EducationLevel(demands.min_education)
    if asked == EducationLevel.ILLITERATE:
        return None
    known = education_on(facts, demands.on)
    days = [one.graduated_on for one in facts.schools if one.graduated_on and one.level.rank >= asked.rank]
    is_met = known.rank >= asked.rank
    return Finding(Condition.EDUCATION, asked, known, is_met, None if is_met else _first_after(demands, days))


def max_education(demands: Demands, facts: Facts) -> Found:
    if demands.max_education is None:
        return None
    known = education_on(facts, demands.on)
    is_met = known.rank <= demands.max_education.rank
    return Finding(Condition.MAX_EDUCATION, demands.max_education, known, is_met)


def school(demands: Demands, facts: Facts) -> Found:
    return _about_school(Condition.SCHOOL, demands.school, demands, facts, lambda one: one.school)


def department(demands: Demands, facts: Facts) -> Found:
    return _about_school(Condition.DEPARTMENT, demands.department, demands, facts, lambda one: one.department)


def _about_school(
    condition: Condition, asked: str, demands: Demands, facts: Facts, name_of: Callable[[School], str]
) -> Found:
    """One of several names, divided by commas, is enough; only schools finished by the day count."""
    if not asked:
        return None
    wanted = [part for part in asked.replace(";", ",").split(",") if part.strip()]
    named = [one for one in facts.schools if any(is_named(part, name_of(one)) for part in wanted)]
    is_met = any(_is_finished(one, demands.on) for one in named)
    known = ", ".join(filter(None, (name_of(one) for one in facts.schools)))
    later = _first_after(demands, [one.graduated_on for one in named])
    return Finding(condition, asked, known, is_met, None if is_met else later)


def graduation(demands: Demands, facts: Facts) -> Found:
    """A graduation within the days asked, at a level that is asked, not later than the last application date."""
    first, last = demands.graduated_from or date.min, demands.graduated_until or date.max
    if (first, last) == (date.min, date.max):
        return None
    lowest = EducationLevel(demands.min_education).rank
    days = [one.graduated_on for one in facts.schools if one.graduated_on and one.level.rank >= lowest]
    fitting = [day for day in days if first <= day <= last]
    is_met = any(day <= demands.on for day in fitting)
    asked = (demands.graduated_from, demands.graduated_until)
    later = None if is_met else _first_after(demands, fitting)
    return Finding(Condition.GRADUATION, asked, max(days, default=None), is_met, later)


def _is_finished(one: School, day: date) -> bool:
    return one.graduated_on is None or one.graduated_on <= day


# ------------------------------------------------------------------------------------- what he can do
def experience(demands: Demands, facts: Facts) -> Found:
    """Months in any accepted occupation, as of the day; who still works in it gains one a month."""
    asked, known = demands.min_experience_months, facts.experience_months
    if not asked:
        return None
    is_met = known >= asked
    grows = facts.is_gaining_experience and not is_met
    later = add_months_clamped(demands.on, asked - known) if grows else None
    return Finding(Condition.EXPERIENCE, asked, known, is_met, later)


def mastery(demands: Demands, facts: Facts) -> Found:
    """A master's certificate stands for a journeyman's too (3308 sayılı Kanun)."""
    if demands.mastery_document is None:
        return None
    enough = {CertificateKind.MASTER}
    if demands.mastery_document == MasteryDocument.JOURNEYMAN:
        enough.add(CertificateKind.JOURNEYMAN)
    held = [one for one in facts.documents if one.kind in enough]
    return _document_finding(Condition.MASTERY, demands.mastery_document, held, demands)


def vocational_document(demands: Demands, facts: Facts) -> Found:
    asked = demands.vocational_document
    if not asked:
        return None
    held = [one for one in facts.documents if is_named(asked, one.name)]
    return _document_finding(Condition.VOCATIONAL_DOCUMENT, asked, held, demands)


def certificates(demands: Demands, facts: Facts) -> list[Finding]:
    """Each that is asked, valid on the day."""
    return [
        _document_finding(
            Condition.CERTIFICATE,
            asked,
            [one for one in facts.documents if is_named(asked, one.name)],
            demands,
        )
        for asked in demands.certificates
    ]


def _document_finding(condition: Condition, asked: Any, held: list[Document], demands: Demands) -> Finding:
    """`known` is the last valid day of what is held: it may have run out (P3.4)."""
    if any(is_valid_on(one.issued_on, one.valid_until, demands.on) for one in held):
        return Finding(condition, asked, None, True)
    starts = [
        one.issued_on for one in held if one.issued_on and is_valid_on(None, one.valid_until, one.issued_on)
    ]
    ran_out = max((one.valid_until for one in held if one.valid_until), default=None)
    return Finding(condition, asked, ran_out, False, _first_after(demands, starts))


def computer(demands: Demands, facts: Facts) -> list[Finding]:
    return [
        Finding(Condition.COMPUTER, asked, None, any(is_named(asked, one) for one in facts.computer_skills))
        for asked in demands.computer_skills
    ]


# ------------------------------------------------------------------------------------- languages and exams
def languages(demands: Demands, facts: Facts) -> list[Finding]:
    """Each language: first its levels by skill, then the document with its points."""
    known = {one.language: one for one in facts.languages}
    return [
        finding
        for asked in demands.languages
        for finding in _language_findings(asked, known.get(asked.language))
    ]


def _language_findings(asked: LanguageAsked, known: LanguageKnown | None) -> Iterable[Finding]:
    is_met = known is not None and all(
        _reaches(getattr(known, skill), getattr(asked, skill)) for skill in SKILLS
    )
    yield Finding(Condition.LANGUAGE, asked, known, is_met)
    if asked.document or asked.min_score is not None:
        has_document = known is not None and (not asked.document or is_named(asked.document, known.document))
        score = known.score if known is not None else None
        has_score = asked.min_score is None or (score is not None and score >= asked.min_score)
        yield Finding(Condition.LANGUAGE_DOCUMENT, asked, known, has_document and has_score)


def _reaches(known: Any, asked: Any) -> bool:
    return asked is None or (known is not None and known.rank >= asked.rank)


def exam(demands: Demands, facts: Facts) -> Found:
    """Points of that exam and kind that count on the day; the best of them is told."""
    if demands.exam_kind is None:
        return None
    taken = [one for one in facts.exams if _is_that_exam(one, demands)]
    valid = [one.score for one in taken if is_valid_on(one.taken_on, one.valid_until, demands.on)]
    best = max(valid, default=None)
    lowest = demands.min_exam_score
    is_met = best is not None and (lowest is None or best >= lowest)
    enough = [one.taken_on for one in taken if lowest is None or one.score >= lowest]
    asked = (demands.exam_kind, demands.exam_name, lowest)
    return Finding(Condition.EXAM, asked, best, is_met, None if is_met else _first_after(demands, enough))


def _is_that_exam(one: ExamTaken, demands: Demands) -> bool:
    is_named_so = not demands.exam_name or is_named(demands.exam_name, one.name)
    return one.kind == demands.exam_kind and is_named_so


# ------------------------------------------------------------------------------------- papers
def licence(demands: Demands, facts: Facts) -> Found:
    """Every class asked for is held, or covered by a higher one (Karayolları Trafik Yön.)."""
    if not demands.licence_classes:
        return None
    covered = {lower for held in facts.licence_classes for lower in LicenceClass(held).covers}
    lacking = tuple(one for one in demands.licence_classes if one not in covered)
    return Finding(Condition.LICENCE, lacking or demands.licence_classes, facts.licence_classes, not lacking)


def src(demands: Demands, facts: Facts) -> Found:
    return Finding(Condition.SRC, True, facts.has_src, facts.has_src) if demands.needs_src else None


def psychotechnic(demands: Demands, facts: Facts) -> Found:
    known = facts.has_psychotechnic
    return Finding(Condition.PSYCHOTECHNIC, True, known, known) if demands.needs_psychotechnic else None


def military(demands: Demands, facts: Facts) -> Found:
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


# ------------------------------------------------------------------------------------- his own wishes
def work_kind(demands: Demands, facts: Facts) -> Found:
    if demands.work_kind is None or not facts.sought_work_kinds:
        return None
    is_met = demands.work_kind in facts.sought_work_kinds
    return Finding(Condition.WORK_KIND, demands.work_kind, facts.sought_work_kinds, is_met)


def wage(demands: Demands, facts: Facts) -> Found:
    """Only net with net: gross and net are not compared."""
    offered, sought = demands.net_wage_amount, facts.lowest_wage_amount
    if offered is None or sought is None:
        return None
    return Finding(Condition.WAGE, offered, sought, offered >= sought)


def travel(demands: Demands, facts: Facts) -> Found:
    known = facts.accepts_travel
    return Finding(Condition.TRAVEL, True, known, known) if demands.has_travel else None


def nights(demands: Demands, facts: Facts) -> Found:
    known = facts.accepts_nights
    return Finding(Condition.NIGHTS, True, known, known) if demands.has_night_work else None


# ------------------------------------------------------------------------------------- what all of them use
def is_named(asked: str, known: str) -> bool:
    """Every word that is asked for occurs in what is known, folded (TR-03): «Makine» in «makine mühendisliği»."""
    words = turkish.tokens(asked)
    return set(words) <= set(turkish.tokens(known)) if words else turkish.fold(asked) == turkish.fold(known)


def is_valid_on(first: date | None, last: date | None, day: date) -> bool:
    """Both days included; None is without limit."""
    return (first is None or first <= day) and (last is None or day <= last)


def _first_after(demands: Demands, days: Iterable[date | None]) -> date | None:
    return min((day for day in days if day is not None and day > demands.on), default=None)


def _listed(check: Callable[[Demands, Facts], Found], demands: Demands, facts: Facts) -> list[Finding]:
    finding = check(demands, facts)
    return [] if finding is None else [finding]


ONE_EACH = (
    lawful_age, citizenship, underground, min_age, max_age, sex, personal_status, disability_group, disability_rate,
    disability_report, area, education, max_education, school, department, graduation, experience, mastery,
    vocational_document,
)  # fmt: skip
PAPERS = (exam, licence, src, psychotechnic, military)
OWN_WISHES = (work_kind, wage, travel, nights)
CHECKS: tuple[Callable[[Demands, Facts], list[Finding]], ...] = (
    *(partial(_listed, check) for check in ONE_EACH),
    certificates,
    computer,
    languages,
    *(partial(_listed, check) for check in (*PAPERS, *OWN_WISHES)),
)

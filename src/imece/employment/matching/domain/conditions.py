"""The hard conditions of a vacancy (VAC-04) as questions to the narrow table `r`, each under its name.

`vacancies` judges one person in Python; here the same is asked of all at once. A test draws people and demands and
holds the two together. What the narrow row has no column for is looked up in the profile's own tables, and only
where the vacancy asks for it. The special category is in none of them (`special.py`).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from imece.core import turkish
from imece.employment.jobseekers.enums import CertificateKind, MilitaryStatus, PersonalStatus, Sex
from imece.employment.matching.domain import bits
from imece.employment.vacancies.enums import ApplicationArea, MasteryDocument, MilitaryDemand
from imece.employment.vacancies.public import Condition, Demands, LanguageAsked
from imece.reference.enums import EducationLevel

SPECIAL = frozenset({Condition.PERSONAL_STATUS, Condition.DISABILITY_GROUP, Condition.DISABILITY_RATE})


@dataclass(frozen=True)
class Asked:
    """One condition as SQL over `r`; its values stand in `values` under names of its own."""

    condition: Condition
    sql: str
    values: dict[str, Any]


def asked_of(demands: Demands) -> list[Asked]:
    """Every condition that the vacancy asks, in the order of `Condition`; those of one kind are one."""
    return [asked for ask in ASKS for asked in ask(demands)]


# ------------------------------------------------------------------------------------- who the person is
def _ages(demands: Demands) -> Iterator[Asked]:
    is_for_adults = demands.is_public or demands.is_underground
    lowest = (
        demands.adult_age if is_for_adults else demands.working_age
    )  # children under 15 are offered to nobody
    yield _born_until(Condition.LAWFUL_AGE, demands.on, lowest)
    if demands.min_age is not None:
        yield _born_until(Condition.MIN_AGE, demands.on, demands.min_age)
    if demands.max_age is not None:
        last = born_until(demands.on, demands.max_age + 1)
        yield Asked(Condition.MAX_AGE, "r.birth_on > %(max_age)s", {"max_age": last})


def _born_until(condition: Condition, on: date, age: int) -> Asked:
    name = condition.value
    return Asked(condition, f"r.birth_on <= %({name})s", {name: born_until(on, age)})


def born_until(on: date, age: int) -> date:
    """The last birthday of whoever has completed `age` years on that day; born on 29.2. he has on 1.3."""
    year = max(on.year - age, date.min.year)
    try:
        return on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _persons(demands: Demands) -> Iterator[Asked]:
    if demands.is_public:
        yield _of_profile(Condition.CITIZENSHIP, "js.nationality in ('', 'TR') or js.has_blue_card", {})
    if demands.is_underground:
        yield _of_profile(Condition.UNDERGROUND, "js.sex <> %(female)s", {"female": Sex.FEMALE.value})
    if demands.sex is not None:
        yield _of_profile(Condition.SEX, "js.sex = %(sex)s", {"sex": demands.sex.value})


def _military(demands: Demands) -> Iterator[Asked]:
    if demands.military is None:
        return
    enough = [MilitaryStatus.DONE.value]
    if demands.military != MilitaryDemand.DONE:
        enough.append(MilitaryStatus.EXEMPT.value)
    deferred = "false"
    if demands.military == MilitaryDemand.NOT_DUE:
        deferred = "js.military_status = %(deferred)s and js.military_deferred_until >= %(military_on)s"
    sql = (
        "js.sex <> %(male)s or js.nationality not in ('', 'TR')"
        f" or js.military_status = any(%(military)s) or ({deferred})"
    )
    values = {
        "male": Sex.MALE.value,
        "military": enough,
        "deferred": MilitaryStatus.DEFERRED.value,
        "military_on": demands.on,
    }
    yield _of_profile(Condition.MILITARY, sql, values)


def _of_profile(condition: Condition, sql: str, values: dict[str, Any]) -> Asked:
    return Asked(
        condition,
        f"exists (select from jobseekers_jobseeker js where js.id = r.job_seeker_id and ({sql}))",
        values,
    )


def _area(demands: Demands) -> Iterator[Asked]:
    if demands.area == ApplicationArea.COUNTRY:
        return
    sql, values = "r.lives_in = %(area)s", {"area": demands.province}
    if demands.area == ApplicationArea.DISTRICT:
        sql += " and r.district = %(area_district)s and r.district > 0"
        values["area_district"] = bits.district_number(demands.district)
    yield Asked(Condition.AREA, sql, values)


# ------------------------------------------------------------------------------------- what he has learned
RANK = "array_position(%(levels)s::text[], s.level::text) - 1"
LEVELS = f"{{{','.join(sorted(bits.EDUCATION_RANK, key=bits.EDUCATION_RANK.__getitem__))}}}"


def _education(demands: Demands) -> Iterator[Asked]:
    """Schools that end between now and the day are looked up for the few who have such."""
    later = f"r.flags & {bits.FINISHES_SCHOOL_LATER} > 0 and " + _school("s.graduated_on <= %(on)s and {0}")
    known = {"on": demands.on, "levels": LEVELS}
    if demands.min_education != EducationLevel.ILLITERATE:
        sql = f"r.education >= %(min_education)s or ({later.format(f'{RANK} >= %(min_education)s')})"
        yield Asked(Condition.EDUCATION, sql, {**known, "min_education": demands.min_education.rank})
    if demands.max_education is not None:
        sql = f"r.education <= %(max_education)s and not ({later.format(f'{RANK} > %(max_education)s')})"
        yield Asked(Condition.MAX_EDUCATION, sql, {**known, "max_education": demands.max_education.rank})


def _schools(demands: Demands) -> Iterator[Asked]:
    for condition, column, asked in (
        (Condition.SCHOOL, "s.school", demands.school),
        (Condition.DEPARTMENT, "s.department", demands.department),
    ):
        names = [part for part in asked.replace(";", ",").split(",") if part.strip()]
        if not names:
            continue
        values = {f"{condition}_{place}": pattern_of(name) for place, name in enumerate(names)}
        named = " or ".join(f"tr_fold({column}) ~ all(%({key})s)" for key in values)
        finished = "(s.graduated_on is null or s.graduated_on <= %(on)s)"
        yield Asked(condition, _school(f"{finished} and ({named})"), {**values, "on": demands.on})
    if demands.graduated_from or demands.graduated_until:
        bounds: dict[str, Any] = {
            "on": demands.on,
            "levels": LEVELS,
            "graduated_from": demands.graduated_from or date.min,
            "graduated_until": min(demands.graduated_until or demands.on, demands.on),
            "graduated_rank": demands.min_education.rank,
        }
        within = "s.graduated_on between %(graduated_from)s and %(graduated_until)s"
        yield Asked(Condition.GRADUATION, _school(f"{within} and {RANK} >= %(graduated_rank)s"), bounds)


def _school(sql: str) -> str:
    return f"exists (select from jobseekers_schooling s where s.job_seeker_id = r.job_seeker_id and {sql})"


def pattern_of(name: str) -> list[str]:
    """Regular expressions that all hold where every word of `name` occurs (folded, whole words): `fit.is_named`."""
    words = turkish.tokens(name) or [turkish.fold(name)]
    return [rf"\m{re.escape(word)}" + ("" if word[-1:] in "+#" else r"\M(?!\+\+|#)") for word in words]


# ------------------------------------------------------------------------------------- what he can do
EXPERIENCE = (
    "r.experience_months + case when r.gains_from < %(on)s then"
    " (extract(year from age(%(on)s, r.gains_from)) * 12 + extract(month from age(%(on)s, r.gains_from)))::int"
    " else 0 end"
)


def _experience(demands: Demands) -> Iterator[Asked]:
    if asked := demands.min_experience_months:
        sql = f"(r.experience_months >= %(months)s or {EXPERIENCE} >= %(months)s)"
        yield Asked(Condition.EXPERIENCE, sql, {"months": asked, "on": demands.on})


def _documents(demands: Demands) -> Iterator[Asked]:
    if demands.mastery_document is not None:
        kinds = [CertificateKind.MASTER.value]
        if demands.mastery_document == MasteryDocument.JOURNEYMAN:
            kinds.append(CertificateKind.JOURNEYMAN.value)
        values = {"mastery": kinds, "on": demands.on}
        yield Asked(Condition.MASTERY, _document("c.kind = any(%(mastery)s)"), values)
    named = [(Condition.VOCATIONAL_DOCUMENT, name) for name in (demands.vocational_document,) if name]
    named += [(Condition.CERTIFICATE, name) for name in demands.certificates]
    for place, (condition, name) in enumerate(named):
        key = f"document_{place}"
        values = {key: pattern_of(name), "on": demands.on}
        yield Asked(condition, _document(f"tr_fold(c.name) ~ all(%({key})s)"), values)


def _document(sql: str) -> str:
    valid = "(c.issued_on is null or c.issued_on <= %(on)s) and (c.valid_until is null or c.valid_until >= %(on)s)"
    return (
        f"exists (select from jobseekers_certificate c where c.job_seeker_id = r.job_seeker_id and {valid}"
        f" and {sql})"
    )


def _computer(demands: Demands) -> Iterator[Asked]:
    for place, name in enumerate(demands.computer_skills):
        key = f"computer_{place}"
        sql = f"exists (select from unnest(js.computer_skills) one where tr_fold(one) ~ all(%({key})s))"
        yield _of_profile(Condition.COMPUTER, sql, {key: pattern_of(name)})


# ------------------------------------------------------------------------------------- languages and exams
def _languages(demands: Demands) -> Iterator[Asked]:
    for place, asked in enumerate(demands.languages):
        yield _language(Condition.LANGUAGE, asked, place, _skills(asked, place))
        if asked.document or asked.min_score is not None:
            yield _language(Condition.LANGUAGE_DOCUMENT, asked, place, _language_papers(asked, place))


def _skills(asked: LanguageAsked, place: int) -> dict[str, tuple[str, Any]]:
    levels = {"reading": asked.reading, "writing": asked.writing, "speaking": asked.speaking}
    wanted = {name: level for name, level in levels.items() if level is not None}
    return {
        f"{name}_{place}": (f"l.{name} >= %({name}_{place})s", level.value) for name, level in wanted.items()
    }


def _language_papers(asked: LanguageAsked, place: int) -> dict[str, tuple[str, Any]]:
    papers: dict[str, tuple[str, Any]] = {}
    if asked.document:
        key = f"paper_{place}"
        papers[key] = (f"tr_fold(l.document) ~ all(%({key})s)", pattern_of(asked.document))
    if asked.min_score is not None:
        papers[f"points_{place}"] = (f"l.score >= %(points_{place})s", asked.min_score)
    return papers


def _language(
    condition: Condition, asked: LanguageAsked, place: int, more: dict[str, tuple[str, Any]]
) -> Asked:
    """Levels A1 … C2 stand in the order of their letters."""
    key = f"language_{place}"
    tests = " and ".join([f"l.language = %({key})s", *(sql for sql, _ in more.values())])
    values = {name: value for name, (_, value) in more.items()}
    sql = (
        f"exists (select from jobseekers_languageskill l where l.job_seeker_id = r.job_seeker_id and {tests})"
    )
    return Asked(condition, sql, {key: asked.language, **values})


def _exam(demands: Demands) -> Iterator[Asked]:
    if demands.exam_kind is None:
        return
    tests = [
        "e.kind = %(exam_kind)s",
        "(e.taken_on is null or e.taken_on <= %(on)s)",
        "(e.valid_until is null or e.valid_until >= %(on)s)",
    ]
    values: dict[str, Any] = {"exam_kind": demands.exam_kind.value, "on": demands.on}
    if demands.exam_name:
        tests.append("tr_fold(e.name) ~ all(%(exam_name)s)")
        values["exam_name"] = pattern_of(demands.exam_name)
    if demands.min_exam_score is not None:
        tests.append("e.score >= %(exam_score)s")
        values["exam_score"] = demands.min_exam_score
    sql = f"select from jobseekers_examresult e where e.job_seeker_id = r.job_seeker_id and {' and '.join(tests)}"
    yield Asked(Condition.EXAM, f"exists ({sql})", values)


# ------------------------------------------------------------------------------------- papers
def _papers(demands: Demands) -> Iterator[Asked]:
    for condition, mask in (
        (Condition.LICENCE, bits.licence_mask(demands.licence_classes)),
        (Condition.SRC, bits.SRC if demands.needs_src else 0),
        (Condition.PSYCHOTECHNIC, bits.PSYCHOTECHNIC if demands.needs_psychotechnic else 0),
    ):
        if mask:
            yield Asked(condition, f"r.licences & %({condition})s = %({condition})s", {condition.value: mask})


def special_of(demands: Demands) -> list[Condition]:
    """Those that no row answers: compared one by one, where the vacancy is for such people (VAC-21)."""
    if demands.personal_status == PersonalStatus.NORMAL:
        return []
    if demands.personal_status != PersonalStatus.DISABLED:
        return [Condition.PERSONAL_STATUS]
    groups = [Condition.DISABILITY_GROUP] if demands.disability_groups else []
    return [Condition.PERSONAL_STATUS, *groups, Condition.DISABILITY_RATE, Condition.DISABILITY_REPORT]


ASKS: tuple[Callable[[Demands], Iterator[Asked]], ...] = (
    _ages, _persons, _area, _education, _schools, _experience, _documents, _computer, _languages, _exam, _papers,
    _military,
)  # fmt: skip

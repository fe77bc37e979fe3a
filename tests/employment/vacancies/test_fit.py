"""VAC-04, §2.2: every condition at both sides of its edge, as of the last application date."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core.rule_registry import ask
from imece.employment.jobseekers.enums import (
    CertificateKind,
    DisabilityGroup,
    MilitaryStatus,
    PersonalStatus,
    Sex,
)
from imece.employment.jobseekers.public import Birth
from imece.employment.vacancies.domain.conditions import (
    Condition,
    Demands,
    Document,
    ExamTaken,
    Facts,
    LanguageAsked,
    LanguageKnown,
    School,
)
from imece.employment.vacancies.domain.fit.comparing import is_named
from imece.employment.vacancies.domain.fit.judge import judge, unmet_conditions, unmet_wishes
from imece.employment.vacancies.domain.why_not import OF_CONDITION, WISHES
from imece.employment.vacancies.enums import ApplicationArea, MasteryDocument, MilitaryDemand, WorkKind
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass

DAY, BEFORE, AFTER = date(2026, 5, 10), date(2026, 5, 9), date(2026, 5, 11)
GROWN_UP = Birth(1990, 1, 1)
WOMAN, MAN = {"sex": Sex.FEMALE}, {"sex": Sex.MALE}
DISABLED = {"personal_status": PersonalStatus.DISABLED}
BACHELOR, SECONDARY = EducationLevel.BACHELOR, EducationLevel.UPPER_SECONDARY
NOT_DUE, DEFERRED = MilitaryDemand.NOT_DUE, MilitaryStatus.DEFERRED
B2, C1 = LanguageLevel.B2, LanguageLevel.C1


def school(level: EducationLevel = BACHELOR, graduated_on: date | None = None, **named: str) -> School:
    return School(level=level, graduated_on=graduated_on, **named)


def paper(name: str = "İlk yardım", kind: str = "certificate", **days: Any) -> Document:
    return Document(name=name, kind=CertificateKind(kind), **days)


def language(**skills: Any) -> tuple[LanguageKnown, ...]:
    return (LanguageKnown(language="en", **skills),)


def english(**asked: Any) -> dict[str, Any]:
    return {"languages": (LanguageAsked(language="en", **asked),)}


def points(score: str, **more: Any) -> tuple[ExamTaken, ...]:
    return (ExamTaken(kind=ExamKind.KPSS, score=Decimal(score), name="P94", **more),)


KPSS = {"exam_kind": ExamKind.KPSS, "exam_name": "P94", "min_exam_score": Decimal(60)}
FIRST_AID, MASONRY = {"certificates": ("ilk yardim",)}, {"vocational_document": "Duvarcı Seviye 3"}
MECHANICS = {"department": "Makine Mühendisliği, Mekatronik"}
LAST_YEAR = {"graduated_from": date(2025, 6, 1), "graduated_until": DAY}
HERE = {"province": 6, "district": "06-01"}
IN_DISTRICT = {"area": ApplicationArea.DISTRICT, **HERE}
IN_PROVINCE = {"area": ApplicationArea.PROVINCE, **HERE}
REPORTED = {**DISABLED, "report_on": date(2024, 5, 6)}
RATED = {**DISABLED, "disability_rate": 40}
RATES = {**DISABLED, "min_disability_rate": 50, "max_disability_rate": 60}
LIGHT, FINISHED = {"light_work_age": 14}, {"education": EducationLevel.LOWER_SECONDARY}
GROUPS = {**DISABLED, "disability_groups": (DisabilityGroup.VISUAL,)}

# condition, what is asked, what fits just so, what just does not
EDGES: tuple[tuple[Condition, dict[str, Any], dict[str, Any], dict[str, Any]], ...] = (
    (Condition.LAWFUL_AGE, {}, {"birth": Birth(2011, 5, 10)}, {"birth": Birth(2011, 5, 11)}),
    (Condition.LAWFUL_AGE, {"is_public": True}, {"birth": Birth(2008, 5, 10)}, {"birth": Birth(2008, 5, 11)}),
    (
        Condition.LAWFUL_AGE,
        {"is_underground": True},
        {"birth": Birth(2008, 5, 10), **MAN},
        {"birth": Birth(2008, 5)},
    ),
    (Condition.UNDERGROUND, {"is_underground": True}, MAN, WOMAN),
    (Condition.CITIZENSHIP, {"is_public": True}, {}, {"is_citizen": False}),
    (
        Condition.CITIZENSHIP,
        {"is_public": True},
        {"is_citizen": False, "has_blue_card": True},
        {"is_citizen": False},
    ),
    (Condition.MIN_AGE, {"min_age": 21}, {"birth": Birth(2005, 5, 10)}, {"birth": Birth(2005, 5, 11)}),
    (Condition.MAX_AGE, {"max_age": 30}, {"birth": Birth(1995, 5, 11)}, {"birth": Birth(1995, 5, 10)}),
    (Condition.SEX, {"sex": Sex.FEMALE}, WOMAN, MAN),
    (Condition.PERSONAL_STATUS, DISABLED, {**REPORTED, "disability_rate": 40}, {}),
    (
        Condition.PERSONAL_STATUS,
        {"personal_status": PersonalStatus.EX_CONVICT},
        {"personal_status": PersonalStatus.EX_CONVICT},
        DISABLED,
    ),
    (
        Condition.DISABILITY_RATE,
        DISABLED,
        {**REPORTED, "disability_rate": 40},
        {**REPORTED, "disability_rate": 39},
    ),
    (Condition.DISABILITY_RATE, DISABLED, {**REPORTED, "disability_rate": 40}, REPORTED),
    (
        Condition.DISABILITY_RATE,
        RATES,
        {**REPORTED, "disability_rate": 60},
        {**REPORTED, "disability_rate": 61},
    ),
    (
        Condition.DISABILITY_RATE,
        RATES,
        {**REPORTED, "disability_rate": 50},
        {**REPORTED, "disability_rate": 49},
    ),
    (
        Condition.DISABILITY_GROUP,
        GROUPS,
        {**REPORTED, "disability_rate": 40, "disability_groups": (DisabilityGroup.VISUAL,)},
        {**REPORTED, "disability_rate": 40, "disability_groups": (DisabilityGroup.HEARING,)},
    ),
    (
        Condition.DISABILITY_REPORT,
        DISABLED,
        {**RATED, "report_on": DAY},
        {**RATED, "report_on": DAY + timedelta(days=1)},
    ),
    (
        Condition.DISABILITY_REPORT,
        DISABLED,
        {**RATED, "report_on": date(2024, 5, 6), "report_until": DAY},
        {**RATED, "report_on": date(2024, 5, 6), "report_until": DAY - timedelta(days=1)},
    ),
    (Condition.DISABILITY_REPORT, DISABLED, {**RATED, "report_on": DAY}, RATED),
    (
        Condition.LAWFUL_AGE,
        LIGHT,
        {"birth": Birth(2012, 5, 10), **FINISHED},
        {"birth": Birth(2012, 5, 11), **FINISHED},
    ),
    (Condition.LAWFUL_AGE, LIGHT, {"birth": Birth(2011, 5, 10)}, {"birth": Birth(2012, 5, 10)}),
    (
        Condition.LAWFUL_AGE,
        {**LIGHT, "is_public": True},
        {"birth": Birth(2008, 5, 10)},
        {"birth": Birth(2012, 5, 10), **FINISHED},
    ),
    (Condition.AREA, IN_DISTRICT, HERE, {"province": 6, "district": "06-02"}),
    (Condition.AREA, IN_DISTRICT, HERE, {"province": 6}),
    (Condition.AREA, IN_PROVINCE, {"province": 6, "district": "06-02"}, {"province": 42}),
    (Condition.EDUCATION, {"min_education": BACHELOR}, {"education": BACHELOR}, {"education": SECONDARY}),
    (
        Condition.EDUCATION,
        {"min_education": BACHELOR},
        {"schools": (school(graduated_on=DAY),)},
        {"schools": (school(graduated_on=AFTER),)},
    ),
    (
        Condition.MAX_EDUCATION,
        {"max_education": SECONDARY},
        {"education": SECONDARY},
        {"education": BACHELOR},
    ),
    (
        Condition.SCHOOL,
        {"school": "Ankara Üniversitesi"},
        {"schools": (school(school="ANKARA ÜNİVERSİTESİ"),)},
        {"schools": (school(school="Konya Üniversitesi"),)},
    ),
    (
        Condition.DEPARTMENT,
        MECHANICS,
        {"schools": (school(department="mekatronik müh."),)},
        {"schools": (school(department="Makine"),)},
    ),
    (
        Condition.DEPARTMENT,
        MECHANICS,
        {"schools": (school(department="Mekatronik", graduated_on=DAY),)},
        {"schools": (school(department="Mekatronik", graduated_on=AFTER),)},
    ),
    (
        Condition.GRADUATION,
        LAST_YEAR,
        {"schools": (school(graduated_on=date(2025, 6, 1)),)},
        {"schools": (school(graduated_on=date(2025, 5, 31)),)},
    ),
    (
        Condition.GRADUATION,
        {"graduated_from": DAY},
        {"schools": (school(graduated_on=DAY),)},
        {"schools": (school(graduated_on=AFTER),)},
    ),
    (
        Condition.EXPERIENCE,
        {"min_experience_months": 24},
        {"experience_months": 24},
        {"experience_months": 23},
    ),
    (
        Condition.MASTERY,
        {"mastery_document": MasteryDocument.JOURNEYMAN},
        {"documents": (paper(kind="master"),)},
        {"documents": (paper(),)},
    ),
    (
        Condition.MASTERY,
        {"mastery_document": MasteryDocument.MASTER},
        {"documents": (paper(kind="master"),)},
        {"documents": (paper(kind="journeyman"),)},
    ),
    (
        Condition.VOCATIONAL_DOCUMENT,
        MASONRY,
        {"documents": (paper("duvarcı (seviye 3)"),)},
        {"documents": (paper("Duvarcı Seviye 4"),)},
    ),
    (
        Condition.CERTIFICATE,
        FIRST_AID,
        {"documents": (paper(valid_until=DAY),)},
        {"documents": (paper(valid_until=BEFORE),)},
    ),
    (
        Condition.CERTIFICATE,
        FIRST_AID,
        {"documents": (paper(issued_on=DAY),)},
        {"documents": (paper(issued_on=AFTER),)},
    ),
    (
        Condition.COMPUTER,
        {"computer_skills": ("C++",)},
        {"computer_skills": ("c++",)},
        {"computer_skills": ("C", "C#")},
    ),
    (
        Condition.LANGUAGE,
        english(speaking=B2),
        {"languages": language(speaking=C1)},
        {"languages": language(reading=C1)},
    ),
    (
        Condition.LANGUAGE,
        english(reading=B2, writing=B2),
        {"languages": language(reading=B2, writing=B2)},
        {"languages": language(reading=C1, writing=LanguageLevel.B1)},
    ),
    (Condition.LANGUAGE, english(), {"languages": language()}, {}),
    (
        Condition.LANGUAGE_DOCUMENT,
        english(document="YDS", min_score=Decimal(60)),
        {"languages": language(document="YDS 2025", score=Decimal(60))},
        {"languages": language(document="YDS", score=Decimal("59.99"))},
    ),
    (
        Condition.LANGUAGE_DOCUMENT,
        english(document="YDS"),
        {"languages": language(document="e-YDS YDS")},
        {"languages": language(document="TOEFL")},
    ),
    (Condition.EXAM, KPSS, {"exams": points("60")}, {"exams": points("59.99")}),
    (
        Condition.EXAM,
        KPSS,
        {"exams": points("60", valid_until=DAY)},
        {"exams": points("99", valid_until=BEFORE)},
    ),
    (
        Condition.LICENCE,
        {"licence_classes": (LicenceClass.B,)},
        {"licence_classes": (LicenceClass.CE,)},
        {"licence_classes": (LicenceClass.A,)},
    ),
    (
        Condition.LICENCE,
        {"licence_classes": (LicenceClass.C, LicenceClass.D)},
        {"licence_classes": (LicenceClass.CE, LicenceClass.D)},
        {"licence_classes": (LicenceClass.CE,)},
    ),
    (Condition.SRC, {"needs_src": True}, {"has_src": True}, {}),
    (Condition.PSYCHOTECHNIC, {"needs_psychotechnic": True}, {"has_psychotechnic": True}, {}),
    (
        Condition.MILITARY,
        {"military": MilitaryDemand.DONE},
        {**MAN, "military": MilitaryStatus.DONE},
        {**MAN, "military": MilitaryStatus.EXEMPT},
    ),
    (
        Condition.MILITARY,
        {"military": MilitaryDemand.DONE_OR_EXEMPT},
        {**MAN, "military": MilitaryStatus.EXEMPT},
        {**MAN, "military": DEFERRED, "military_deferred_until": AFTER},
    ),
    (
        Condition.MILITARY,
        {"military": NOT_DUE},
        {**MAN, "military": DEFERRED, "military_deferred_until": DAY},
        {**MAN, "military": DEFERRED, "military_deferred_until": BEFORE},
    ),
    (Condition.MILITARY, {"military": NOT_DUE}, WOMAN, MAN),
    (Condition.MILITARY, {"military": NOT_DUE}, {**MAN, "is_citizen": False}, MAN),
    (
        Condition.WORK_KIND,
        {"work_kind": WorkKind.REMOTE},
        {"sought_work_kinds": ("remote",)},
        {"sought_work_kinds": ("full_time",)},
    ),
    (
        Condition.WAGE,
        {"net_wage_amount": Decimal(30000)},
        {"lowest_wage_amount": Decimal(30000)},
        {"lowest_wage_amount": Decimal("30000.01")},
    ),
    (Condition.TRAVEL, {"has_travel": True}, {}, {"accepts_travel": False}),
    (Condition.NIGHTS, {"has_night_work": True}, {}, {"accepts_nights": False}),
)


def unmet(asked: dict[str, Any], known: dict[str, Any]) -> set[Condition]:
    demands, facts = Demands(on=DAY, **asked), Facts(**{"birth": GROWN_UP} | known)
    return {one.condition for one in (*unmet_conditions(demands, facts), *unmet_wishes(demands, facts))}


@pytest.mark.parametrize(
    "condition, asked, fits, fails",
    [pytest.param(*line, id=f"{line[0]}-{n}") for n, line in enumerate(EDGES)],
)
def test_a_condition_at_both_sides_of_its_edge(
    condition: Condition, asked: dict[str, Any], fits: dict[str, Any], fails: dict[str, Any]
) -> None:
    assert unmet(asked, fits) == set()
    assert condition in unmet(asked, fails)


def test_every_condition_has_its_edges_and_its_sentence() -> None:
    assert {line[0] for line in EDGES} == set(Condition)
    assert {*OF_CONDITION, *WISHES} == set(Condition)


@pytest.mark.parametrize(
    "last_day, fits",
    [
        pytest.param(date(2026, 5, 9), False, id="T-VAC-07-a"),
        pytest.param(date(2026, 5, 10), True, id="T-VAC-07-b"),
    ],
)
def test_age_is_judged_on_the_last_application_date(last_day: date, fits: bool) -> None:
    findings = unmet_conditions(Demands(on=last_day, min_age=18), Facts(birth=Birth(2008, 5, 10)))
    assert (findings == []) == fits
    assert [one.possible_from for one in findings] == ([] if fits else [date(2026, 5, 10)])


@pytest.mark.parametrize(
    "asked, known, day",
    [
        ({"min_age": 18}, {"birth": Birth(2008, 6)}, date(2026, 6, 30)),  # ID-09: the last day it can be
        (
            {"min_age": 18},
            {
                "birth": Birth(2008, 2, 29),
            },
            None,
        ),  # 18 on 1 March 2026: met
        (
            {"min_education": BACHELOR},
            {"schools": (school(graduated_on=date(2026, 6, 20)),)},
            date(2026, 6, 20),
        ),
        (
            {"min_experience_months": 24},
            {"experience_months": 22, "is_gaining_experience": True},
            date(2026, 7, 10),
        ),
        ({"min_experience_months": 24}, {"experience_months": 22}, None),
        (FIRST_AID, {"documents": (paper(issued_on=date(2026, 6, 1)),)}, date(2026, 6, 1)),
        (FIRST_AID, {"documents": (paper(valid_until=BEFORE),)}, None),
        ({"max_age": 30}, {"birth": Birth(1980, 1, 1)}, None),
    ],
)
def test_when_time_alone_would_change_it(
    asked: dict[str, Any], known: dict[str, Any], day: date | None
) -> None:
    found = unmet_conditions(Demands(on=DAY, **asked), Facts(**{"birth": GROWN_UP} | known))
    assert [one.possible_from for one in found] == ([day] if found else [])
    if day is not None:
        assert (
            unmet_conditions(Demands(on=day, **asked), Facts(**_later({"birth": GROWN_UP} | known, day)))
            == []
        )


def _later(known: dict[str, Any], day: date) -> dict[str, Any]:
    """Who goes on working has the months by then."""
    return known | ({"experience_months": 24} if known.get("is_gaining_experience") else {})


def test_nothing_of_the_special_category_is_in_a_finding() -> None:
    """KVK-03: findings are kept and shown; the status stays in its encrypted column."""
    secret = {**REPORTED, "disability_rate": 77, "disability_groups": (DisabilityGroup.HEARING,)}
    findings = judge(
        Demands(on=DAY, **RATES, disability_groups=(DisabilityGroup.VISUAL,)), Facts(birth=GROWN_UP, **secret)
    )
    assert {"personal_status", "disability_group", "disability_rate"} <= {
        one.condition.value for one in findings
    }
    special = [one.known for one in findings if one.condition.value.startswith(("personal", "disability"))]
    assert special == [None] * 4


def test_the_rule_answers_every_thing_that_is_asked_with_both_values() -> None:
    answer = ask(
        "VAC-04",
        b'{"demands": {"on": "2026-05-10", "min_experience_months": 24, "licence_classes": ["B"]},'
        b' "facts": {"birth": {"year": 1990}, "experience_months": 12, "licence_classes": ["C"]}}',
        DAY,
    ).as_json()
    assert answer["value"] is False
    told = {step["text"]: (step["value"]["asked"], step["value"]["is_met"]) for step in answer["steps"]}
    assert told == {"lawful_age": (15, True), "experience": (24, False), "licence": (("B",), True)}


@pytest.mark.parametrize("name", ["C++", "SAP (MM)", "AutoCAD", "İngilizce-Türkçe", "+", "?"])
def test_a_name_is_named_by_itself(name: str) -> None:
    assert is_named(name, name)


# ------------------------------------------------------------------------------------- more never hurts
GAINS = st.fixed_dictionaries(
    {},
    optional={
        "experience_months": st.integers(0, 600),
        "documents": st.lists(
            st.builds(
                paper,
                st.sampled_from(["İlk yardım", "Duvarcı Seviye 3"]),
                st.sampled_from(CertificateKind.values),
            ),
            max_size=3,
        ).map(tuple),
        "computer_skills": st.lists(st.sampled_from(["C++", "Excel"]), max_size=2).map(tuple),
        "languages": st.builds(
            language,
            reading=st.sampled_from([None, *LanguageLevel]),
            speaking=st.sampled_from([None, *LanguageLevel]),
        ),
        "exams": st.lists(st.integers(0, 100).map(str), max_size=2).map(
            lambda all_points: tuple(one for text in all_points for one in points(text))
        ),
        "licence_classes": st.lists(st.sampled_from(LicenceClass), max_size=3, unique=True).map(tuple),
        "schools": st.lists(
            st.builds(
                school,
                st.sampled_from(EducationLevel),
                department=st.sampled_from(["", "Makine Mühendisliği"]),
            ),
            max_size=2,
        ).map(tuple),
        "has_src": st.booleans(),
        "has_psychotechnic": st.booleans(),
    },
)
ASKED = st.fixed_dictionaries(
    {},
    optional={
        "min_education": st.sampled_from(EducationLevel),
        "department": st.sampled_from(["", "Makine"]),
        "min_experience_months": st.integers(0, 60),
        "mastery_document": st.sampled_from([None, *MasteryDocument]),
        "certificates": st.sampled_from([(), ("İlk yardım",)]),
        "computer_skills": st.sampled_from([(), ("Excel",), ("C++", "Excel")]),
        "languages": st.builds(
            lambda level: english(speaking=level)["languages"], st.sampled_from([None, *LanguageLevel])
        ),
        "licence_classes": st.lists(st.sampled_from(LicenceClass), max_size=2, unique=True).map(tuple),
        "needs_src": st.booleans(),
        "needs_psychotechnic": st.booleans(),
    },
)


def _more(before: dict[str, Any], gained: dict[str, Any]) -> dict[str, Any]:
    """Both together: lists are joined, numbers and yes/no take the greater; a language its better skill."""
    joined = dict(before)
    for name, value in gained.items():
        if name == "languages" and name in before:
            joined[name] = (_better(before[name][0], value[0]),)
        elif isinstance(value, tuple):
            joined[name] = (*before.get(name, ()), *value)
        else:
            joined[name] = max(before.get(name, value), value)
    return joined


def _better(one: LanguageKnown, other: LanguageKnown) -> LanguageKnown:
    def higher(skill: str) -> Any:
        levels = [level for level in (getattr(one, skill), getattr(other, skill)) if level]
        return max(levels, key=lambda level: level.rank, default=None)

    return LanguageKnown(language="en", reading=higher("reading"), speaking=higher("speaking"))


@given(asked=ASKED, before=GAINS, gained=GAINS)
def test_a_further_qualification_never_makes_anybody_unfit(
    asked: dict[str, Any], before: dict[str, Any], gained: dict[str, Any]
) -> None:
    """Ranges (highest education, graduation days, age, rate) apart: those ask for not too much."""
    after = unmet(asked, _more(before, gained))
    assert after <= unmet(asked, before)

"""Many drawn profiles at once, for tests that compare one judgement with another."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Model

from imece.accounts.models import Person
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.jobseekers.enums import CertificateKind, MilitaryStatus, Sex
from imece.employment.jobseekers.models import (
    Certificate,
    ExamResult,
    JobSeeker,
    LanguageSkill,
    Schooling,
    SoughtOccupation,
    SoughtPlace,
    WorkPeriod,
)
from imece.employment.matching.domain.rows import refresh_rows
from imece.employment.vacancies.enums import MilitaryDemand, WorkKind
from imece.employment.vacancies.models import AcceptedOccupation, LanguageDemand, Vacancy
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass
from imece.reference.models import District, Occupation
from tests.cast import person_number
from tests.employment.main_job import TODAY

FIRST_SERIAL = 5000
PROVINCES = (6, 34, 42)
NAMES = ("Excel", "AutoCAD", "Kaynakçı belgesi", "İlk yardım", "Makine mühendisliği", "C++")


def occupations() -> list[Occupation]:
    return list(Occupation.objects.order_by("code")[:4])


def draw_profiles(count: int, seed: int = 1, **fixed: Any) -> list[JobSeeker]:
    """`count` people with everything a profile may hold, drawn from few values, so that conditions bite."""
    draw, known = random.Random(seed), occupations()
    with acting(system_actor("test")):
        people = Person.objects.bulk_create(
            Person(
                national_id=person_number(FIRST_SERIAL + seed * 1000 + number),
                given_names=f"Gizliad{number}",
                surname="Gizlisoyad",
                password="!",
            )
            for number in range(count)
        )
        profiles = JobSeeker.objects.bulk_create(_profile(draw, person, fixed) for person in people)
        _insert(row for profile in profiles for row in _background(draw, profile, known))
    refresh_rows([profile.pk for profile in profiles])
    return profiles


def _profile(draw: random.Random, person: Person, fixed: dict[str, Any]) -> JobSeeker:
    province = draw.choice(PROVINCES)
    values: dict[str, Any] = {
        "birth_year": draw.choice((1960, 1975, 1990, 2008, 2010)),
        "birth_month": draw.choice((None, 2, 12)),
        "birth_day": None,
        "sex": draw.choice(("", Sex.FEMALE, Sex.MALE)),
        "nationality": draw.choice(("", "TR", "TR", "SY")),
        "has_blue_card": draw.random() < 0.2,
        "education": draw.choice(EducationLevel.values),
        "province_id": province,
        "district_id": draw.choice([None, *_districts(province)]),
        "licence_classes": draw.sample(LicenceClass.values, draw.choice((0, 0, 1, 2))),
        "has_src": draw.random() < 0.5,
        "has_psychotechnic": draw.random() < 0.5,
        "computer_skills": draw.sample(NAMES, draw.choice((0, 1, 2))),
        "military_status": draw.choice(MilitaryStatus.values),
        "military_deferred_until": draw.choice((None, TODAY, TODAY + timedelta(days=90))),
        "sought_work_kinds": draw.sample(WorkKind.values, draw.choice((0, 0, 1, 2))),
        "lowest_wage_amount": draw.choice((None, Decimal("30000"), Decimal("60000.50"))),
        "accepts_travel": draw.random() < 0.7,
        "accepts_nights": draw.random() < 0.7,
        "personal_status": draw.choice(("", "normal", "disabled", "ex_convict")),
        "disability": draw.choice(
            (
                "",
                '{"groups": ["visual"], "rate": 45, "report_on": "2024-05-06"}',
                '{"groups": [], "rate": 20, "report_on": "2024-05-06"}',
                '{"groups": ["visual"], "rate": 45}',
            )
        ),
    }
    if values["birth_month"] and draw.random() < 0.7:
        values["birth_day"] = draw.choice((1, 28))
    return JobSeeker(person=person, **(values | fixed))


def _districts(province: int) -> list[str]:
    return list(
        District.objects.filter(province_id=province).order_by("code").values_list("pk", flat=True)[:2]
    )


def _day(draw: random.Random, *, around: date = TODAY, days: int = 60) -> date:
    return around + timedelta(days=draw.randint(-days, days))


def _insert(rows: Iterable[Model]) -> None:
    """One statement a table."""
    of_table: dict[type[Model], list[Model]] = {}
    for row in rows:
        of_table.setdefault(type(row), []).append(row)
    for model, some in of_table.items():
        model._default_manager.bulk_create(some)


def _background(draw: random.Random, profile: JobSeeker, known: list[Occupation]) -> Iterator[Model]:
    for occupation in draw.sample(known, draw.choice((1, 1, 2, 3))):
        yield SoughtOccupation(
            job_seeker=profile, occupation=occupation, experience_months=draw.choice((0, 6, 12, 24, 140))
        )
        if draw.random() < 0.3:  # ended long ago: the fine counting of days is the profile's own test
            yield WorkPeriod(
                job_seeker=profile, occupation=occupation, employer_name="Deneme",
                began_on=date(2015, 1, 1), ended_on=date(2016, 12, 31),
            )  # fmt: skip
    for province in draw.sample(PROVINCES, draw.choice((0, 0, 1))):
        if province != profile.province_id:
            yield SoughtPlace(job_seeker=profile, province_id=province)
    for name in draw.sample(NAMES, draw.choice((0, 1, 2))):
        yield Certificate(
            job_seeker=profile, name=f"{name} kursu", kind=draw.choice(CertificateKind.values),
            issued_on=draw.choice((None, _day(draw))), valid_until=draw.choice((None, _day(draw))),
        )  # fmt: skip
    for level in draw.sample(EducationLevel.values[4:], draw.choice((0, 1, 2))):
        yield Schooling(
            job_seeker=profile, level=level, school=draw.choice(("Örnek Üniversitesi", "Deneme Lisesi")),
            department=draw.choice(NAMES), graduated_on=draw.choice((None, _day(draw), date(2010, 6, 1))),
        )  # fmt: skip
    for language in draw.sample(("en", "de"), draw.choice((0, 1, 2))):
        yield LanguageSkill(
            job_seeker=profile, language=language, reading=draw.choice(["", *LanguageLevel.values]),
            writing=draw.choice(["", *LanguageLevel.values]), speaking=draw.choice(["", *LanguageLevel.values]),
            document=draw.choice(("", "YDS")), score=draw.choice((None, Decimal(50), Decimal(80))),
        )  # fmt: skip
    if draw.random() < 0.5:
        yield ExamResult(
            job_seeker=profile, kind=draw.choice(ExamKind.values), name=draw.choice(("P94", "P3")),
            score=draw.choice((55, 75)), taken_on=draw.choice((None, _day(draw))),
            valid_until=draw.choice((None, _day(draw))),
        )  # fmt: skip


DEMANDS: tuple[dict[str, Any], ...] = (
    {},
    {"min_age": 18},
    {"max_age": 35},
    {"min_age": 17, "max_age": 50},
    {"sex": "female"},
    {"military": MilitaryDemand.DONE},
    {"military": MilitaryDemand.DONE_OR_EXEMPT},
    {"military": MilitaryDemand.NOT_DUE},
    {"is_underground_or_underwater": True},
    {"application_area": "province"},
    {"application_area": "district"},
    {"min_education": "upper_secondary"},
    {"min_education": "bachelor", "max_education": "master"},
    {"max_education": "associate"},
    {"school": "Örnek"},
    {"department": "makine, autocad"},
    {"graduated_from": date(2011, 1, 1)},
    {"graduated_until": date(2012, 1, 1), "min_education": "associate"},
    {"min_experience_months": 12},
    {"min_experience_months": 24},
    {"min_experience_months": 100},
    {"mastery_document": "journeyman"},
    {"mastery_document": "master"},
    {"vocational_document": "kaynakçı"},
    {"certificates": ["İLK YARDIM"]},
    {"certificates": ["excel", "kaynakçı belgesi"]},
    {"computer_skills": ["c++"]},
    {"computer_skills": ["autocad", "excel"]},
    {"exam_kind": "kpss"},
    {"exam_kind": "language", "exam_name": "P94", "min_exam_score": Decimal("60.00")},
    {"licence_classes": ["B"]},
    {"licence_classes": ["B", "A1"], "needs_src": True},
    {"needs_psychotechnic": True},
    {"_languages": [{"language": "en", "reading": "B1"}]},
    {"_languages": [{"language": "de", "speaking": "A2", "document": "yds", "min_score": Decimal(60)}]},
    {"personal_status": "disabled"},
    {"personal_status": "disabled", "disability_groups": ["visual"], "max_disability_rate": 50},
    {"personal_status": "ex_convict"},
    {"_accepted": [1, 2], "min_experience_months": 12, "has_night_work": True, "has_travel": True},
    {"min_education": "primary", "work_kind": "shifts", "wage_basis": "net", "has_night_work": True},
)  # fmt: skip


NOTHING_ASKED = {
    name: Vacancy._meta.get_field(name).get_default()
    for name in {name for demands in DEMANDS for name in demands if not name.startswith("_")}
}


def change_demands(vacancy: Vacancy, demands: dict[str, Any]) -> Vacancy:
    """These demands and no other, written past the verbs: what the gate lets pass is not what is tested here."""
    plain = {name: value for name, value in demands.items() if not name.startswith("_")}
    with acting(system_actor("test")):
        Vacancy.objects.filter(pk=vacancy.pk).update(**(NOTHING_ASKED | plain))
        vacancy.languages.all().delete()
        vacancy.accepted_occupations.all().delete()
        for one in demands.get("_languages", ()):
            LanguageDemand.objects.create(vacancy=vacancy, **one)
        for place in demands.get("_accepted", ()):
            AcceptedOccupation.objects.create(vacancy=vacancy, occupation=occupations()[place])
    return Vacancy.objects.select_related("workplace__organisation", "round").get(pk=vacancy.pk)

"""Building blocks of the main job for the tests of several rooms: a profile, a vacancy, a candidate."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from imece.accounts.models import Person
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import create_profile, set_occupations
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.apply import apply_to_vacancy
from imece.employment.vacancies.domain.create import create_open_vacancy, create_vacancy
from imece.employment.vacancies.models import Vacancy
from imece.reference.models import District, Occupation
from tests.cast import actor_of

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Istanbul"))
TODAY = NOW.date()
INTERVIEW = NOW + timedelta(days=3)
AFTER_INTERVIEW = INTERVIEW + timedelta(hours=1)


def welder() -> Occupation:
    return Occupation.objects.filter(code__startswith="7212").order_by("code")[0]


def cankaya() -> District:
    return District.objects.get(province_id=6, name="Çankaya")


def vacancy_values(**changes: Any) -> dict[str, Any]:
    return {
        "occupation_id": welder().pk,
        "title": "Gazaltı kaynakçısı",
        "description": "Atölyemizde çelik konstrüksiyon kaynağı yapılacaktır.",
        "post_count": 2,
        "personal_status": "normal",
        "work_kind": "full_time",
        "weekly_hours": 45,
        "wage_min_amount": Decimal("40000.00"),
        "wage_max_amount": None,
        "min_education": "primary",
        "min_experience_months": 12,
        "province_id": 6,
        "district_id": cankaya().pk,
        "interview_place": "Deneme Mah. Örnek Sok. 1, Çankaya",
        "is_name_published": False,
        "last_application_on": TODAY + timedelta(days=30),
    } | changes


def make_vacancy(manager: Person, workplace: Workplace, *, now: datetime = NOW, **changes: Any) -> Vacancy:
    actor = actor_of(manager, workplace.organisation)
    return create_open_vacancy(workplace=workplace, values=vacancy_values(**changes), actor=actor, now=now)


def make_draft(manager: Person, workplace: Workplace, **changes: Any) -> Vacancy:
    actor = actor_of(manager, workplace.organisation)
    return create_vacancy(workplace=workplace, values=vacancy_values(**changes), actor=actor, now=NOW)


def make_profile(person: Person, *, months: int = 24, **changes: Any) -> JobSeeker:
    values = {"education": "upper_secondary", "province_id": 6, "district_id": cankaya().pk} | changes
    profile = create_profile(person=person, values=values, actor=actor_of(person), now=NOW)
    if months:
        set_occupations(profile=profile, occupations=[(welder().pk, months)], actor=actor_of(person))
    return profile


def make_candidate(vacancy: Vacancy, person: Person, *, now: datetime = NOW) -> Candidate:
    return apply_to_vacancy(vacancy=vacancy, profile=make_profile(person), actor=actor_of(person), now=now)


def days_from_now(count: int) -> date:
    return TODAY + timedelta(days=count)

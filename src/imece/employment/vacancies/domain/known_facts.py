"""From rows to the plain data that `fit` compares; the one place that opens the special category (KVK-03)."""

import json
from datetime import date
from typing import Any

from imece.core.parameters import Parameters
from imece.employment.employers.enums import Sector
from imece.employment.jobseekers.enums import (
    CertificateKind,
    DisabilityGroup,
    MilitaryStatus,
    PersonalStatus,
    Sex,
)
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import Birth, Experience, experience_by_occupation
from imece.employment.vacancies.domain.conditions import (
    Demands,
    Document,
    ExamTaken,
    Facts,
    LanguageAsked,
    LanguageKnown,
    School,
)
from imece.employment.vacancies.domain.fit.category import (
    disability_group,
    disability_rate,
    disability_report,
    personal_status,
)
from imece.employment.vacancies.enums import (
    ApplicationArea,
    MasteryDocument,
    MilitaryDemand,
    WageBasis,
    WorkKind,
)
from imece.employment.vacancies.models import LanguageDemand, Vacancy
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass

FACTS_OF_A_PERSON = ("schools", "work_periods", "languages", "certificates", "exam_results", "occupations")
DEMANDS_OF_A_VACANCY = ("languages", "accepted_occupations")


def demands_of(vacancy: Vacancy, today: date, parameters: Parameters | None = None) -> Demands:
    """The law's numbers are those of `today`. For many: prefetch `DEMANDS_OF_A_VACANCY`, give one `Parameters`."""
    parameters = parameters or Parameters(today)
    is_net = vacancy.wage_basis == WageBasis.NET
    return Demands(
        on=vacancy.last_application_on,
        working_age=parameters.integer("minimum_working_age"),
        light_work_age=parameters.integer("light_work_age") if vacancy.is_light_work else None,
        adult_age=parameters.integer("adult_age"),
        disability_floor=parameters.integer("disability_min_pct"),
        is_public=vacancy.workplace.sector == Sector.PUBLIC,
        is_underground=vacancy.is_underground_or_underwater,
        min_age=vacancy.min_age,
        max_age=vacancy.max_age,
        sex=Sex(vacancy.sex) if vacancy.sex else None,
        military=MilitaryDemand(vacancy.military) if vacancy.military else None,
        personal_status=PersonalStatus(vacancy.personal_status),
        disability_groups=tuple(DisabilityGroup(one) for one in vacancy.disability_groups),
        min_disability_rate=vacancy.min_disability_rate,
        max_disability_rate=vacancy.max_disability_rate,
        area=ApplicationArea(vacancy.application_area),
        province=vacancy.province_id,
        district=vacancy.district_id,
        min_education=EducationLevel(vacancy.min_education),
        max_education=EducationLevel(vacancy.max_education) if vacancy.max_education else None,
        school=vacancy.school,
        department=vacancy.department,
        graduated_from=vacancy.graduated_from,
        graduated_until=vacancy.graduated_until,
        min_experience_months=vacancy.min_experience_months,
        mastery_document=MasteryDocument(vacancy.mastery_document) if vacancy.mastery_document else None,
        vocational_document=vacancy.vocational_document,
        certificates=tuple(vacancy.certificates),
        computer_skills=tuple(vacancy.computer_skills),
        languages=tuple(_language_asked(one) for one in vacancy.languages.all()),
        exam_kind=ExamKind(vacancy.exam_kind) if vacancy.exam_kind else None,
        exam_name=vacancy.exam_name,
        min_exam_score=vacancy.min_exam_score,
        licence_classes=tuple(LicenceClass(one) for one in vacancy.licence_classes),
        needs_src=vacancy.needs_src,
        needs_psychotechnic=vacancy.needs_psychotechnic,
        work_kind=WorkKind(vacancy.work_kind),
        net_wage_amount=(vacancy.wage_max_amount or vacancy.wage_min_amount) if is_net else None,
        has_travel=vacancy.has_travel,
        has_night_work=vacancy.has_night_work,
    )


def facts_of(profile: JobSeeker, vacancy: Vacancy) -> Facts:
    """As of the vacancy's last application date. Prefetch `FACTS_OF_A_PERSON` for many."""
    special = _special_category(profile) if vacancy.personal_status != PersonalStatus.NORMAL else {}
    experience = _best_experience(profile, vacancy)
    return Facts(
        birth=Birth(profile.birth_year, profile.birth_month, profile.birth_day),
        sex=Sex(profile.sex) if profile.sex else None,
        is_citizen=profile.is_citizen,
        has_blue_card=profile.has_blue_card,
        province=profile.province_id,
        district=profile.district_id or "",
        education=EducationLevel(profile.education),
        schools=_schools(profile),
        experience_months=experience.months,
        is_gaining_experience=experience.is_growing,
        documents=_documents(profile),
        computer_skills=tuple(profile.computer_skills),
        languages=_languages(profile),
        exams=_exams(profile),
        licence_classes=tuple(LicenceClass(one) for one in profile.licence_classes),
        has_src=profile.has_src,
        has_psychotechnic=profile.has_psychotechnic,
        military=MilitaryStatus(profile.military_status),
        military_deferred_until=profile.military_deferred_until,
        sought_work_kinds=tuple(profile.sought_work_kinds),
        lowest_wage_amount=profile.lowest_wage_amount,
        accepts_travel=profile.accepts_travel,
        accepts_nights=profile.accepts_nights,
        **special,
    )


def _special_category(profile: JobSeeker) -> dict[str, Any]:
    """Called only for a vacancy that lawfully asks for it (VAC-21)."""
    report = json.loads(profile.disability) if profile.disability else {}
    return {
        "personal_status": PersonalStatus(profile.personal_status or PersonalStatus.NORMAL),
        "disability_groups": tuple(DisabilityGroup(one) for one in report.get("groups", ())),
        "disability_rate": report.get("rate"),
        "report_on": _day(report.get("report_on")),
        "report_until": _day(report.get("report_until")),
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


OF_A_REGISTRANT = (personal_status, disability_group, disability_rate, disability_report)


def is_registrant(profile: JobSeeker, demands: Demands) -> bool:
    """VAC-21: is his status, with group, rate and report, the one that the vacancy is for? Nothing else is compared."""
    if not profile.personal_status:
        return False
    birth = Birth(profile.birth_year, profile.birth_month, profile.birth_day)
    facts = Facts(birth=birth, **_special_category(profile))
    found = [check(demands, facts) for check in OF_A_REGISTRANT]
    return all(one is None or one.is_met for one in found)


def _best_experience(profile: JobSeeker, vacancy: Vacancy) -> Experience:
    """In whichever occupation that the vacancy accepts he has most months of."""
    known = experience_by_occupation(profile, vacancy.last_application_on)
    accepted = {vacancy.occupation_id, *(one.occupation_id for one in vacancy.accepted_occupations.all())}
    fitting = [one for occupation, one in known.items() if occupation in accepted]
    return max(fitting, key=lambda one: (one.months, one.is_growing), default=Experience())


def _schools(profile: JobSeeker) -> tuple[School, ...]:
    return tuple(
        School(
            level=EducationLevel(one.level),
            school=one.school,
            department=one.department,
            graduated_on=one.graduated_on,
        )
        for one in profile.schools.all()
    )


def _documents(profile: JobSeeker) -> tuple[Document, ...]:
    return tuple(
        Document(
            name=one.name,
            kind=CertificateKind(one.kind),
            issued_on=one.issued_on,
            valid_until=one.valid_until,
        )
        for one in profile.certificates.all()
    )


def _languages(profile: JobSeeker) -> tuple[LanguageKnown, ...]:
    return tuple(
        LanguageKnown(
            language=one.language,
            reading=_level(one.reading),
            writing=_level(one.writing),
            speaking=_level(one.speaking),
            document=one.document,
            score=one.score,
        )
        for one in profile.languages.all()
    )


def _exams(profile: JobSeeker) -> tuple[ExamTaken, ...]:
    return tuple(
        ExamTaken(
            kind=ExamKind(one.kind),
            name=one.name,
            score=one.score,
            taken_on=one.taken_on,
            valid_until=one.valid_until,
        )
        for one in profile.exam_results.all()
    )


def _language_asked(one: LanguageDemand) -> LanguageAsked:
    return LanguageAsked(
        language=one.language,
        reading=_level(one.reading),
        writing=_level(one.writing),
        speaking=_level(one.speaking),
        document=one.document,
        min_score=one.min_score,
    )


def _level(text: str) -> LanguageLevel | None:
    return LanguageLevel(text) if text else None

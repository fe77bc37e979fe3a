"""The shape of a judgement (VAC-04): what a vacancy asks, what is known of a person, what came of comparing them.

All of it is plain data, so that it can be asked as JSON (`./imece rule VAC-04`) and kept with a decision.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import msgspec

from imece.employment.jobseekers.enums import (
    CertificateKind,
    DisabilityGroup,
    MilitaryStatus,
    PersonalStatus,
    Sex,
)
from imece.employment.jobseekers.public import Birth
from imece.employment.vacancies.enums import (
    ApplicationArea,
    MasteryDocument,
    MilitaryDemand,
    WorkKind,
)
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel, LicenceClass

Years = Annotated[int, msgspec.Meta(ge=0, le=200)]
Months = Annotated[int, msgspec.Meta(ge=0, le=1200)]
Percent = Annotated[int, msgspec.Meta(ge=0, le=100)]
Name = Annotated[str, msgspec.Meta(max_length=150)]


class Condition(StrEnum):
    """What is compared, in the order in which it is told. Each has its sentence in `why_not.py`."""

    LAWFUL_AGE = "lawful_age"
    CITIZENSHIP = "citizenship"
    UNDERGROUND = "underground"
    MIN_AGE = "min_age"
    MAX_AGE = "max_age"
    SEX = "sex"
    PERSONAL_STATUS = "personal_status"
    DISABILITY_GROUP = "disability_group"
    DISABILITY_RATE = "disability_rate"
    DISABILITY_REPORT = "disability_report"
    AREA = "area"
    EDUCATION = "education"
    MAX_EDUCATION = "max_education"
    SCHOOL = "school"
    DEPARTMENT = "department"
    GRADUATION = "graduation"
    EXPERIENCE = "experience"
    MASTERY = "mastery"
    VOCATIONAL_DOCUMENT = "vocational_document"
    CERTIFICATE = "certificate"
    COMPUTER = "computer"
    LANGUAGE = "language"
    LANGUAGE_DOCUMENT = "language_document"
    EXAM = "exam"
    LICENCE = "licence"
    SRC = "src"
    PSYCHOTECHNIC = "psychotechnic"
    MILITARY = "military"
    WORK_KIND = "work_kind"
    WAGE = "wage"
    TRAVEL = "travel"
    NIGHTS = "nights"


WISHES = frozenset({Condition.WORK_KIND, Condition.WAGE, Condition.TRAVEL, Condition.NIGHTS})


class LanguageAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A language (ISO 639) with the lowest level a skill; None: that skill is not asked."""

    language: Annotated[str, msgspec.Meta(max_length=3)]
    reading: LanguageLevel | None = None
    writing: LanguageLevel | None = None
    speaking: LanguageLevel | None = None
    document: Name = ""
    min_score: Decimal | None = None


class Demands(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a vacancy asks, judged as of `on`, its last application date; empty or None: not asked.

    `working_age`, `adult_age`, `light_work_age` (years; the last where the work is light) and `disability_floor` (per
    cent) are the law's numbers of the day. The gated
    ones (age, sex, military service) stand here only if an exception was approved for them (NDR-05).
    """

    on: date
    working_age: Years = 15
    light_work_age: Years | None = None
    adult_age: Years = 18
    disability_floor: Percent = 40
    is_public: bool = False
    is_underground: bool = False
    min_age: Years | None = None
    max_age: Years | None = None
    sex: Sex | None = None
    military: MilitaryDemand | None = None
    personal_status: PersonalStatus = PersonalStatus.NORMAL
    disability_groups: tuple[DisabilityGroup, ...] = ()
    min_disability_rate: Percent | None = None
    max_disability_rate: Percent | None = None
    area: ApplicationArea = ApplicationArea.COUNTRY
    province: int | None = None
    district: str = ""
    min_education: EducationLevel = EducationLevel.ILLITERATE
    max_education: EducationLevel | None = None
    school: Name = ""
    department: Name = ""
    graduated_from: date | None = None
    graduated_until: date | None = None
    min_experience_months: Months = 0
    mastery_document: MasteryDocument | None = None
    vocational_document: Name = ""
    certificates: tuple[Name, ...] = ()
    computer_skills: tuple[Name, ...] = ()
    languages: tuple[LanguageAsked, ...] = ()
    exam_kind: ExamKind | None = None
    exam_name: Name = ""
    min_exam_score: Decimal | None = None
    licence_classes: tuple[LicenceClass, ...] = ()
    needs_src: bool = False
    needs_psychotechnic: bool = False
    work_kind: WorkKind | None = None
    net_wage_amount: Decimal | None = None  # the highest offered, lira a month; None when it is told gross
    has_travel: bool = False
    has_night_work: bool = False


class School(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A school that is or will be finished; without a date it counts as finished."""

    level: EducationLevel
    school: Name = ""
    department: Name = ""
    graduated_on: date | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A certificate and the days on which it counts, both included; None: without limit."""

    name: Name
    kind: CertificateKind = CertificateKind.CERTIFICATE
    issued_on: date | None = None
    valid_until: date | None = None


class LanguageKnown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    language: Annotated[str, msgspec.Meta(max_length=3)]
    reading: LanguageLevel | None = None
    writing: LanguageLevel | None = None
    speaking: LanguageLevel | None = None
    document: Name = ""
    score: Decimal | None = None


class ExamTaken(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    kind: ExamKind
    score: Decimal
    name: Name = ""
    taken_on: date | None = None
    valid_until: date | None = None


class Facts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of a job seeker.

    `experience_months` are the months as of the last application date in whichever accepted occupation he has most
    of; `is_gaining_experience`: he still works in it. The special category (`personal_status`, `disability_…`,
    `report_…`, KVK-03) is filled in only for a vacancy that lawfully asks for it.
    """

    birth: Birth
    sex: Sex | None = None
    is_citizen: bool = True
    has_blue_card: bool = False
    personal_status: PersonalStatus = PersonalStatus.NORMAL
    disability_groups: tuple[DisabilityGroup, ...] = ()
    disability_rate: Percent | None = None
    report_on: date | None = None
    report_until: date | None = None
    province: int | None = None
    district: str = ""
    education: EducationLevel = EducationLevel.ILLITERATE
    schools: tuple[School, ...] = ()
    experience_months: Months = 0
    is_gaining_experience: bool = False
    documents: tuple[Document, ...] = ()
    computer_skills: tuple[Name, ...] = ()
    languages: tuple[LanguageKnown, ...] = ()
    exams: tuple[ExamTaken, ...] = ()
    licence_classes: tuple[LicenceClass, ...] = ()
    has_src: bool = False
    has_psychotechnic: bool = False
    military: MilitaryStatus = MilitaryStatus.NOT_SAID
    military_deferred_until: date | None = None
    sought_work_kinds: tuple[str, ...] = ()
    lowest_wage_amount: Decimal | None = None  # net, lira a month
    accepts_travel: bool = True
    accepts_nights: bool = True


class Finding(msgspec.Struct, frozen=True):
    """One thing asked, what is known of it, and whether it is met.

    `possible_from`: the first last application date at which it would be met if only time went by; None if time
    alone changes nothing. Of the special category nothing is ever put into `known` (KVK-03).
    """

    condition: Condition
    asked: Any
    known: Any
    is_met: bool
    possible_from: date | None = None

    @property
    def is_hard(self) -> bool:
        """A condition of the vacancy; the others are the person's own wishes and hinder nothing."""
        return self.condition not in WISHES

"""What programs send and get. The content of a vacancy is made from the model's own columns: one list, not two."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

import msgspec
from django.contrib.postgres.fields import ArrayField
from django.db import models
from msgspec import Meta

from imece.employment.selection.models import Candidate
from imece.employment.vacancies.domain.create import FIELDS
from imece.employment.vacancies.domain.fairness.content import GATED_FIELDS
from imece.employment.vacancies.domain.fairness.judgement import current_exceptions
from imece.employment.vacancies.domain.lines import LANGUAGE_PARTS, lines_of
from imece.employment.vacancies.enums import ClosingOutcome, ExceptionKind, ExceptionState, VacancyState
from imece.employment.vacancies.models import LanguageDemand, Vacancy

CODED = {"occupation_id", "province_id", "district_id"}  # told by their codes
MOST_ITEMS = 50
Reference = Annotated[str, Meta(max_length=60)]
Reason = Annotated[str, Meta(max_length=1000)]
Count = Annotated[int, Meta(ge=0, le=5000)]
PageSize = Annotated[int, Meta(ge=1, le=200)]
Cursor = Annotated[str, Meta(max_length=300)]


def _type_of(field: Any) -> Any:
    """The column's type as a program sees it, with its bounds."""
    if isinstance(field, ArrayField):
        kind: Any = Annotated[list[_type_of(field.base_field)], Meta(max_length=MOST_ITEMS)]  # type: ignore[misc]
    elif field.choices:
        kind = Literal[tuple(str(value) for value, _label in field.flatchoices)]
    elif isinstance(field, models.BooleanField):
        kind = bool
    elif isinstance(field, models.DateTimeField):
        kind = Annotated[datetime, Meta(tz=True)]
    elif isinstance(field, models.DateField):
        kind = date
    elif isinstance(field, models.DecimalField):
        kind = Decimal
    elif isinstance(field, models.IntegerField):
        kind = Annotated[int, Meta(ge=0, le=32767)]
    else:
        kind = Annotated[str, Meta(max_length=field.max_length)]
    if field.choices and field.blank and not field.null:
        kind = Literal[("", *(str(value) for value, _label in field.flatchoices))]
    return kind | None if field.null else kind


def _entry(field: Any) -> tuple[Any, ...]:
    """(name, type) or (name, type, default), as `defstruct` takes it."""
    if isinstance(field, ArrayField):
        return (field.attname, _type_of(field), msgspec.field(default_factory=list))
    if field.has_default():
        default = field.get_default()
        return (field.attname, _type_of(field), getattr(default, "value", default))
    if field.null:
        return (field.attname, _type_of(field), None)
    return (field.attname, _type_of(field), "") if field.blank else (field.attname, _type_of(field))


def _entries(model: type[models.Model], names: Any) -> list[tuple[Any, ...]]:
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    entries = [_entry(by_name[name]) for name in names if name not in CODED]
    return sorted(entries, key=len)  # those that must be given come first


LanguageBody = msgspec.defstruct(
    "LanguageBody",
    [
        ("language", Annotated[str, Meta(max_length=3)]),
        *[entry for entry in _entries(LanguageDemand, LANGUAGE_PARTS) if entry[0] != "language"],
    ],
    forbid_unknown_fields=True,
)


class ExceptionBody(msgspec.Struct, forbid_unknown_fields=True):
    """Why a criterion that the law keeps off may stand here (NDR-05); the unit decides on it first."""

    ground: Literal[tuple(str(one) for one in GATED_FIELDS)]  # type: ignore[valid-type]
    kind: Literal[tuple(str(one) for one in ExceptionKind)]  # type: ignore[valid-type]
    reason: Annotated[str, Meta(max_length=2000)]


class ExceptionAnswer(msgspec.Struct):
    """An exception and how it stands; it holds for the value it was asked for."""

    ground: str
    kind: str
    reason: str
    state: Literal[tuple(str(one) for one in ExceptionState)]  # type: ignore[valid-type]


LAST_DAY = "last_application_on"
CONTENT = [entry for entry in _entries(Vacancy, FIELDS) if entry[0] != LAST_DAY]
PLACES = [
    (
        "occupation",
        Annotated[str, Meta(max_length=10, description="ISCO-08 code of the dictionary: 7212.80")],
    ),
    ("province", Annotated[int, Meta(ge=1, le=81, description="Plate code")]),
    ("district", Annotated[str, Meta(max_length=5, description="Province and number: 06-07")]),
]
LINES: list[Any] = [
    (LAST_DAY, date | None, None),  # a public body's is reckoned (VAC-23)
    ("accepted_occupations", Annotated[list[str], Meta(max_length=10)], msgspec.field(default_factory=list)),
    ("languages", Annotated[list[LanguageBody], Meta(max_length=10)], msgspec.field(default_factory=list)),  # type: ignore[valid-type]
]
ASKED: list[Any] = [("exceptions", Annotated[list[ExceptionBody], Meta(max_length=10)] | None, None)]
"""Left out of a change: those asked for before stay; an empty list takes them back."""
VacancyBody = msgspec.defstruct(
    "VacancyBody",
    [*PLACES, *CONTENT, *LINES, *ASKED],
    forbid_unknown_fields=True,
    namespace={"__doc__": "A whole vacancy."},
)
NewVacancyBody = msgspec.defstruct(
    "NewVacancyBody",
    [*PLACES, *CONTENT, *LINES, *ASKED, ("reference", Reference, ""), ("publish", bool, False)],
    forbid_unknown_fields=True,
    namespace={
        "__doc__": "A new vacancy; `reference` is your own number for it, `publish` announces it at once."
    },
)
VacancyAnswer = msgspec.defstruct(
    "VacancyAnswer",
    [
        ("number", str),
        ("reference", str),
        ("state", str),
        ("version", int),
        ("published_at", datetime | None),
        *PLACES,
        *[(name, kind) for name, kind, *_default in [*CONTENT, *LINES]],
        ("exceptions", list[ExceptionAnswer]),
    ],
)


class VacancyLine(msgspec.Struct):
    """A vacancy in a list."""

    number: str
    reference: str
    state: str
    version: int
    title: str
    occupation: str
    province: int
    district: str
    post_count: int
    last_application_on: date
    published_at: datetime | None


class VacancyPage(msgspec.Struct):
    """`next` is the cursor of the following page, empty on the last one."""

    vacancies: list[VacancyLine]
    next: str


class VacancyQuery(msgspec.Struct, forbid_unknown_fields=True):
    state: Literal[tuple(str(state) for state in VacancyState if state != VacancyState.DELETED)] | None = None  # type: ignore[valid-type]
    reference: Reference = ""
    after: Cursor = ""
    size: PageSize = 50


class ExtendBody(msgspec.Struct, forbid_unknown_fields=True):
    last_application_on: date


class CloseBody(msgspec.Struct, forbid_unknown_fields=True):
    """P3.7: who filled the posts, and why the others were not filled."""

    outcome: Literal[tuple(str(one) for one in ClosingOutcome)]  # type: ignore[valid-type]
    placed_through_us: Count
    placed_otherwise: Count
    reason: Reason = ""


class CancelBody(msgspec.Struct, forbid_unknown_fields=True):
    reason: Reason


class PageQuery(msgspec.Struct, forbid_unknown_fields=True):
    after: Cursor = ""
    size: PageSize = 50


class CandidateAnswer(msgspec.Struct):
    """`name` is masked until the person applied or was invited, and always with a token for trying out."""

    id: int
    name: str
    is_masked: bool
    source: str
    state: str
    education: str
    province: int
    interview_at: datetime | None
    started_on: date | None


class CandidatePage(msgspec.Struct):
    candidates: list[CandidateAnswer]
    next: str


class ResultBody(msgspec.Struct, forbid_unknown_fields=True):
    """What came of the interview; the reason is needed for «unsuitable», and the person can read it."""

    result: Literal["suitable", "unsuitable", "absent"]
    reason: Reason = ""


class PlacementBody(msgspec.Struct, forbid_unknown_fields=True):
    started_on: date


class ConflictLine(msgspec.Struct):
    """An attempt to send a vacancy that was here already."""

    reference: str
    number: str
    way: str
    sender: str
    at: datetime


class ConflictPage(msgspec.Struct):
    conflicts: list[ConflictLine]
    next: str


def given_values(body: Any) -> dict[str, Any]:
    """Under the names that `read_codes` takes; a last day left out is no last day given."""
    values = msgspec.structs.asdict(body)
    values["languages"] = [msgspec.structs.asdict(line) for line in body.languages]
    if values[LAST_DAY] is None:
        del values[LAST_DAY]
    return {
        name: value for name, value in values.items() if name not in {"reference", "publish", "exceptions"}
    }


def given_exceptions(body: Any) -> list[tuple[str, str, str]] | None:
    """As `judge` takes them; None: nothing was said of them."""
    if body.exceptions is None:
        return None
    return [(one.ground, one.kind, one.reason) for one in body.exceptions]


def vacancy_answer(vacancy: Vacancy) -> Any:
    lines = lines_of(vacancy)
    accepted = vacancy.accepted_occupations.order_by("pk")
    content = {name: getattr(vacancy, name) for name, *_rest in CONTENT}
    return VacancyAnswer(
        number=vacancy.number,
        reference=reference_of(vacancy),
        state=str(vacancy.state),
        version=vacancy.version,
        published_at=vacancy.published_at,
        occupation=vacancy.occupation.code,
        province=vacancy.province_id,
        district=vacancy.district_id,
        last_application_on=vacancy.last_application_on,
        accepted_occupations=list(accepted.values_list("occupation__code", flat=True)),
        exceptions=[
            ExceptionAnswer(row.ground, row.kind, row.reason, str(row.state))
            for row in current_exceptions(vacancy)
        ],
        languages=[LanguageBody(**line) for line in lines["languages"]],
        **content,
    )


def vacancy_line(vacancy: Vacancy) -> VacancyLine:
    return VacancyLine(
        number=vacancy.number,
        reference=reference_of(vacancy),
        state=str(vacancy.state),
        version=vacancy.version,
        title=vacancy.title,
        occupation=vacancy.occupation.code,
        province=vacancy.province_id,
        district=vacancy.district_id,
        post_count=vacancy.post_count,
        last_application_on=vacancy.last_application_on,
        published_at=vacancy.published_at,
    )


def reference_of(vacancy: Vacancy) -> str:
    held = getattr(vacancy, "own_reference", None)
    return held.reference if held else ""


def candidate_answer(candidate: Candidate, name: str, *, is_masked: bool) -> CandidateAnswer:
    seeker = candidate.job_seeker
    return CandidateAnswer(
        id=candidate.pk,
        name=name,
        is_masked=is_masked,
        source=str(candidate.source),
        state=str(candidate.state),
        education=str(seeker.education),
        province=seeker.province_id,
        interview_at=candidate.interview_at,
        started_on=candidate.started_on,
    )

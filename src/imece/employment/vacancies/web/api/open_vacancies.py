"""The public read interface (P2.3): open vacancies by the criteria of the search page, without a token.

What anybody sees on the pages, and no more: no category vacancies (VAC-21), no employer's name that is not published.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from msgspec import Meta

from imece.core.api import Answered, Api, Call
from imece.core.errors import OUT_OF_SCOPE
from imece.core.keyset import keyset_page
from imece.employment.employers.enums import Sector
from imece.employment.vacancies.domain.search import SearchCriteria, WorkPlace, parse
from imece.employment.vacancies.domain.search.audience import EVERYBODY
from imece.employment.vacancies.domain.search.interpret import interpret
from imece.employment.vacancies.domain.search.results import only_found, vacancies_by_key
from imece.employment.vacancies.domain.search.statement import NEWEST, Search
from imece.employment.vacancies.enums import Position, WorkArea, WorkKind
from imece.employment.vacancies.models import Vacancy
from imece.reference.enums import EducationLevel

API = Api(
    name="open",
    prefix="api/v1/vacancies/",
    title=_("İmece, open vacancies"),
    version="1.0",
    description=_("Open vacancies of Türkiye, for everybody to read and build upon; newest first."),
    is_open=True,
)
Text = Annotated[str, Meta(max_length=100)]
Districts = Annotated[list[Annotated[str, Meta(pattern=r"^[0-9]{2}-[0-9]{2}$")]], Meta(max_length=20)]
Occupations = Annotated[list[Annotated[str, Meta(pattern=r"^[0-9]{4}\.[0-9]{2}$")]], Meta(max_length=20)]


def _any_of(choices: Any) -> Any:
    return Annotated[list[Literal[tuple(choices.values)]], Meta(max_length=20)]  # type: ignore[misc]


class OpenQuery(msgspec.Struct, forbid_unknown_fields=True):
    """The names are those of the search page's address; a list may name a criterion several times.

    A value that nobody knows is refused: left out, as on the page, it would answer with every vacancy.
    """

    words: Text = ""
    occupation: Occupations = []
    province: Annotated[list[Annotated[int, Meta(ge=1, le=81)]], Meta(max_length=20)] = []
    district: Districts = []
    radius_km: Annotated[int, Meta(ge=0, le=2500)] = 0
    work_kind: _any_of(WorkKind) = []  # type: ignore[valid-type]
    work_area: _any_of(WorkArea) = []  # type: ignore[valid-type]
    position: _any_of(Position) = []  # type: ignore[valid-type]
    sector: _any_of(Sector) = []  # type: ignore[valid-type]
    work_place: _any_of(WorkPlace) = []  # type: ignore[valid-type]
    education: Literal[("", *EducationLevel.values)] = ""  # type: ignore[valid-type]
    min_wage: Annotated[int, Meta(ge=0, le=10_000_000)] = 0
    days: Annotated[int, Meta(ge=0, le=366)] = 0
    size: Annotated[int, Meta(ge=1, le=100)] = 20
    after: Annotated[str, Meta(max_length=300)] = ""


class Place(msgspec.Struct):
    """`country` is that of the work (ISO 3166-1); abroad, province and district are where people apply."""

    country: str
    province: int
    province_name: str
    district: str
    district_name: str


class OpenVacancyLine(msgspec.Struct):
    """Wages are Turkish lira a month, on `wage_basis` (gross or net). `employer` is null where it is not published.

    `changed_at` is the last change of the announcement, or its publication.
    """

    number: str
    title: str
    occupation: str
    occupation_name: str
    place: Place
    work_kind: str
    post_count: int
    wage_basis: str
    wage_min_amount: Decimal
    wage_max_amount: Decimal | None
    employer: str | None
    published_at: datetime
    changed_at: datetime
    last_application_on: date
    url: str


class OpenVacancyPage(msgspec.Struct):
    vacancies: list[OpenVacancyLine]
    next: str | None
    """The address of the next page; null on the last."""


class OpenVacancyDetail(OpenVacancyLine):
    description: str
    min_education: str
    min_experience_months: int
    weekly_hours: int
    benefits: list[str]


@API.endpoint(
    "GET",
    "",
    permission="vacancies.find",
    summary=_("Find open vacancies"),
    query=OpenQuery,
    answer=OpenVacancyPage,
)
def list_open_vacancies(call: Call) -> OpenVacancyPage:
    """By keyset: page ten thousand costs what page one costs."""
    query = call.query
    rows = Search(_criteria(query), EVERYBODY, call.now).rows
    page = keyset_page(rows, order=NEWEST, after=query.after, size=query.size)
    found = vacancies_by_key([row.pk for row in page.rows])
    lines = [OpenVacancyLine(**_line(found[row.pk])) for row in page.rows if row.pk in found]
    return OpenVacancyPage(lines, _next(query, page.next_cursor) if page.next_cursor else None)


@API.endpoint(
    "GET",
    "<str:number>/",
    permission="vacancies.find",
    summary=_("Read one open vacancy"),
    answer=OpenVacancyDetail,
)
def get_open_vacancy(call: Call) -> Answered:
    """404 as soon as it is over."""
    number = call.path["number"]
    search = Search(SearchCriteria(number=number), EVERYBODY, call.now)
    vacancy = only_found(search) if number.isdecimal() else None
    if vacancy is None:
        raise OUT_OF_SCOPE(what=number[:20])
    more: dict[str, Any] = {
        "description": vacancy.description,
        "min_education": vacancy.min_education,
        "min_experience_months": vacancy.min_experience_months,
        "weekly_hours": vacancy.weekly_hours,
        "benefits": vacancy.benefits,
    }
    return Answered(OpenVacancyDetail(**_line(vacancy), **more), version=vacancy.version)


def _criteria(query: OpenQuery) -> SearchCriteria:
    """Through the same reader as the page, so that both always mean the same."""
    return interpret(parse(_as_address(query))).criteria


def _as_address(query: OpenQuery) -> str:
    given = {name: value for name, value in msgspec.structs.asdict(query).items() if value}
    given.pop("after", None)
    given.pop("size", None)
    return urlencode({"v": "2"} | given, doseq=True)


def _next(query: OpenQuery, cursor: str) -> str:
    address = f"{settings.PUBLIC_URL}{reverse('api_open_list_open_vacancies')}"
    given = _as_address(query).partition("&")[2]
    own = urlencode({"size": query.size, "after": cursor})
    return f"{address}?{given}&{own}" if given else f"{address}?{own}"


def _line(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "number": vacancy.number,
        "title": vacancy.title,
        "occupation": vacancy.occupation.code,
        "occupation_name": vacancy.occupation.name,
        "place": Place(
            vacancy.country if vacancy.is_abroad else "TR",
            vacancy.province_id,
            str(vacancy.province),
            str(vacancy.district_id),
            str(vacancy.district),
        ),
        "work_kind": vacancy.work_kind,
        "post_count": vacancy.post_count,
        "wage_basis": vacancy.wage_basis,
        "wage_min_amount": vacancy.wage_min_amount,
        "wage_max_amount": vacancy.wage_max_amount,
        "employer": vacancy.workplace.organisation.name if vacancy.is_name_published else None,
        "published_at": vacancy.published_at,
        "changed_at": vacancy.announced_at,
        "last_application_on": vacancy.last_application_on,
        "url": f"{settings.PUBLIC_URL}{reverse('announcement', args=[vacancy.number])}",
    }

"""The row by which an open vacancy is found: written, refreshed and dropped with the vacancy, never apart."""

from typing import Any, Final

from django.db import connection

from imece.core import turkish
from imece.core.remembering import remembered, remembering
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.domain.search import recency, terms
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import OpenVacancy, Vacancy
from imece.reference.enums import EducationLevel
from imece.reference.models import District, Occupation, OccupationSynonym

COLUMNS: Final = (
    "vacancy_id",
    "published_at",
    "occupation_id",
    "province_id",
    "min_education_rank",
    "is_abroad",
    "is_name_published",
    "district_id",
    "highest_wage_amount",
    "personal_status",
    "work_kind",
    "work_area",
    "position",
    "sector",
    "application_area",
    "accepted_ids",
)
SHARED: Final = tuple(name for name in COLUMNS if name not in ("occupation_id", "accepted_ids"))
"""What the row of an occupation has of the row of its vacancy."""
OF_OCCUPATIONS: Final = f"""
insert into vacancies_openoccupation ({", ".join(SHARED)}, occupation_id)
select {", ".join(SHARED)}, unnest(accepted_ids || occupation_id) from"""
OF_TITLE_WORDS: Final = """
insert into vacancies_opentitleword (vacancy_id, published_at, personal_status, word)
select vacancy_id, published_at, personal_status, lexeme from {rows}, unnest(ts_filter(words, '{{a}}'))
where left(lexeme, 1) <> '_'"""  # facets are no words
UPSERT: Final = f"""
with written as (
    insert into vacancies_openvacancy as known ({", ".join(COLUMNS)}, words)
    values ({", ".join(f"%({name})s" for name in COLUMNS)}, %(words)s::tsvector)
    on conflict (vacancy_id) do update
    set {", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[1:], "words"))}
    where ({", ".join(f"known.{name}" for name in (*COLUMNS[1:], "words"))})
    is distinct from ({", ".join(f"excluded.{name}" for name in (*COLUMNS[1:], "words"))})
    returning *
), gone as (
    delete from vacancies_openoccupation one using written where one.vacancy_id = written.vacancy_id
    and one.occupation_id <> all (written.accepted_ids || written.occupation_id)
), gone_words as (
    delete from vacancies_opentitleword one using written where one.vacancy_id = written.vacancy_id
    and one.word <> all (tsvector_to_array(ts_filter(written.words, '{{a}}')))
), title_words as ({OF_TITLE_WORDS.format(rows="written")}
    on conflict (vacancy_id, word) do update
    set published_at = excluded.published_at, personal_status = excluded.personal_status
)
{OF_OCCUPATIONS} written
on conflict (vacancy_id, occupation_id) do update
set {", ".join(f"{name} = excluded.{name}" for name in SHARED[1:])}
"""  # noqa: S608  names are the constants above


def write_open_row(vacancy: Vacancy) -> None:
    """Stems are made by the same functions for the row and for the question, so both always agree."""
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values_of(vacancy))


def drop_open_row(vacancy: Vacancy) -> None:
    OpenVacancy.objects.filter(pk=vacancy.pk).delete()


def rewrite_open_rows() -> int:
    """All rows anew, and none that should not be there; returns how many.

    Names of employers, the dictionary and the stemmer change without the vacancy: the nightly task and every
    upgrade call this.
    """
    is_open = {"state": VacancyState.OPEN}
    OpenVacancy.objects.exclude(vacancy__in=Vacancy.objects.filter(**is_open)).delete()
    rows = Vacancy.objects.filter(**is_open).prefetch_related("accepted_occupations")
    count = 0
    with remembering():
        for vacancy in rows.iterator(chunk_size=500):
            write_open_row(vacancy)
            count += 1
    return count


def values_of(vacancy: Vacancy) -> dict[str, Any]:
    accepted = sorted(
        {one.occupation_id for one in vacancy.accepted_occupations.all()} - {vacancy.occupation_id}
    )
    employer, sector = _employer(vacancy.workplace_id)
    return _columns(vacancy) | {
        "sector": sector,
        "accepted_ids": accepted,
        "words": _vector(vacancy, accepted, employer),
    }


def _columns(vacancy: Vacancy) -> dict[str, Any]:
    same = ("published_at", "occupation_id", "province_id", "is_abroad", "is_name_published", "district_id",
            "personal_status", "work_kind", "work_area", "position", "application_area")  # fmt: skip
    return {name: getattr(vacancy, name) for name in same} | {
        "vacancy_id": vacancy.pk,
        "min_education_rank": EducationLevel(vacancy.min_education).rank,
        "highest_wage_amount": vacancy.wage_max_amount or vacancy.wage_min_amount,
    }


def _vector(vacancy: Vacancy, accepted: list[int], employer: str) -> str:
    """`OpenVacancy` says what stands in front; where nothing does, a lexeme has neither weight nor place."""
    occupation, *synonyms = _names_of_occupation(vacancy.occupation_id)
    front = _stems(vacancy.title, occupation, *_names_of_place(vacancy.district_id))
    texts = [
        vacancy.description,
        *synonyms,
        *(name for one in accepted for name in _names_of_occupation(one)),
    ]
    if vacancy.is_name_published:
        texts.append(employer)
    rest = [*_stems(*texts), *terms.employer_lexemes(employer)]
    return terms.vector_text([*front, *_facets(vacancy, accepted)], rest)


def _facets(vacancy: Vacancy, accepted: list[int]) -> list[str]:
    places = {"provinces": vacancy.province_id, "districts": vacancy.district_id}
    assert vacancy.published_at is not None  # it is open
    return [
        *(terms.facet(terms.FACET_LETTERS[name], value) for name, value in places.items()),
        *(terms.facet(terms.OCCUPATION, pk) for pk in (vacancy.occupation_id, *accepted)),
        *recency.lexemes(vacancy.published_at),
    ]


@remembered
def _names_of_occupation(key: int) -> tuple[str, ...]:
    """Its own first, then the synonyms."""
    synonyms = (
        OccupationSynonym.objects.filter(occupation_id=key).order_by("pk").values_list("name", flat=True)
    )
    return (*Occupation.objects.filter(pk=key).values_list("name", flat=True), *synonyms)


@remembered
def _names_of_place(district: str) -> tuple[str, str]:
    """Of the province and of the district."""
    return District.objects.values_list("province__name", "name").get(pk=district)


@remembered
def _employer(workplace: int) -> tuple[str, str]:
    """Name and sector."""
    name, sector = Workplace.objects.values_list("organisation__name", "sector").get(pk=workplace)
    return name, sector


def _stems(*texts: str) -> list[str]:
    return turkish.stems(" ".join(texts))

"""The row by which an open vacancy is found: written, refreshed and dropped with the vacancy, never apart."""

from typing import Any, Final

from django.db import connection

from imece.core import turkish
from imece.employment.vacancies.domain.search import recency, terms
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import OpenVacancy, Vacancy
from imece.reference.enums import EducationLevel
from imece.reference.models import Occupation

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
UPSERT: Final = f"""
with written as (
    insert into vacancies_openvacancy ({", ".join(COLUMNS)}, words)
    values ({", ".join(f"%({name})s" for name in COLUMNS)}, %(words)s::tsvector)
    on conflict (vacancy_id) do update
    set {", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[1:], "words"))}
    returning *
), gone as (
    delete from vacancies_openoccupation one using written where one.vacancy_id = written.vacancy_id
    and one.occupation_id <> all (written.accepted_ids || written.occupation_id)
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
    rows = Vacancy.objects.filter(**is_open).select_related(
        "workplace__organisation", "occupation", "province", "district"
    )
    rows = rows.prefetch_related("occupation__synonyms", "accepted_occupations__occupation__synonyms")
    count = 0
    for vacancy in rows.iterator(chunk_size=500):
        write_open_row(vacancy)
        count += 1
    return count


def values_of(vacancy: Vacancy) -> dict[str, Any]:
    accepted = [one.occupation for one in vacancy.accepted_occupations.select_related("occupation")]
    return _columns(vacancy, accepted) | {"words": _vector(vacancy, accepted)}


def _columns(vacancy: Vacancy, accepted: list[Occupation]) -> dict[str, Any]:
    same = ("published_at", "occupation_id", "province_id", "is_abroad", "is_name_published", "district_id",
            "personal_status", "work_kind", "work_area", "position", "application_area")  # fmt: skip
    return {name: getattr(vacancy, name) for name in same} | {
        "vacancy_id": vacancy.pk,
        "min_education_rank": EducationLevel(vacancy.min_education).rank,
        "highest_wage_amount": vacancy.wage_max_amount or vacancy.wage_min_amount,
        "sector": vacancy.workplace.sector,
        "accepted_ids": sorted({one.pk for one in accepted} - {vacancy.occupation_id}),
    }


def _vector(vacancy: Vacancy, accepted: list[Occupation]) -> str:
    """`OpenVacancy` says what stands in front; where nothing does, a lexeme has neither weight nor place."""
    employer = vacancy.workplace.organisation.name
    front = _stems(vacancy.title, vacancy.occupation.name, vacancy.province.name, vacancy.district.name)
    texts = [vacancy.description, *_synonyms(vacancy.occupation)]
    for one in accepted:
        texts += [one.name, *_synonyms(one)]
    if vacancy.is_name_published:
        texts.append(employer)
    rest = [*_stems(*texts), *terms.employer_lexemes(employer)]
    return terms.vector_text([*front, *_facets(vacancy, accepted)], rest)


def _synonyms(occupation: Occupation) -> list[str]:
    return [one.name for one in occupation.synonyms.all()]


def _facets(vacancy: Vacancy, accepted: list[Occupation]) -> list[str]:
    values = {"provinces": vacancy.province_id, "districts": vacancy.district_id}
    found = [terms.facet(terms.FACET_LETTERS[name], value) for name, value in values.items()]
    occupations = {vacancy.occupation_id, *(one.pk for one in accepted)}
    return [
        *found,
        *(terms.facet(terms.OCCUPATION, pk) for pk in sorted(occupations)),
        *recency.lexemes(vacancy.published_at),
    ]


def _stems(*texts: str) -> list[str]:
    return turkish.stems(" ".join(texts))

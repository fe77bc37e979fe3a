"""The row by which an open vacancy is found: written, refreshed and dropped with the vacancy, never apart."""

from django.db import connection

from imece.core import turkish
from imece.employment.vacancies.models import OpenVacancy, Vacancy

UPSERT = """
insert into vacancies_openvacancy
    (vacancy_id, published_at, province_id, district_id, occupation_id, personal_status, work_kind, words)
values (%(vacancy)s, %(published_at)s, %(province)s, %(district)s, %(occupation)s, %(status)s, %(work_kind)s,
    setweight(array_to_tsvector(%(heading)s::text[]), 'A') || setweight(array_to_tsvector(%(text)s::text[]), 'D'))
on conflict (vacancy_id) do update set
    published_at = excluded.published_at, province_id = excluded.province_id, district_id = excluded.district_id,
    occupation_id = excluded.occupation_id, personal_status = excluded.personal_status,
    work_kind = excluded.work_kind, words = excluded.words
"""


def write_open_row(vacancy: Vacancy) -> None:
    """Stems are made by the same function for the row and for the query, so both always agree."""
    synonyms = vacancy.occupation.synonyms.values_list("name", flat=True)
    heading = " ".join([vacancy.title, vacancy.occupation.name, *synonyms])
    values = {
        "vacancy": vacancy.pk,
        "published_at": vacancy.published_at,
        "province": vacancy.province_id,
        "district": vacancy.district_id,
        "occupation": vacancy.occupation_id,
        "status": vacancy.personal_status,
        "work_kind": vacancy.work_kind,
        "heading": sorted(set(turkish.stems(heading))),
        "text": sorted(set(turkish.stems(vacancy.description))),
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, values)


def drop_open_row(vacancy: Vacancy) -> None:
    OpenVacancy.objects.filter(pk=vacancy.pk).delete()

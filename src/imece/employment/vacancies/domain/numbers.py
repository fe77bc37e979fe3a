from django.db import connection

from imece.core.identity_numbers import make_vacancy_number


def next_vacancy_number() -> str:
    """Talep No (ID-23) from a sequence: never given twice; a gap means a rolled-back draft."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('vacancies_number')")
        return make_vacancy_number(cursor.fetchone()[0])

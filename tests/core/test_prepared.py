"""Kept statements: planned once, whatever the values."""

import pytest
from django.db import connection

from imece.core.database.prepared import fetch_statement

pytestmark = pytest.mark.django_db


def test_short_and_long_numbers_are_one_statement() -> None:
    asked = "select %(one)s::bigint + 1, %(many)s::bigint[]"
    answers = [fetch_statement(asked, {"one": one, "many": [one, 2]}) for one in (1, 70_000, 2**40)]
    assert answers == [[(one + 1, [one, 2])] for one in (1, 70_000, 2**40)]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_prepared_statements where statement like '%%2::bigint[]'")
        assert cursor.fetchone()[0] == 1

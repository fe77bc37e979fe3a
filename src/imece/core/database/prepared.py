"""Statements that a connection keeps: parsed and planned once, then asked with other values.

For the few questions that are asked again and again and answered in less time than it takes to plan them. The plan
is made without knowing the values (`plan_cache_mode`, set with the connection), so ask only what is answered by the
same index whatever they are.
"""

from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from psycopg.adapt import PyFormat
from psycopg.types.numeric import Int8


class PreparedCursor(psycopg.Cursor[tuple[Any, ...]]):
    """Values travel apart from the statement; Django's own cursor writes them into its text.

    Whole numbers are all `bigint`: by themselves they would take the shortest type, and each mixture be planned anew.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        for form in (PyFormat.BINARY, PyFormat.TEXT):
            self.adapters.register_dumper(int, self.adapters.get_dumper(Int8, form))

    def execute(self, query: Any, params: Any = None, **options: Any) -> "PreparedCursor":
        return super().execute(query, params, **{**options, "prepare": True})


def fetch_prepared(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """What `rows.values_list(…)` would give."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    return fetch_statement(statement, values)


def fetch_statement(statement: str, values: Any) -> list[tuple[Any, ...]]:
    """Seen by whatever watches the connection's statements."""
    connection.ensure_connection()
    cursor = connection._prepare_cursor(_kept_cursor(connection.connection))  # type: ignore[attr-defined]
    cursor.execute(statement, values)
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _kept_cursor(of: Any) -> PreparedCursor:
    """One for each connection: what a new one must learn of the values' types costs more than asking."""
    cursor: PreparedCursor | None = vars(of).get("_prepared_cursor")
    if cursor is None:
        cursor = of._prepared_cursor = PreparedCursor(of)
    return cursor

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


class PreparedCursor(psycopg.Cursor[tuple[Any, ...]]):
    """Values travel apart from the statement; Django's own cursor writes them into its text."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "PreparedCursor":
        return super().execute(query, params, **{**options, "prepare": True})


def fetch_prepared(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """What `rows.values_list(…)` would give. Seen by whatever watches the connection's statements."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    connection.ensure_connection()
    with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:  # type: ignore[attr-defined]
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found

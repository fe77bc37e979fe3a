"""Asking a service's function as the gateway does: a batch of questions, answered by number."""

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from imece.exchange.contract import Kind, Service


def answers_of(
    service: Service, questions: Sequence[dict[str, Any]], *, sandbox: bool = False
) -> list[dict[str, Any] | None]:
    """The facts of each question in its order; None where nobody is known. Inputs left out are null."""
    function = service.sandbox_function if sandbox else service.function
    arrays = [list(range(len(questions)))]
    arrays += [[question.get(one.name) for question in questions] for one in service.inputs]
    places = ", ".join(["%s::integer[]", *(f"%s::{one.kind.value}[]" for one in service.inputs)])
    with connection.cursor() as cursor:
        cursor.execute(f"select * from {function}({places})", arrays)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert names == ["n", *(field.name for field in service.fields)]
    # Django leaves jsonb as text to a plain cursor
    lists = [field.name for field in service.fields if field.kind is Kind.LIST]
    for row in rows:
        row.update({name: json.loads(row[name]) for name in lists})
    found = {row.pop("n"): row for row in rows}
    assert len(found) == len(rows), "one question has one answer at the most"
    return [found.get(place) for place in range(len(questions))]

"""Carries a house's question within the test's own process and transaction, to the owner's function of the database.

For the tests of other rooms: what they ask about is not committed, so no gateway could see it. The road itself is
tested in `tests/exchange/gateway` and `tests/exchange/test_road.py`.
"""

from django.db import connection

from imece.exchange.road import Asked, RoadAnswer


def over_database(asked: Asked) -> list[RoadAnswer]:
    service = asked.service
    places = ", ".join(f"%s::{one.kind.value}[]" for one in service.inputs)
    columns = [[given.get(one.name) for given in asked.inputs] for one in service.inputs]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select * from {service.function}(%s::integer[], {places})",
            [list(range(len(asked.inputs))), *columns],
        )
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    known = {field.name for field in service.fields}
    found = {row["n"]: {name: value for name, value in row.items() if name in known} for row in rows}
    return [RoadAnswer(found.get(place)) for place in range(len(asked.inputs))]

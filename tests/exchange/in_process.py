"""Carries a house's question within the test's own process and transaction, to the owner's function of the database.

For the tests of other rooms: what they ask about is not committed, so no gateway could see it. The road itself is
tested in `tests/exchange/gateway` and `tests/exchange/test_road.py`.
"""

from django.db import connection

from imece.exchange.road import Asked, RoadAnswer


def over_database(asked: Asked) -> RoadAnswer:
    service = asked.service
    places = ", ".join(f"array[%s]::{one.kind.value}[]" for one in service.inputs)
    with connection.cursor() as cursor:
        cursor.execute(
            f"select * from {service.function}(array[1], {places})",
            [asked.inputs.get(one.name) for one in service.inputs],
        )
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    if row is None:
        return RoadAnswer(None)
    known = {field.name for field in service.fields}
    return RoadAnswer({name: value for name, value in zip(names, row, strict=True) if name in known})

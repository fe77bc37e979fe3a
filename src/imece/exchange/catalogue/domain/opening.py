"""Opening services: each definition becomes a row with its number, and a function of the database (X4.3)."""

from datetime import datetime

from django.db import connection

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.transactions import verb
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import SERVICES, Service

FIELDS_MOVED = define(
    "CAT-001",
    "The fields of {service} were {before} when it was opened; they are {now}.",
    remedy="Fields of an open version are only appended. Declare a new version.",
)


@verb
def open_services(*, actor: Actor, now: datetime) -> list[ServiceVersion]:
    """Open what the houses declare and is not open yet; make every function anew. Returns the rows made now.

    Raises CAT-001 when an open version's fields were changed or reordered.
    """
    known = {(row.name, row.version): row for row in ServiceVersion.objects.all()}
    made = []
    for key, service in sorted(SERVICES.items()):
        names = [field.name for field in service.fields]
        row = known.get(key)
        if row is None:
            made.append(
                ServiceVersion.objects.create(
                    name=service.name,
                    version=service.version,
                    owner=service.owner,
                    fields=names,
                    opened_at=now,
                )
            )
        elif row.fields != names:
            _append_fields(row, names)
    with connection.cursor() as cursor:
        # The owner may be ahead of a house whose tables stand on another machine: bodies are checked when asked.
        cursor.execute("set local check_function_bodies = off")
        cursor.execute("\n".join(function_sql(service) for service in SERVICES.values()))
    return made


def _append_fields(row: ServiceVersion, names: list[str]) -> None:
    if names[: len(row.fields)] != row.fields:
        raise FIELDS_MOVED(service=str(row), before=", ".join(row.fields), now=", ".join(names))
    row.fields = names
    row.save(update_fields=["fields"])


def function_sql(service: Service) -> str:
    """`answer_…(n integer[], <input> <type>[] …)`: the owner's rights, so that its caller needs none on the tables."""
    inputs = [("n", "integer"), *((one.name, one.kind.value) for one in service.inputs)]
    parameters = ", ".join(f"in_{name} {kind}[]" for name, kind in inputs)
    arrays = ", ".join(f"in_{name}" for name, _kind in inputs)
    names = ", ".join(name for name, _kind in inputs)
    columns = ", ".join(f"{field.name} {field.kind.value}" for field in service.fields)
    return f"""
drop function if exists {service.function};
create function {service.function}({parameters}) returns table (n integer, {columns})
language sql stable security definer set search_path = public, pg_temp as $answer$
    with asked({names}) as (select * from unnest({arrays}))
    {service.sql}
$answer$;
revoke execute on function {service.function} from public;
"""  # noqa: S608 the words are the houses' own code

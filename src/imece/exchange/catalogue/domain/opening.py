"""Opening services: each definition becomes a row with its number, and a function of the database (X4.3)."""

import json
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg.sql import Literal

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.transactions import verb
from imece.exchange.catalogue.domain.workflow import SERVICE
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import SERVICES, Example, Field, Input, Kind, Service
from imece.exchange.services.definition import plain_definition

FIELDS_MOVED = define(
    "CAT-001",
    "The fields of {service} were {before} when it was opened; they are {now}.",
    remedy="Fields of an open version are only appended. Declare a new version.",
)


@verb
def open_services(*, actor: Actor, now: datetime) -> list[ServiceVersion]:
    """Open what the houses declare and is not open yet; make every function anew. Returns the rows made now.

    Raises CAT-001 when an open version's fields were changed or reordered. Nothing else needs a restart: the gateway
    reads the definitions anew whenever one of these rows changes.
    """
    known = {(row.name, row.version): row for row in ServiceVersion.objects.all()}
    made = []
    for key, service in sorted(SERVICES.items()):
        if row := known.get(key):
            _keep_definition(row, service)
        else:
            made.append(_open(service, actor, now))
    with connection.cursor() as cursor:
        # The owner may be ahead of a house whose tables stand on another machine: bodies are checked when asked.
        cursor.execute("set local check_function_bodies = off")
        cursor.execute("create schema if not exists sandbox")
        cursor.execute("\n".join(function_sql(service) for service in SERVICES.values()))
    return made


def _open(service: Service, actor: Actor, now: datetime) -> ServiceVersion:
    row = ServiceVersion.objects.create(
        name=service.name,
        version=service.version,
        owner=service.owner,
        fields=[field.name for field in service.fields],
        definition=plain_definition(service),
        opened_at=now,
    )
    SERVICE.begin(row, actor=actor, now=now)
    return row


def _keep_definition(row: ServiceVersion, service: Service) -> None:
    """Fields are only appended; words and checks may change."""
    names, plain = [field.name for field in service.fields], plain_definition(service)
    if names[: len(row.fields)] != row.fields:
        raise FIELDS_MOVED(service=str(row), before=", ".join(row.fields), now=", ".join(names))
    if (row.fields, row.definition) != (names, plain):
        row.fields, row.definition = names, plain
        row.save(update_fields=["fields", "definition"])


def function_sql(service: Service) -> str:
    """The service's two functions: for everybody with a grant, and for sandbox credentials.

    `answer_…(n integer[], <input> <type>[] …)` has its owner's rights, so that its caller needs none on the tables.
    `answer_…_sandbox` has the same shape; its search path holds the schema `sandbox` alone, so that a table of the
    house cannot even be named; or it is made of the definition's examples.
    """
    sandbox = service.sql if service.has_sandbox_rows else _examples_sql(service)
    return _one_function(service, service.function, "public, pg_temp", service.sql) + _one_function(
        service, service.sandbox_function, "sandbox, pg_temp", sandbox
    )


def _one_function(service: Service, function: str, path: str, select: str) -> str:
    inputs = [("n", "integer"), *((one.name, one.kind.value) for one in service.inputs)]
    parameters = ", ".join(f"in_{name} {kind}[]" for name, kind in inputs)
    arrays = ", ".join(f"in_{name}" for name, _kind in inputs)
    names = ", ".join(name for name, _kind in inputs)
    columns = ", ".join(f"{field.name} {field.kind.value}" for field in service.fields)
    return f"""
drop function if exists {function};
create function {function}({parameters}) returns table (n integer, {columns})
language sql stable security definer set search_path = {path} as $answer$
    with asked({names}) as (select * from unnest({arrays}))
    {select}
$answer$;
revoke execute on function {function} from public;
do $give$ declare reader text; begin
    for reader in select rolname from pg_roles where rolname in ('imece_gateway', 'imece_web', 'imece_worker') loop
        execute format('grant execute on function {function} to %I', reader);
    end loop;
end $give$;
"""  # noqa: S608 the words are the houses' own code


def _examples_sql(service: Service) -> str:
    """The examples as rows: asked exactly so, answered exactly so. Without any, one row that fits no question."""
    inputs, fields = service.inputs, service.fields
    known = [example for example in service.examples if example.facts is not None]
    rows = ", ".join(
        "(" + ", ".join(_example_values(example, inputs, fields)) + ")" for example in known or [Example({})]
    )
    names = ", ".join([*(f"of_{one.name}" for one in inputs), *(one.name for one in fields)])
    same = " and ".join(f"asked.{one.name} is not distinct from example.of_{one.name}" for one in inputs)
    answers = ", ".join(f"example.{one.name}" for one in fields)
    return f"select asked.n, {answers} from asked join (values {rows}) example({names}) on {same}"  # noqa: S608


def _example_values(example: Example, inputs: tuple[Input, ...], fields: tuple[Field, ...]) -> list[str]:
    facts = example.facts or {}
    return [_literal(one.kind, example.inputs.get(one.name)) for one in inputs] + [
        _literal(one.kind, facts.get(one.name)) for one in fields
    ]


def _literal(kind: Kind, value: Any) -> str:
    if value is None:
        return f"null::{kind.value}"
    text = json.dumps(value, ensure_ascii=False) if kind is Kind.LIST else str(value)
    return f"{Literal(text).as_string(None)}::{kind.value}"

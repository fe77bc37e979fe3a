"""Least privilege: the owner migrates; web, worker, gateway and archive own nothing.

On append-only tables they have SELECT and INSERT alone. `./imece setup-roles` makes them; privileges are given
anew after each migrate, so a new table is never forgotten.
"""

from collections.abc import Mapping
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg import sql

RUNNING_ROLES = ("imece_web", "imece_worker")
ALL_ROLES = (*RUNNING_ROLES, "imece_gateway", "imece_archive")
GIVEN: dict[str, list[str]] = {}


def give(role: str, *privileges: str) -> None:
    """Declare what a role that is given little may do: `give("imece_gateway", "select on access_generation")`.

    Rooms say so in their `permissions.py`; a table that does not exist yet is passed over until it does.
    """
    GIVEN.setdefault(role, []).extend(privileges)


def set_up_roles(passwords: Mapping[str, str]) -> list[str]:
    """Make the roles that are missing and set every password; returns the names made now.

    Raises ProgrammingError when the owner may not create roles: then an administrator gives them.
    """
    made = []
    with connection.cursor() as cursor:
        for role in ALL_ROLES:
            cursor.execute("select 1 from pg_roles where rolname = %s", [role])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("create role {} nologin").format(sql.Identifier(role)))
                made.append(role)
            password = passwords[f"{role.removeprefix('imece_')}_password"]
            statement = sql.SQL("alter role {} login nosuperuser nocreatedb nocreaterole password {}")
            cursor.execute(statement.format(sql.Identifier(role), sql.Literal(password)))
    grant_privileges()
    return made


def grant_privileges() -> None:
    """Give the roles that exist what they need and take the rest."""
    append_only = [
        model._meta.db_table for model in apps.get_models() if getattr(model, "is_append_only", False)
    ]
    with connection.cursor() as cursor:
        cursor.execute("select rolname from pg_roles where rolname = any(%s)", [list(ALL_ROLES)])
        present = [name for (name,) in cursor.fetchall()]
        existing = set(connection.introspection.table_names(cursor))
        append_only = with_partitions(cursor, [table for table in append_only if table in existing])
        for role in present:
            for statement in _privileges(role, append_only):
                cursor.execute(statement)


def with_partitions(cursor: Any, tables: list[str]) -> list[str]:
    """These tables and every partition of theirs: what holds for the whole holds for a part that is named itself."""
    cursor.execute(
        "select tree.relid::regclass::text from unnest(%s::text[]) name,"
        " lateral (select relid from pg_partition_tree(name::regclass) union select name::regclass) tree",
        [tables],
    )
    return [name.strip('"') for (name,) in cursor.fetchall()]


def _privileges(role: str, append_only: list[str]) -> list[sql.Composed]:
    name = sql.Identifier(role)
    statements = [
        sql.SQL("revoke all on all tables in schema public from {}").format(name),
        sql.SQL("grant usage on schema public to {}").format(name),
    ]
    if role not in RUNNING_ROLES:
        return statements + [
            sql.SQL("grant {} to {}").format(sql.SQL(privilege), name) for privilege in GIVEN.get(role, [])
        ]
    statements += [
        sql.SQL("grant select, insert, update, delete on all tables in schema public to {}").format(name),
        sql.SQL("grant usage, select on all sequences in schema public to {}").format(name),
        sql.SQL("grant execute on all functions in schema public to {}").format(name),
        sql.SQL("revoke insert, update, delete on django_migrations from {}").format(name),
    ]
    for table in append_only:
        statement = sql.SQL("revoke update, delete, truncate on {} from {}")
        statements.append(statement.format(sql.Identifier(table), name))
    return statements

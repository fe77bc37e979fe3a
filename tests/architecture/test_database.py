"""House rules that only the real schema can prove."""

import pytest
from django.apps import apps
from django.db import connection

HOUSES = ("employment", "registry", "permits", "osh")
FOREIGN_KEYS = """
    select conname, conrelid::regclass::text, confrelid::regclass::text
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
"""


def house_of(table: str) -> str:
    """The house of a table, or nothing for what all stand on."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table.strip('"'):
            parts = model.__module__.split(".")
            return parts[1] if parts[0] == "imece" and parts[1] in (*HOUSES, "exchange") else ""
    return ""


@pytest.mark.django_db
def test_no_foreign_key_crosses_from_one_house_to_another() -> None:
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN_KEYS)
        keys = cursor.fetchall()
    assert len(keys) > 20, "the schema was not read"
    crossing = [(name, a, b) for name, a, b in keys if (house_of(b) and house_of(a) != house_of(b))]
    assert crossing == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["imece_web", "imece_worker"])
def test_running_roles_own_nothing_and_may_not_change_what_is_append_only(role: str) -> None:
    tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "is_append_only", False)]
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_class where relowner = %s::regrole", [role])
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select t from unnest(%s::text[]) t where has_table_privilege(%s, t, 'update')"
            " or has_table_privilege(%s, t, 'delete') or has_table_privilege(%s, t, 'truncate')"
            " or not has_table_privilege(%s, t, 'insert') or not has_table_privilege(%s, t, 'select')",
            [tables, role, role, role, role, role],
        )
        assert cursor.fetchall() == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["imece_web", "imece_worker"])
def test_running_roles_may_use_the_queue(role: str) -> None:
    """procrastinate's functions run with the caller's rights, so tables, sequences and functions are all needed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c"
            " where c.relname like 'procrastinate%%' and c.relkind in ('r', 'S') and not"
            " case c.relkind when 'r' then has_table_privilege(%s, c.oid, 'select, insert, update, delete')"
            " else has_sequence_privilege(%s, c.oid, 'usage') end",
            [role, role],
        )
        assert cursor.fetchall() == []
        cursor.execute(
            "select proname from pg_proc where proname like 'procrastinate%%'"
            " and not has_function_privilege(%s, oid, 'execute')",
            [role],
        )
        assert cursor.fetchall() == []

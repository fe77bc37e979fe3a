"""The database's own last word: triggers derived from the code's data, rebuilt after every migrate.

Three kinds, none of which a session setting can switch off:
* append-only tables (`is_append_only` on the model) refuse UPDATE, DELETE and TRUNCATE; with `kept_years` what is older
  than that may be destroyed, by a function of the owner's alone (KVK-06, `ageing.py`);
* watched tables (`is_watched`) refuse a change by a transaction that names no actor;
* a state column refuses a change that no `Move` makes, and a first state that is no start.
Privileges are the first line (`roles.py`); these are the second.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection, models

from imece.core.database.ageing import destroying, due_keys, forgotten_columns
from imece.core.workflow.moves import TABLES, MoveTable

FUNCTIONS = """
create or replace function imece_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
create or replace function imece_refuse_unattributed() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('imece.actor', true), '') = '' then
        raise exception 'change on % by nobody', tg_table_name using errcode = 'integrity_constraint_violation';
    end if;
    return null;
end $$;
"""


def rebuild_guards(**kwargs: Any) -> None:
    """Called after migrate; drops our triggers and makes them anew, in one transaction."""
    from imece.core.database.roles import grant_privileges

    using = kwargs.get("using", "default")
    if using != "default":
        return
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        statements = [FUNCTIONS, *_drop_statements(cursor)]
        statements += [sql for model in _models("is_append_only", existing) for sql in _append_only(model)]
        statements += [_watched(model) for model in _models("is_watched", existing)]
        statements += [sql for table in TABLES.values() if table.table in existing for sql in _states(table)]
        cursor.execute("\n".join(statements))
    grant_privileges()


def _models(mark: str, existing: set[str]) -> Iterable[type[models.Model]]:
    for model in apps.get_models():
        if getattr(model, mark, False) and model._meta.db_table in existing:
            yield model


def _drop_statements(cursor: Any) -> list[str]:
    cursor.execute(
        "select tgname, tgrelid::regclass::text from pg_trigger"
        " where not tgisinternal and tgname like 'imece\\_%%' and tgparentid = 0"
    )
    return [f'drop trigger "{name}" on {table};' for name, table in cursor.fetchall()]


def _append_only(model: type[models.Model]) -> list[str]:
    table, refuse = model._meta.db_table, "execute function imece_refuse_change()"
    is_kept = hasattr(model, "kept_years")
    row_call = f"execute function {_keeper_of(model)}()" if is_kept else refuse
    return [
        *([_keeper(model), _destroyer(model)] if is_kept else []),
        f'create trigger imece_append_only before update or delete on "{table}" for each row {row_call};',
        f'create trigger imece_no_truncate before truncate on "{table}" for each statement {refuse};',
    ]


def _keeper_of(model: type[models.Model]) -> str:
    return f"imece_keep_{model._meta.db_table}"


def _keeper(model: type[models.Model]) -> str:
    """Refuses all but the destruction of what is due: of the row, or of the columns that are forgotten."""
    key, (columns, empty) = model._meta.pk.column, forgotten_columns(model)
    years = getattr(model, "kept_years")  # noqa: B009  none of Model's
    names = f"array[{columns.replace(chr(34), chr(39))}]"
    only_emptied = f"""tg_op = 'UPDATE' and to_jsonb(new) - {names} = to_jsonb(old) - {names}
            and (select ({columns}) is not distinct from ({empty}) from (select new.*) emptied)"""  # noqa: S608
    return f"""
create or replace function {_keeper_of(model)}() returns trigger language plpgsql as $$
begin
    if {only_emptied if columns else "tg_op = 'DELETE'"}
            and exists (select from ({due_keys(model)}) due(due_key) where due_key = old."{key}") then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    raise exception 'table % is append-only for {years} years', tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;"""


def destroyer_of(model: type[models.Model]) -> str:
    """The function that destroys a portion of an append-only table's rows beyond `kept_years`."""
    return f"imece_destroy_{model._meta.db_table}"


def _destroyer(model: type[models.Model]) -> str:
    """The running roles may not change the table; this does it for them, and knows no other age."""
    name = destroyer_of(model)
    return f"""
create or replace function {name}(portion int) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
{destroying(model, "portion")}
$$;
revoke execute on function {name}(int) from public;"""


def _watched(model: type[models.Model]) -> str:
    return (
        f'create trigger imece_attributed before insert or update or delete on "{model._meta.db_table}"'
        " for each statement execute function imece_refuse_unattributed();"
    )


def _states(table: MoveTable) -> list[str]:
    pairs = ", ".join(f"('{before}', '{after}')" for before, after in sorted(table.pairs))
    starts = ", ".join(f"'{start}'" for start in table.starts)
    name = f"imece_states_{table.name}"
    function = f"""
create or replace function {name}() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state not in ({starts}) then
            raise exception '% may not begin as %', tg_table_name, new.state
                using errcode = 'integrity_constraint_violation';
        end if;
    elsif old.state <> new.state and (old.state, new.state) not in ({pairs}) then
        raise exception '% may not go from % to %', tg_table_name, old.state, new.state
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end $$;"""
    call = f"for each row execute function {name}();"
    return [
        function,
        f'create trigger imece_first_state before insert on "{table.table}" {call}',
        f'create trigger imece_next_state before update of state on "{table.table}" {call}',
    ]

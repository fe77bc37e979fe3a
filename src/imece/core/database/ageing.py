"""What of a table is old enough to go (KVK-06): one wording for the trigger, the owner's function and the nightly job.

    class Reveal(models.Model):
        kept_years = 10
        dated_by = "vacancy__last_application_on"   # as in a filter; "at" unless told otherwise; of several the latest
        forgets = ("note",)                         # these columns are emptied; without it the whole row goes

A row without that day (the first, of several) is not over and stays.
"""

from typing import Any, Final

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Func, Q

Model = type[models.Model]
EMPTY: Final[tuple[tuple[Any, str], ...]] = (
    (models.CharField, "''"),
    (models.TextField, "''"),
    (models.BinaryField, "''::bytea"),
    (models.JSONField, "'{}'::jsonb"),
    (ArrayField, "'{}'"),
)


class YearsAgo(Func):
    """The instant so many years back, by the database's clock."""

    output_field = models.DateTimeField()

    def __init__(self, years: int) -> None:
        super().__init__(template=f"(now() - make_interval(years => {years}))")


def due_keys(model: Model) -> str:
    """SQL for the keys of all rows that are older than the model's `kept_years`; it has no parameter."""
    days, cutoff = getattr(model, "dated_by", "at"), YearsAgo(getattr(model, "kept_years"))  # noqa: B009  none of Model's
    first, *further = (days,) if isinstance(days, str) else days
    rows = model._base_manager.filter(**{f"{first}__lt": cutoff}).order_by()
    for path in further:
        rows = rows.filter(Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__lt": cutoff}))
    statement, values = rows.values(model._meta.pk.attname).query.sql_with_params()
    assert not values, f"{model.__name__}.dated_by may not need a value"
    return str(statement)


def destroying(model: Model, portion: str) -> str:
    """The statement that lets go of at most `portion` due rows, or of their columns, and counts them."""
    table, key = model._meta.db_table, model._meta.pk.column
    columns, empty = forgotten_columns(model)
    is_left = f"where ({columns}) is distinct from ({empty})" if columns else ""
    emptied = f'update "{table}" set ({columns}) = row({empty})'  # noqa: S608  names of our own models alone
    change = emptied if columns else f'delete from "{table}"'  # noqa: S608
    return f"""
    with gone as (
        {change} where "{key}" = any(array(
            select "{key}" from "{table}" join ({due_keys(model)}) due(due_key) on due_key = "{key}"
            {is_left} limit {portion}))
        returning 1)
    select count(*) from gone"""  # noqa: S608  names of our own models alone


def forgotten_columns(model: Model) -> tuple[str, str]:
    """`forgets` as column names, and what an empty row of them is; both empty when the whole row goes."""
    fields: list[Any] = [model._meta.get_field(name) for name in getattr(model, "forgets", ())]
    return ", ".join(f'"{field.column}"' for field in fields), ", ".join(_empty(field) for field in fields)


def _empty(field: Any) -> str:
    if field.null:
        return f"null::{_type_of(field)}"
    return next(sql for kind, sql in EMPTY if isinstance(field, kind))


def _type_of(field: Any) -> str:
    from django.db import connection

    return str(field.db_type(connection)).split("(")[0]

"""Columns the database keeps by itself from a name: search form and sort key (TR-02)."""

from typing import Any

from django.db import models
from django.db.models import F, Func, Value


def folded(*names: str) -> Any:
    """`tr_fold` of the columns joined by a blank: what searches compare with (TR-03)."""
    return models.GeneratedField(
        expression=Func(_joined(names), function="tr_fold", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )


def sort_key(name: str = "name") -> Any:
    """`tr_key` of the column, in byte order: what lists are sorted by (TR-06)."""
    return models.GeneratedField(
        expression=Func(F(name), function="tr_key", output_field=models.TextField()),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


def _joined(names: tuple[str, ...]) -> Any:
    parts = [part for name in names for part in (Value(" "), F(name))][1:]
    return parts[0] if len(parts) == 1 else Func(*parts, template="(%(expressions)s)", arg_joiner=" || ")

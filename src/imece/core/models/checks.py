"""Constraints of rows as Django's forms ask for them, without a question to the database for each row."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models

Values = tuple[tuple[str, Any], ...]


class ValueCheck(models.CheckConstraint):
    """A CHECK of a row's own values. Django lets the database reckon it; equal values are asked once a process."""

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        names: set[str] = self.condition.referenced_base_fields  # type: ignore[union-attr]
        values = tuple((name, getattr(instance, name)) for name in sorted(names))
        left_out = set(exclude or ())
        if names & left_out or not _holds(model, self.name, values):
            super().validate(model, instance, exclude=left_out, using=using)

    def deconstruct(self) -> Any:
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


@lru_cache(maxsize=20_000)
def _holds(model: type[models.Model], name: str, values: Values) -> bool:
    check = next(one for one in model._meta.constraints if one.name == name)
    try:
        models.CheckConstraint.validate(check, model, model(**dict(values)))  # type: ignore[arg-type]
    except ValidationError:
        return False
    return True

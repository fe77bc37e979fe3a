"""What an actor may see at all. Outside it a record does not exist: 404, and the attempt is recorded."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE

M = TypeVar("M", bound=Model)


def get_in_scope(rows: QuerySet[M], actor: Actor, **key: Any) -> M:
    """The one row of `rows` (already the actor's scope) with this key, or OUT_OF_SCOPE (recorded by the web)."""
    found = rows.filter(**key).first()
    if found is None:
        raise OUT_OF_SCOPE(
            what=f"{rows.model._meta.verbose_name} {' '.join(str(part) for part in key.values())}"
        )
    return found


def key(value: int | None) -> int:
    """The actor's own key to filter by; without one nothing matches, since no row has the key 0."""
    return value or 0

"""Keyset paging for feeds, interfaces and exports: page 10,000 costs what page 1 costs, and nothing is skipped.

page = keyset_page(rows, order=("-published_at", "-pk"), after=request.GET.get("after", ""), size=100)
page.rows, page.next_cursor      # "" on the last page
"""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.errors import define

BAD_CURSOR = define(
    "KEY-001",
    _("«{cursor}» is not the cursor of a page."),
    remedy=_("Begin without a cursor and follow the address given with each page."),
    status=400,
)


@dataclass(frozen=True)
class KeysetPage:
    rows: Sequence[Any]
    next_cursor: str = ""


def keyset_page(rows: QuerySet[Any], *, order: Sequence[str], after: str, size: int) -> KeysetPage:
    """`order` must end in a unique field and hold no field that may be null. Raises KEY-001."""
    wanted = rows.order_by(*order)
    if after:
        wanted = wanted.filter(_beyond(order, _read_cursor(rows.model, order, after)))
    found = list(wanted[: size + 1])
    more = len(found) > size
    return KeysetPage(found[:size], _write_cursor(order, found[size - 1]) if more else "")


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """(a, b) > (x, y), written out since the directions may differ."""
    beyond = Q()
    for depth, term in enumerate(order):
        name = term.removeprefix("-")
        equal = {one.removeprefix("-"): value for one, value in zip(order[:depth], values, strict=False)}
        beyond |= Q(**equal, **{f"{name}__{'lt' if term.startswith('-') else 'gt'}": values[depth]})
    return beyond


def _write_cursor(order: Sequence[str], row: Any) -> str:
    values = [getattr(row, term.removeprefix("-")) for term in order]
    return base64.urlsafe_b64encode(json.dumps(values, cls=_ExactEncoder).encode()).decode().rstrip("=")


def _read_cursor(model: type[Model], order: Sequence[str], cursor: str) -> list[Any]:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            raise ValueError(cursor)
        return [_field(model, term).to_python(value) for term, value in zip(order, values, strict=True)]
    except (binascii.Error, ValueError, TypeError, ValidationError, FieldDoesNotExist) as problem:
        raise BAD_CURSOR(cursor=cursor[:40]) from problem


def _field(model: type[Model], term: str) -> "Field[Any, Any]":
    name = term.removeprefix("-")
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    assert isinstance(field, Field)
    return field


class _ExactEncoder(DjangoJSONEncoder):
    """Django's encoder cuts microseconds; a cursor without them would show rows twice."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)

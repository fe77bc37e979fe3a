"""Criteria in the address: the GET form, the chosen ones as removable tags, and what would narrow a search (P0.3)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, QuerySet
from django.http import QueryDict

from imece.core.errors import Text
from imece.core.reports.report import criterion_text

PAGE, SORT, SELECTED, ACTION = "sayfa", "sira", "secili", "eylem"
OWN_PARAMETERS = frozenset({PAGE, SORT, SELECTED, ACTION})


@dataclass(frozen=True)
class Tag:
    """A chosen criterion and the address without it."""

    text: str
    url: str


@dataclass(frozen=True)
class Narrowing:
    """A further criterion and how many rows it would leave; `criterion` is the form field's name."""

    label: Text
    count: int
    criterion: str
    value: str


def changed_query(query: QueryDict, drop: Iterable[str] = (), **changes: Any) -> str:
    """The same address with some parameters replaced or left out; a new criterion begins at page one."""
    left_out = {*drop, *changes}
    kept = [(name, value) for name, values in query.lists() if name not in left_out for value in values]
    new = [(name, str(value)) for name, value in changes.items() if value not in (None, "")]
    return "?" + urlencode(kept + new)


def is_asked(form: forms.Form, query: QueryDict) -> bool:
    """Whether the address carries any criterion (a multi-part widget sends `name_0`, `name_1`)."""
    return any(key not in OWN_PARAMETERS and _field_of(form, key) for key in query)


def _field_of(form: forms.Form, key: str) -> str:
    name = (form.prefix and key.removeprefix(f"{form.prefix}-")) or key
    return (
        name
        if name in form.fields
        else (name.rpartition("_")[0] if name.rpartition("_")[0] in form.fields else "")
    )


def chosen_tags(form: forms.Form, query: QueryDict) -> list[Tag]:
    tags = []
    for name, value in getattr(form, "cleaned_data", {}).items():
        if (
            value in (None, "", False)
            or value == []
            or name not in form.fields
            or form.fields[name].widget.is_hidden
        ):
            continue
        mine = [key for key in query if _field_of(form, key) == name]
        url = changed_query(query, [*mine, PAGE, SELECTED, ACTION])
        tags.append(Tag(f"{form[name].label}: {criterion_text(form.fields[name], _plain(value))}", url))
    return tags


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, QuerySet) else value


def narrowings_by(
    rows: QuerySet[Any], field: str, criterion: str, label: Callable[[Any], Text], limit: int = 5
) -> list[Narrowing]:
    """For a list's `narrowing`: the values of one column with the fewest rows first, as links into the search."""
    groups = rows.order_by().values(field).annotate(row_count=Count("pk")).order_by("row_count", field)
    known = groups.exclude(**{f"{field}__isnull": True})[:limit]
    return [Narrowing(label(one[field]), one["row_count"], criterion, str(one[field])) for one in known]

"""Kept values as people read them: the labels and choices of the page's own form, where it can be found.

A view of ours keeps its forms in its module, a wizard in its steps, a view class in `form_class`. Where no form
knows a name, the name itself is shown. Tokens and hidden fields are never shown.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from imece.accounts.domain.kept import Fields
from imece.core.columns import Text
from imece.core.reports.report import criterion_text

FormClass = type[forms.BaseForm]
TOKEN_NAME = re.compile(r"(^_)|token|nonce|signature|fetched|^next$|version|key$", re.IGNORECASE)
TOKEN_VALUE = re.compile(r"^[A-Za-z0-9_\-=]*:[A-Za-z0-9_\-:=]{20,}$|^[A-Za-z0-9_\-+/=]{32,}$|^[0-9a-f-]{36}$")


def shown_fields(path: str, fields: Fields) -> list[tuple[Text, str]]:
    """[(label, text)] of what was filled in, in the order it was sent; parts of a date stand together."""
    known = _fields_of(path, [name for name, _values in fields])
    gathered: dict[str, list[str]] = {}
    for sent, values in fields:
        name = _field_name(sent, known)
        if not _is_hidden(name, values, known.get(name)):
            gathered.setdefault(name, []).extend(value for value in values if value)
    return [_line(name, values, known.get(name)) for name, values in gathered.items() if values]


def _line(name: str, values: list[str], field: forms.Field | None) -> tuple[Text, str]:
    if field is None:
        return name, ", ".join(values)
    label = field.label or name
    if isinstance(field, forms.BooleanField):
        return label, _("Yes")
    if isinstance(field.widget, forms.MultiWidget):
        return label, ".".join(values)
    if isinstance(field, forms.ModelChoiceField):  # its choices are a query that the actor's scope may narrow
        return label, ", ".join(values)
    return label, criterion_text(field, values)


def _is_hidden(name: str, values: list[str], field: forms.Field | None) -> bool:
    if field is not None:
        return field.widget.is_hidden or isinstance(field.widget, forms.PasswordInput)
    return bool(TOKEN_NAME.search(name)) or any(TOKEN_VALUE.match(value) for value in values)


def _field_name(sent: str, known: dict[str, forms.Field]) -> str:
    """`born_0`, `born_day` → `born`; a prefix before a dash does not count."""
    for name in (sent, sent.rpartition("-")[2]):
        if name in known:
            return name
        whole = name.rpartition("_")[0]
        if whole in known and isinstance(known[whole].widget, forms.MultiWidget):
            return whole
    return sent


def _fields_of(path: str, names: Iterable[str]) -> dict[str, forms.Field]:
    """The fields of the form that knows most of the names sent; empty when none knows any."""
    sent = set(names)
    best: dict[str, forms.Field] = {}
    most = 0
    for form in _forms_behind(path):
        fields: dict[str, forms.Field] = getattr(form, "base_fields", {})
        count = len({_field_name(name, fields) for name in sent} & set(fields))
        if count > most:
            best, most = fields, count
    return best


def _forms_behind(path: str) -> Iterator[FormClass]:
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return
    view: Any = match.func
    wizard = getattr(view, "wizard", None)
    if wizard is not None:
        step = wizard.step(match.kwargs.get("slug", ""))
        yield from [step.form_class] if step else []
        return
    view_class = getattr(view, "view_class", None)
    if view_class is not None and isinstance(getattr(view_class, "form_class", None), type):
        yield view_class.form_class
    module = sys.modules.get(getattr(view_class or view, "__module__", ""))
    yield from (one for one in vars(module or object).values() if _is_form(one))


def _is_form(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, forms.BaseForm)

"""Two versions of the same answers side by side: from two windows, or from the draft and the record (P0.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from imece.core.wizards.answers import Raw, shown_answer

Build = Any  # callable(raw) → form


@dataclass(frozen=True)
class Difference:
    """`choice` names the radio that asks which one holds."""

    choice: str
    label: str
    mine: str
    theirs: str
    prefers_theirs: bool = False


def differences(
    slug: str, build: Build, mine: Raw, theirs: Raw, before: Raw | None = None
) -> list[Difference]:
    """Fields whose values differ. With `before`, a value I never touched gives way to the newer one."""
    my_form, their_form = build(mine), build(theirs)
    found = []
    for name in field_names(my_form, mine, theirs):
        if part(my_form, name, mine) == part(their_form, name, theirs):
            continue
        untouched = before is not None and part(my_form, name, before) == part(my_form, name, mine)
        label = str(my_form[name].label) if name in my_form.fields else name
        texts = (_text(my_form, name, mine), _text(their_form, name, theirs))
        found.append(Difference(f"_choice_{slug}.{name}", label, *texts, untouched))
    return found


def merged(slug: str, build: Build, mine: Raw, theirs: Raw, choices: Mapping[str, str]) -> Raw:
    """Mine, with theirs where that was chosen."""
    form = build(mine)
    result = dict(mine)
    for name in field_names(form, mine, theirs):
        if choices.get(f"_choice_{slug}.{name}") == "theirs":
            for key in part(form, name, mine):
                result.pop(key, None)
            result.update(part(form, name, theirs))
    return result


def field_names(form: Any, *raws: Raw) -> list[str]:
    """The form's fields, then keys that belong to none (of nested forms)."""
    names = [name for name, field in form.fields.items() if not isinstance(field, forms.FileField)]
    owned = {key for name in names for raw in raws for key in part(form, name, raw)}
    return names + sorted({key for raw in raws for key in raw} - owned - set(form.fields))


def part(form: Any, name: str, raw: Raw) -> Raw:
    """What the browser sent for one field; a multi-part widget sends several keys."""
    if name not in form.fields:
        return {name: raw[name]} if name in raw else {}
    key = form.add_prefix(name)
    widget = form.fields[name].widget
    keys = [f"{key}{suffix}" for suffix in getattr(widget, "widgets_names", [""])]
    return {one: raw[one] for one in keys if any(raw.get(one, []))}


def _text(form: Any, name: str, raw: Raw) -> str:
    return shown_answer(form, name) if name in form.fields else ", ".join(raw.get(name, []))

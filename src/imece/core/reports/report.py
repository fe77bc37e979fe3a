"""What a room declares: criteria, columns, rows, permission. Everything else is the same for all reports."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils import translation
from django.utils.functional import Promise

from imece.core.actor import Actor
from imece.core.columns import Column, visible_columns
from imece.core.formats import format_date, format_instant

Text = str | Promise


class Report:
    """One report. Subclasses set the class attributes and write `rows`; `register_report` makes it reachable.

    `permission` is the name the room's table knows; the page that shows the report declares it.
    """

    code: ClassVar[str]
    title: ClassVar[Text]
    permission: ClassVar[str]
    columns: ClassVar[Sequence[Column]]
    criteria_form: ClassVar[type[forms.Form]] = forms.Form
    formats: ClassVar[tuple[str, ...]] = ("pdf", "xlsx")  # also "csv", where programs read it

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[Any]:
        """From the actor's scope only. A queryset is streamed; a list is taken as it is."""
        raise NotImplementedError

    def may_see_special(self, actor: Actor) -> bool:
        """KVK-03: special-category columns stay out of every export unless the room says otherwise here."""
        return False

    def issuer_name(self, actor: Actor) -> str:
        return actor.organisation_name or actor.name

    def columns_for(self, actor: Actor) -> tuple[Column, ...]:
        return visible_columns(self.columns, include_special=self.may_see_special(actor))

    def criteria_lines(self, form: forms.Form, language: str) -> list[tuple[str, str]]:
        """The criteria as people read them, for the head of the files; empty ones are not mentioned."""
        with translation.override(language):
            named = [(form.fields[name], value) for name, value in form.cleaned_data.items()]
            return [
                (str(field.label), criterion_text(field, value)) for field, value in named if _is_given(value)
            ]


def _is_given(value: Any) -> bool:
    return value not in (None, "", False) and value != []


def criterion_text(field: forms.Field, value: Any) -> str:
    """A choice by its label, a date as people write it, anything else as text."""
    if isinstance(value, (list, tuple)):
        return ", ".join(criterion_text(field, one) for one in value)
    choices = {
        str(key): label
        for key, label in getattr(field, "choices", ())
        if not isinstance(label, (list, tuple))
    }
    if str(value) in choices:
        return str(choices[str(value)])
    if isinstance(value, datetime.datetime):
        return format_instant(value)
    if isinstance(value, datetime.date):
        return format_date(value)
    return str(field.label) if value is True else str(value)


REPORTS: dict[str, Report] = {}


def register_report(report: type[Report]) -> type[Report]:
    """Class decorator; codes are one word for ever, since runs keep them."""
    if report.code in REPORTS:
        raise ValueError(f"report {report.code} is defined twice")
    REPORTS[report.code] = report()
    return report

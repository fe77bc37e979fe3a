"""The few filters pages need; a builtin library, so templates do not load it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django import forms, template

from imece.core import formats
from imece.core.ui.forms import ErrorLink
from imece.core.ui.forms import error_links as links_of

register = template.Library()


@register.filter
def error_links(form: forms.BaseForm | None) -> list[ErrorLink]:
    """What the error summary lists; also of a formset or a list of forms."""
    if not form:
        return []
    each: Iterable[forms.BaseForm] = [form] if isinstance(form, forms.BaseForm) else form
    return [link for one in each for link in links_of(one)]


@register.filter
def day(value: date | None) -> str:
    """GG.AA.YYYY (TR-09)."""
    return formats.format_date(value) if value else ""


@register.filter
def instant(value: datetime | None) -> str:
    """GG.AA.YYYY SS:DD on the clocks of Türkiye."""
    return formats.format_instant(value) if value else ""


@register.filter
def count(value: int | None) -> str:
    """1.234"""
    return "" if value is None else formats.format_integer(value)


@register.filter
def money(value: Decimal | None) -> str:
    """1.234,56 TL"""
    return "" if value is None else formats.format_money(value)

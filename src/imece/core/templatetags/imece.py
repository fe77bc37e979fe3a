"""The few filters pages need; a builtin library, so templates do not load it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django import forms, template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from imece.core import formats
from imece.core.ui.forms import ErrorLink
from imece.core.ui.forms import error_links as links_of
from imece.core.ui.menu import MenuItem

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


@register.simple_tag
def menu_tree(items: Iterable[MenuItem], path: str, level: int = 1) -> SafeString:
    """The menu as nested lists; the page one is on is marked. In Python: it stands on every page, forty lines long."""
    lines = format_html_join(
        "", "<li>{}{}</li>", ((_menu_entry(item, path), _below(item, path, level)) for item in items)
    )
    return format_html('<ul class="menu-level-{}">{}</ul>', level, lines)


def _menu_entry(item: MenuItem, path: str) -> SafeString:
    if item.url is None:
        return format_html('<span class="menu-group">{}</span>', item.label)
    mark = mark_safe(' aria-current="page"') if item.url == path else ""
    return format_html('<a href="{}"{}>{}</a>', item.url, mark, item.label)


def _below(item: MenuItem, path: str, level: int) -> SafeString | str:
    return menu_tree(item.children, path, level + 1) if item.children else ""

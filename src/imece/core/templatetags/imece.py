"""The few filters pages need; a builtin library, so templates do not load it."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal

from django import forms, template
from django.template import Context
from django.template.base import Node, Parser, Token
from django.templatetags.static import static
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django_cotton.templatetags._component import cotton_component

from imece.core import formats
from imece.core.ui.components import DRAWN, DrawnComponent, compiled_attributes
from imece.core.ui.forms import ErrorLink
from imece.core.ui.forms import error_links as links_of
from imece.core.ui.markup import escaped
from imece.core.ui.menu import MenuItem
from imece.core.web.addresses import page_address

register = template.Library()


@register.tag("cotton")
def component(parser: Parser, token: Token) -> Node:
    """What `<c-name>` becomes. The smallest are drawn in Python (`ui/components.py`), all others by their template."""
    node = cotton_component(parser, token)
    by_template: Node = node
    draw = DRAWN.get(node.component_name)
    if draw is None:
        return by_template
    return DrawnComponent(draw, compiled_attributes(parser, node.attrs, node.active_library), node.nodelist)


class FixedText(Node):
    """What a tag answers for arguments that stand in the template: asked once, when it is first drawn."""

    def __init__(self, answer: Callable[[str], str], argument: str) -> None:
        self.answer, self.argument = answer, argument

    @cached_property
    def text(self) -> str:
        return escaped(self.answer(self.argument))

    def render(self, context: Context) -> str:
        return self.text


def _fixed(answer: Callable[[str], str]) -> Callable[[Parser, Token], Node]:
    def compile_tag(parser: Parser, token: Token) -> Node:
        name, *arguments = token.split_contents()
        if len(arguments) != 1 or arguments[0][0] not in "\"'":
            raise template.TemplateSyntaxError(f"{name} takes one text in quotes, not {arguments}")
        return FixedText(answer, arguments[0][1:-1])

    return compile_tag


register.tag("static", _fixed(static))  # in place of Django's, which asks the storage at each drawing
register.tag("page_url", _fixed(page_address))


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
def menu_tree(items: Iterable[MenuItem], path: str) -> SafeString:
    """The menu as nested lists; the page one is on is marked. In Python: it stands on every page, forty lines long."""
    return mark_safe(_menu_level(items, path, 1))  # noqa: S308  labels and addresses are escaped below


def _menu_level(items: Iterable[MenuItem], path: str, level: int) -> str:
    lines = "".join(
        f"<li>{_menu_entry(item, path)}{_menu_level(item.children, path, level + 1) if item.children else ''}</li>"
        for item in items
    )
    return f'<ul class="menu-level-{level}">{lines}</ul>'


def _menu_entry(item: MenuItem, path: str) -> str:
    label = escaped(item.label)
    if item.url is None:
        return f'<span class="menu-group">{label}</span>'
    mark = ' aria-current="page"' if item.url == path else ""
    return f'<a href="{escaped(item.url)}"{mark}>{label}</a>'

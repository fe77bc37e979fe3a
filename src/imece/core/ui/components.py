"""The smallest components, drawn in Python: icons and buttons stand two dozen times on a page, and a template for each
of them took a tenth of its time. `<c-icon>`, `<c-button>` and `<c-status>` are written as all components are.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, Parser
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django_cotton.templatetags import compile_inline_template, strip_quotes_with_status

from imece.core.ui.markup import attributes, escaped

Attributes = dict[str, Any]
Draw = Callable[[str, Attributes], SafeString]


def draw_icon(slot: str, given: Attributes) -> SafeString:
    """`name` of a symbol in icons.svg; `label` if no words stand beside it."""
    return _icon(str(given.get("name") or "info"), str(given.get("label") or ""))


@lru_cache(maxsize=256)
def _icon(name: str, label: str) -> SafeString:
    spoken: Attributes = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    use = f'<use href="{escaped(static("imece/icons.svg"))}#{escaped(name)}"/>'
    return _element("svg", {"class": "icon"} | spoken | {"focusable": "false"}, use)


def draw_button(slot: str, given: Attributes) -> SafeString:
    """`kind`: primary | plain | danger | quiet. With `href` a link. With `why` it is shown inactive: reachable, and
    pressing it answers why (never a dead button). What else is given goes to the element."""
    kind, why, href = given.pop("kind", "primary"), given.pop("why", ""), given.pop("href", "")
    icon, own_class, element_type = (
        given.pop("icon", ""),
        given.pop("class", ""),
        given.pop("type", "submit"),
    )
    look = "" if kind == "plain" or (why and not href) else f"btn-{kind}"
    first = {"class": " ".join(name for name in ("btn", look, str(own_class)) if name)}
    inside = (_icon(str(icon), "") if icon else "") + slot
    if href:
        return _element("a", first | {"href": href} | given, inside)
    first["type"] = element_type
    if why:
        first |= {"aria-disabled": "true", "title": why}
        inside += f'<span class="visually-hidden">: {escaped(why)}</span>'
    return _element("button", first | given, inside)


def draw_status(slot: str, given: Attributes) -> SafeString:
    """`kind`: "" | active | done | due | error; the words say it, the colour only helps."""
    kind, icon = given.get("kind") or "", given.get("icon") or ""
    look = f"status is-{kind}" if kind else "status"
    return _element("span", {"class": look}, (_icon(str(icon), "") if icon else "") + slot)


def _element(name: str, given: Mapping[str, Any], inside: str) -> SafeString:
    """`inside` is HTML already."""
    return mark_safe(f"<{name}{attributes(given)}>{inside}</{name}>")  # noqa: S308  attributes are escaped


DRAWN: Mapping[str, Draw] = {"icon": draw_icon, "button": draw_button, "status": draw_status}


class DrawnComponent(Node):
    """A component of `DRAWN` in a template. Attributes keep their order; one that is asked for and has no value is left
    to the component's own default."""

    def __init__(self, draw: Draw, given: Mapping[str, Any], nodelist: NodeList) -> None:
        self.draw, self.given, self.nodelist = draw, given, nodelist
        self.asked = [(name, value) for name, value in given.items() if not isinstance(value, str | bool)]

    def render(self, context: Context) -> SafeString:
        given = dict(self.given)
        for name, value in self.asked:
            given[name] = _resolved(value, context)
            if given[name] is None:
                del given[name]
        return self.draw(self.nodelist.render(context), given)


def _resolved(value: Any, context: Context) -> Any:
    if isinstance(value, FilterExpression):
        return value.resolve(context, ignore_failures=True)
    return value.render(context)


def compiled_attributes(parser: Parser, attributes: Mapping[str, Any], library: Any) -> dict[str, Any]:
    """`:name="value"` is an expression; text with tags in it a small template; anything else stays as it is written."""
    compiled: dict[str, Any] = {}
    for name, raw in attributes.items():
        value, _was_quoted = strip_quotes_with_status(raw)
        if name.startswith(":"):
            compiled[name[1:]] = parser.compile_filter(value)
        elif isinstance(value, str) and ("{{" in value or "{%" in value):
            compiled[name] = compile_inline_template(value, library)
        else:
            compiled[name] = value
    return compiled

"""Inputs and select lists drawn in Python as Django's own templates draw them, but for blank lines.

A list of the 81 provinces is 163 templates there. `context` is what `Widget.get_context` gives under "widget".
"""

from collections.abc import Callable, Mapping
from typing import Any

from imece.core.ui.markup import attributes, escaped

Widget = Mapping[str, Any]
INPUTS = ("checkbox", "email", "hidden", "input", "number", "password", "search", "tel", "text", "url")


def draw_input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{escaped(widget["value"])}"'
    return f'<input type="{escaped(widget["type"])}" name="{escaped(widget["name"])}"{value}{_attributes(widget)}>'


def draw_select(widget: Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return f'<select name="{escaped(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: Any, options: list[Widget]) -> str:
    lines = "".join(f"\n  {_option(one)}" for one in options)
    return f'\n  <optgroup label="{escaped(name)}">{lines}\n  </optgroup>' if name else lines


def _option(option: Widget) -> str:
    return (
        f'<option value="{escaped(option["value"])}"{_attributes(option)}>{escaped(option["label"])}</option>'
    )


def _attributes(widget: Widget) -> str:
    """Django writes an attribute that is None as the word; only False is left out."""
    return attributes({name: "None" if value is None else value for name, value in widget["attrs"].items()})


DRAWN: Mapping[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": draw_input for name in INPUTS},
    "django/forms/widgets/select.html": draw_select,
}

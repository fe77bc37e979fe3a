"""HTML written in Python, for what stands so often on a page that a template for each would be felt."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeData


def escaped(value: Any) -> str:
    """As a template prints it: what is HTML already stays. Django's `conditional_escape` says the same, in three times
    the time: it is ready for texts that shall be translated later."""
    text = str(value)
    return text if isinstance(value, SafeData) else escape(text)


def attributes(given: Mapping[str, Any]) -> str:
    """` name="value"` for each; one that is True stands alone, None and False are left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{escaped(value)}"'
        for name, value in given.items()
        if value is not None and value is not False
    )

"""A rule's answer in the words a person reads: dates, numbers and choices as everywhere on the pages."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from django.db.models import Choices
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imece.core.formats import format_date, format_decimal, format_instant
from imece.core.ui.rule_words import words_of


def lines_of(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """A nested answer as lines: («Parçaları · İl», «014»). A plain one is a line without a name."""
    if isinstance(value, msgspec.Struct):
        value = msgspec.structs.asdict(value)
    if isinstance(value, Mapping):
        for key, one in value.items():
            words = str(words_of(str(shown(key))))
            yield from lines_of(one, f"{name} · {words}" if name else words)
    else:
        yield name, shown(value)


def shown(value: Any) -> str:
    match value:
        case None:
            return "–"
        case bool():
            return _("Yes") if value else _("No")
        case Choices():
            return str(value.label)
        case datetime():
            return format_instant(value)
        case date():
            return format_date(value)
        case Decimal():
            return format_decimal(value, max(0, -int(value.as_tuple().exponent)), get_language() or "tr")
        case list() | tuple() | set() | frozenset():
            return "; ".join(shown(one) for one in value) or "–"
        case Mapping() | msgspec.Struct():
            return ", ".join(f"{words}: {text}" for words, text in lines_of(value))
    return str(value)

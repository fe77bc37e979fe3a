"""A report on its way to a file: head, columns and rows, the same for PDF, Excel and CSV."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from imece.core.columns import Column
from imece.core.formats import format_instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """`rows` is read once; `seal` is the verification code, address and QR, if the file carries one."""

    title: str
    issuer: str
    made_at: datetime.datetime
    columns: Sequence[Column]
    rows: Iterable[Any]
    maker: str = ""
    criteria: Sequence[tuple[str, str]] = ()
    language: str = "tr"
    seal: Mapping[str, str] = field(default_factory=dict)

    def facts(self) -> list[tuple[str, str]]:
        """Criteria, who and when: the lines under the title of every file."""
        with translation.override(self.language):
            facts = [
                *self.criteria,
                (gettext("Institution"), self.issuer),
                (gettext("Made by"), self.maker),
                (gettext("Made at"), format_instant(self.made_at)),
            ]
        return [(label, text) for label, text in facts if text]

    def header(self) -> list[str]:
        with translation.override(self.language):
            return [str(column.label) for column in self.columns]

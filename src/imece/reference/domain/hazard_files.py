"""A file of the İşyeri Tehlike Sınıfları Listesi: its columns, and what a line of it becomes (ID-27)."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from imece.core.identity_numbers import check_nace_code
from imece.core.turkish import fold
from imece.reference.domain.table_files import Fault, Layout, as_text, read_rows
from imece.reference.enums import HazardClass

HEADINGS: Final = {
    "code": ("NACE Rev.2_Altılı Kod", "NACE Rev.2.1_Altılı Kod", "NACE kodu", "kod", "code"),
    "definition": ("NACE Rev.2_Altılı Tanım", "NACE Rev.2.1_Altılı Tanım", "tanım", "definition"),
    "hazard_class": ("Tehlike Sınıfı", "sınıf", "class"),
}
CLASSES: Final = {
    "az tehlikeli": HazardClass.LOW,
    "tehlikeli": HazardClass.HAZARDOUS,
    "cok tehlikeli": HazardClass.HIGH,
}
GROUP: Final = re.compile(r"[A-Z]|[0-9]{2}(\.[0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Row:
    """A line of the list. The name of a group of activities stands between them and has no class."""

    number: int
    code: str
    definition: str
    hazard_class: HazardClass | None

    @property
    def values(self) -> tuple[str, str]:
        return self.definition, str(self.hazard_class)

    @property
    def label(self) -> str:
        return str(self.hazard_class.label) if self.hazard_class else ""


def read_hazard_list(path: Path) -> tuple[list[Row], list[Fault]]:
    """Good rows and faults, in file order. Raises REF-001, REF-002."""
    return read_rows(path, Layout(HEADINGS, tuple(HEADINGS), _is_code, _make_row))


def _make_row(number: int, values: dict[str, Any]) -> Row:
    code, definition, hazard = (as_text(values[name]) for name in HEADINGS)
    if not hazard and GROUP.fullmatch(code):
        return Row(number, code, definition, None)
    check = check_nace_code(code)
    if not check.is_valid:
        raise ValueError(check.message)
    if not definition:
        raise ValueError(str(_("the activity is missing")))
    if fold(hazard) not in CLASSES:
        raise ValueError(str(_("«{text}» is none of the three classes")).format(text=hazard))
    return Row(number, check.value, definition, CLASSES[fold(hazard)])


def _is_code(value: Any) -> bool:
    return check_nace_code(as_text(value)).is_valid

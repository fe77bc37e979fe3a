"""A dictionary file's columns, and what a line of it becomes."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from imece.reference.domain.codes import is_occupation_code
from imece.reference.domain.table_files import Fault, Layout, as_text, read_rows

HEADINGS: Final = {
    "code": ("kod", "kodu", "meslek kodu", "code"),
    "name": ("ad", "adı", "meslek", "meslek adı", "name"),
    "synonyms": ("eşanlamlılar", "eş anlamlılar", "diğer adlar", "synonyms"),
    "valid_from": ("geçerlilik başlangıcı", "başlangıç", "valid_from"),
    "valid_to": ("geçerlilik bitişi", "bitiş", "valid_to"),
    "replaced_by": ("yerine geçen", "yerine geçen kod", "replaced_by"),
    "description": ("tanım", "description"),
    "tasks": ("görevler", "tasks"),
    "tools": ("araçlar", "araç gereçler", "tools"),
    "environment": ("çalışma ortamı", "environment"),
    "education": ("eğitim", "education"),
}
TEXT_FIELDS: Final = ("description", "tasks", "tools", "environment", "education")
DATE_FIELDS: Final = ("valid_from", "valid_to")
LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class Row:
    """One line of a file. `extra` holds only what the file has a column for."""

    number: int
    code: str
    name: str
    extra: dict[str, Any] = field(default_factory=dict)


def read_dictionary(path: Path) -> tuple[list[Row], list[Fault]]:
    """Good rows and faults, in file order. Raises REF-001, REF-002."""
    return read_rows(path, Layout(HEADINGS, ("code", "name"), _is_code, _make_row))


def _make_row(number: int, values: dict[str, Any]) -> Row:
    code, name = _code(values.pop("code")), as_text(values.pop("name"))
    if not is_occupation_code(code):
        raise ValueError(str(_("«{code}» is no code of the form NNNN.NN")).format(code=code))
    if not name or len(name) > LONGEST_NAME:
        raise ValueError(str(_("the name is missing or longer than 200 letters")))
    return Row(number, code, name, {key: _extra(key, value) for key, value in values.items()})


def _is_code(value: Any) -> bool:
    return is_occupation_code(_code(value))


def _code(value: Any) -> str:
    """A spreadsheet may hold 1120.20 as the number 1120.2, and 0110.01 as 110.01."""
    return f"{value:07.2f}" if isinstance(value, float) else str(value or "").strip()


def _extra(key: str, value: Any) -> Any:
    if key in DATE_FIELDS:
        return _date(value)
    if key == "synonyms":
        parts = value if isinstance(value, list) else str(value or "").split(";")
        return list(dict.fromkeys(text for part in parts if (text := as_text(part))))
    if key == "replaced_by":
        code = _code(value)
        if code and not is_occupation_code(code):
            raise ValueError(str(_("«{code}» is no code of the form NNNN.NN")).format(code=code))
        return code
    lines = value if isinstance(value, list) else str(value or "").splitlines()
    return "\n".join(as_text(line) for line in lines)


def _date(value: Any) -> date | None:
    if value in (None, ""):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    for form in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise ValueError(str(_("«{text}» is no date (DD.MM.YYYY)")).format(text=text))

"""A service as people read it: the rows of Ek-1 and of the catalogue's page, from the definition (X2.1, X4.3)."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from imece.exchange.contract import Field, Input, Kind, Service
from imece.exchange.services.words import words_in

KINDS: Final = {
    Kind.TEXT: "metin / text",
    Kind.INTEGER: "tam sayı / whole number",
    Kind.DECIMAL: "ondalık sayı / decimal number",
    Kind.BOOLEAN: "evet-hayır / yes or no",
    Kind.DATE: "tarih / date",
    Kind.LIST: "liste / list",
}


@dataclass(frozen=True)
class Row:
    """One line. `depth` 1: a column of the list above it. `is_granted` None where no grant is looked at."""

    name: str
    title: str
    kind: str
    meaning: str
    depth: int = 0
    is_special: bool = False
    is_required: bool = True
    is_granted: bool | None = None


def input_rows(service: Service, language: str) -> list[Row]:
    return [_input_row(one, language) for one in service.inputs]


def field_rows(service: Service, language: str, granted: Collection[str] | None = None) -> list[Row]:
    """All fields, each list followed by its columns; with `granted` every line says whether it is given."""
    rows = []
    for field in service.fields:
        is_granted = None if granted is None else field.name in granted
        rows.append(_field_row(field, language, 0, is_granted))
        rows += [_field_row(column, language, 1, is_granted) for column in field.records]
    return rows


def granted_rows(service: Service, language: str, granted: Collection[str]) -> list[Row]:
    """What Ek-1 lists: the granted fields and nothing else (PRO-02)."""
    return [row for row in field_rows(service, language, granted) if row.is_granted]


def is_open_to(service: Service, kind: str) -> bool:
    """Whether an institution of this kind may be granted it at all (X1.2, KPS-06)."""
    return not service.open_to or kind in service.open_to


def _input_row(one: Input, language: str) -> Row:
    return Row(
        one.name,
        words_in(one.title, language),
        words_in(KINDS[one.kind], language),
        words_in(one.meaning, language),
        is_required=one.is_required,
    )


def _field_row(field: Field, language: str, depth: int, is_granted: bool | None) -> Row:
    return Row(
        field.name,
        words_in(field.title, language),
        words_in(KINDS[field.kind], language),
        words_in(field.meaning, language),
        depth,
        field.is_special,
        is_granted=is_granted,
    )

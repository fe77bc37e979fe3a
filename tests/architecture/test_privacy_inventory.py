"""KVK-01: `docs/privacy-inventory.csv` covers every table, and every special-category column as such."""

import csv

import pytest
from django.apps import apps
from django.db import models

from imece.core.encryption import EncryptedTextField
from tests.architecture.sources import DOCS

NONE = "none"
COLUMNS = ["table", "fields", "purpose", "category", "legal_ground", "receivers", "retention", "measures"]
TABLES = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def _rows() -> list[dict[str, str]]:
    with (DOCS / "privacy-inventory.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _fields(row: dict[str, str]) -> list[str]:
    return [name.strip() for name in row["fields"].split(";") if name.strip()]


def test_KVK_01_every_table_is_in_the_inventory() -> None:
    assert sorted(set(TABLES) - {row["table"] for row in _rows()}) == []


def test_KVK_01_no_table_of_the_inventory_is_gone() -> None:
    assert sorted({row["table"] for row in _rows()} - set(TABLES)) == []


def test_KVK_01_every_field_named_exists() -> None:
    known = {table: {field.name for field in model._meta.get_fields()} for table, model in TABLES.items()}
    gone = [
        f"{row['table']}.{name}"
        for row in _rows()
        for name in _fields(row)
        if name not in known[row["table"]]
    ]
    assert gone == []


def test_KVK_01_each_row_says_everything() -> None:
    for row in _rows():
        assert list(row) == COLUMNS
        assert row["purpose"]
        needed = ("fields", "category", "legal_ground", "receivers", "retention")
        assert row["category"] == NONE or all(row[name] for name in needed), row


def test_KVK_01_rows_are_sorted_by_table() -> None:
    tables = [row["table"] for row in _rows()]
    assert tables == sorted(tables)


@pytest.mark.parametrize(
    ("table", "column"),
    [(table, field.name) for table, model in TABLES.items() for field in model._meta.get_fields()
     if isinstance(field, EncryptedTextField)],
)  # fmt: skip
def test_KVK_03_an_encrypted_column_is_named_as_special(table: str, column: str) -> None:
    groups = [row for row in _rows() if row["table"] == table and column in _fields(row)]
    assert [row["category"].startswith("special") for row in groups] == [True]


def test_a_table_that_names_a_person_is_not_listed_as_having_none() -> None:
    without = {row["table"] for row in _rows() if row["category"] == NONE}
    assert [table for table in sorted(without) if _names_a_person(TABLES[table])] == []


def _names_a_person(model: type[models.Model]) -> bool:
    telling = {"person", "person_id", "national_id", "actor_name", "email", "phone", "user", "job_seeker"}
    return bool(telling & {field.name for field in model._meta.concrete_fields})

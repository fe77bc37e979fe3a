"""One column definition for page, PDF and Excel (P0.6, TR-09, KVK-03, KVK-10)."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db.models import TextChoices

from imece.core.columns import Column, Kind, cell_link, cell_value, format_cell, neutralise, visible_columns


class Colour(TextChoices):
    RED = "red", "Kırmızı"


NOON = datetime.datetime(2026, 3, 4, 21, 30, tzinfo=datetime.UTC)  # 00:30 of the 5th in Türkiye


@pytest.mark.parametrize(
    "kind, value, text, typed",
    [
        (Kind.TEXT, "Çağrı ₺", "Çağrı ₺", "Çağrı ₺"),
        (Kind.TEXT, "=1+1", "=1+1", "'=1+1"),
        (Kind.INTEGER, 1234567, "1.234.567", 1234567),
        (Kind.INTEGER, 0, "0", 0),
        (Kind.DECIMAL, Decimal("1234.5"), "1.234,50", Decimal("1234.5")),
        (Kind.MONEY, Decimal("1234.5"), "1.234,50 TL", Decimal("1234.5")),
        (Kind.DATE, datetime.date(2026, 3, 4), "04.03.2026", datetime.date(2026, 3, 4)),
        (Kind.DATE, NOON, "05.03.2026", datetime.date(2026, 3, 5)),
        (Kind.INSTANT, NOON, "05.03.2026 00:30", datetime.datetime(2026, 3, 5, 0, 30)),
        (Kind.BOOLEAN, True, "Evet", "Evet"),
        (Kind.BOOLEAN, False, "Hayır", "Hayır"),
        (Kind.CHOICE, Colour.RED, "Kırmızı", "Kırmızı"),
        (Kind.ID_NUMBER, "12345678945", "123******45", "123******45"),
        (Kind.TEXT, None, "", None),
        (Kind.MONEY, None, "", None),
    ],
)
def test_TR09_cell_for_people_and_for_a_spreadsheet(kind, value, text, typed):
    column = Column(name="x", label="X", kind=kind)
    assert format_cell(column, {"x": value}) == text
    assert cell_value(column, {"x": value}) == typed


def test_english_reader_gets_english_words_and_numbers():
    assert format_cell(Column(name="x", label="X", kind=Kind.BOOLEAN), {"x": True}, "en") == "Yes"
    assert (
        format_cell(Column(name="x", label="X", kind=Kind.DECIMAL), {"x": Decimal("1234.5")}, "en")
        == "1,234.50"
    )


def test_accessors_follow_paths_dictionaries_and_functions():
    row = SimpleNamespace(vacancy=SimpleNamespace(number="V-1", employer=None))
    assert format_cell(Column(name="n", label="", accessor="vacancy.number"), row) == "V-1"
    assert format_cell(Column(name="n", label="", accessor="vacancy.employer.name"), row) == ""
    assert (
        format_cell(Column(name="n", label="", accessor=lambda row: row.vacancy.number + "!"), row) == "V-1!"
    )
    assert (
        cell_link(Column(name="n", label="", link=lambda row: f"/i/{row.vacancy.number}/"), row) == "/i/V-1/"
    )


def test_KVK03_special_category_columns_need_an_explicit_entitlement():
    columns = (Column(name="name", label="Ad"), Column(name="disability", label="Engel", special=True))
    assert [column.name for column in visible_columns(columns)] == ["name"]
    assert [column.name for column in visible_columns(columns, include_special=True)] == [
        "name",
        "disability",
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\n=1", "＝1"])
def test_formula_starters_are_neutralised(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("text", ["a=1", "Işık", "", "1-2"])
def test_harmless_text_is_left_alone(text):
    assert neutralise(text) == text


def test_alignment_follows_the_kind():
    sides = {kind: Column(name="x", label="", kind=kind).align for kind in Kind}
    assert {kind for kind, side in sides.items() if side == "end"} == {Kind.INTEGER, Kind.DECIMAL, Kind.MONEY}

"""Numbers, dates and money on screen (TR-09)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core import formats

languages = st.sampled_from(["tr", "en"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (formats.format_integer(1234567), "1.234.567"),
        (formats.format_integer(-1234, "en"), "-1,234"),
        (formats.format_decimal(Decimal("1234.56")), "1.234,56"),
        (formats.format_decimal(Decimal("1234.56"), 2, "en"), "1,234.56"),
        (formats.format_decimal(Decimal("0.125")), "0,13"),
        (formats.format_decimal(Decimal("-0.125")), "-0,13"),
        (formats.format_decimal(5, 0), "5"),
        (formats.format_money(Decimal("33030")), "33.030,00 TL"),
        (formats.format_money(Decimal("0.03"), "en"), "0.03 TL"),
        (formats.format_money(Decimal("-1234.5"), sign=True), "-₺1.234,50"),
        (formats.format_date(date(2026, 3, 9)), "09.03.2026"),
        (formats.format_long_date(date(2026, 8, 5)), "5 Ağustos 2026"),
        (formats.format_long_date(date(2026, 8, 5), "en"), "5 August 2026"),
        (formats.format_instant(datetime(2026, 12, 31, 22, 5, 9, tzinfo=UTC)), "01.01.2027 01:05"),
        (
            formats.format_instant(datetime(2026, 7, 1, 9, 5, 9, tzinfo=UTC), seconds=True),
            "01.07.2026 12:05:09",
        ),
    ],
)
def test_shown_as_in_rule(text, expected):
    assert text == expected


@pytest.mark.parametrize(
    ("parse", "text", "expected"),
    [
        (formats.parse_decimal, "1.234,56", Decimal("1234.56")),
        (formats.parse_decimal, " 1234,5 TL ", Decimal("1234.5")),
        (formats.parse_decimal, "₺0,03", Decimal("0.03")),
        (formats.parse_decimal, "−5", Decimal(-5)),
        (lambda text: formats.parse_decimal(text, "en"), "1,234.56", Decimal("1234.56")),
        (formats.parse_integer, "1.234", 1234),
        (formats.parse_integer, "1234", 1234),
        (lambda text: formats.parse_integer(text, "en"), "1,234", 1234),
        (formats.parse_date, "09.03.2026", date(2026, 3, 9)),
        (formats.parse_date, "9/3/2026", date(2026, 3, 9)),
        (formats.parse_date, "2026-03-09", date(2026, 3, 9)),
        (formats.parse_date, "29.02.2028", date(2028, 2, 29)),
    ],
)
def test_read_as_written(parse, text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        *(
            (formats.parse_decimal, text)
            for text in ["", "1.5", "1,234.56", "1.23.456", "12a", "１２", "1 234", "1,"]
        ),
        *((formats.parse_integer, text) for text in ["", "1,5", "1.5", "١٢", "1e3"]),
        *(
            (formats.parse_date, text)
            for text in ["", "29.02.2027", "31.04.2026", "1.1.26", "2026-3-9", "01.13.2026"]
        ),
    ],
)
def test_unreadable_value_is_named(parse, text):
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert isinstance(caught.value, formats.UnreadableValue)
    assert caught.value.value == text
    assert f"“{text}”" in str(caught.value)


def test_instant_needs_a_zone_and_a_date_is_no_instant():
    with pytest.raises(ValueError):
        formats.format_instant(datetime(2026, 1, 1))
    with pytest.raises(TypeError):
        formats.format_date(datetime(2026, 1, 1, tzinfo=UTC))


@given(st.decimals(-(10**9), 10**9, places=2), languages)
def test_decimal_returns(value, language):
    assert formats.parse_decimal(formats.format_decimal(value, 2, language), language) == value
    assert formats.parse_decimal(formats.format_money(value, language), language) == value


@given(st.integers(-(10**12), 10**12), languages)
def test_integer_returns(value, language):
    assert formats.parse_integer(formats.format_integer(value, language), language) == value


@given(st.dates())
def test_date_returns(day):
    assert formats.parse_date(formats.format_date(day)) == day


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("007", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("1" * 5_000, None), ("", None), (None, None),
     ("-1", None), ("1.0", None), (" 1", None), ("١", None), ("²", None)],
)  # fmt: skip
def test_a_key_of_an_address_is_read_or_nothing(text: str | None, number: int | None) -> None:
    assert formats.whole_of(text) == number


def test_fewer_digits_are_asked_for() -> None:
    assert (formats.whole_of("81", 2), formats.whole_of("081", 2)) == (81, None)

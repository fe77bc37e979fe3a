"""Personal fields under monthly keys (X5.1, KVK-06) open with the right key in the right row, and no other way."""

import hmac
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.exchange.ledger.format import HEAD, fixed_of, head_of, join_head
from imece.exchange.ledger.sealing import (
    COMMITMENT_LENGTH,
    NOTHING,
    CannotOpen,
    Content,
    Mac,
    MonthKeys,
    month_of,
    open_month,
    unwrap,
    wrap,
)

MONTH = date(2026, 11, 1)
KEYS = MonthKeys(b"k" * 32, MONTH)
CONTENT = Content("10000000146", "U-17", "B-3", "2026/114")
NUMBERS = (3, 5, 7, 900, 1_763_784_000_000_000, b"r" * 16, 4, 5, 6, 7, 8, 9, 0b101, 1, 0)


def head(sequence: int = 5) -> bytes:
    return fixed_of(NUMBERS[0], sequence, *NUMBERS[2:])


@given(st.tuples(st.text(), st.text(), st.text(), st.text()))
def test_what_is_sealed_opens_to_the_same(texts: tuple[str, str, str, str]) -> None:
    content = Content(*texts)
    assert KEYS.open(head(), KEYS.seal(head(), content)) == content


def test_the_fixed_head_is_the_beginning_of_the_head() -> None:
    whole = head_of(*NUMBERS, b"s" * 16, b"\x7f\x00\x00\x01", b"sealed")
    assert whole[: HEAD.size] == head()
    assert join_head(head(), b"s" * 16, b"\x7f\x00\x00\x01", b"sealed") == whole


def test_nothing_to_seal_leaves_no_bytes() -> None:
    assert KEYS.seal(head(), NOTHING) == b""
    assert KEYS.open(head(), b"") == NOTHING


def test_a_row_does_not_open_in_another_rows_place() -> None:
    with pytest.raises(CannotOpen):
        KEYS.open(head(6), KEYS.seal(head(5), CONTENT))


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(KEYS.seal(head(), CONTENT))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(CannotOpen):
        KEYS.open(head(), bytes(sealed))


def test_one_rows_key_opens_that_row_alone() -> None:
    key = KEYS.row_key(head(5))
    assert key.open(head(5), KEYS.seal(head(5), CONTENT)) == CONTENT
    with pytest.raises(CannotOpen):
        key.open(head(6), KEYS.seal(head(6), CONTENT))


def test_a_second_key_is_refused_even_if_it_would_decrypt() -> None:
    """GCM alone does not bind bytes to one key; the commitment does."""
    other = MonthKeys(b"o" * 32, MONTH)
    forged = KEYS.row_key(head()).commitment + other.seal(head(), CONTENT)[COMMITMENT_LENGTH:]
    with pytest.raises(CannotOpen, match="not sealed with this key"):
        other.open(head(), forged)


def test_subject_keys_meet_within_a_month_and_not_across() -> None:
    december = MonthKeys(b"l" * 32, date(2026, 12, 1))
    assert KEYS.subject_key("10000000146") == KEYS.subject_key("10000000146")
    assert len(KEYS.subject_key("10000000146")) == 16
    assert KEYS.subject_key("10000000146") != december.subject_key("10000000146")
    assert KEYS.subject_key("") == b""


def test_user_keys_tell_institutions_apart() -> None:
    assert KEYS.user_key(7, "U-17") == KEYS.user_key(7, "U-17")
    assert len({KEYS.user_key(7, "U-17"), KEYS.user_key(8, "U-17"), KEYS.user_key(7, "U-18")}) == 3
    assert KEYS.user_key(7, "") == b""


def test_a_wrapped_key_opens_for_its_month_and_installation_only() -> None:
    wrapped = wrap(b"d" * 32, MONTH, "our key")
    assert unwrap(wrapped, MONTH, "our key") == b"d" * 32
    opened, made = open_month(memoryview(wrapped), MONTH, "our key"), MonthKeys(b"d" * 32, MONTH)
    assert opened.seal(head(), CONTENT) == made.seal(head(), CONTENT)
    for month, key in ((date(2026, 12, 1), "our key"), (MONTH, "another key")):
        with pytest.raises(CannotOpen):
            unwrap(wrapped, month, key)


def test_a_destroyed_key_opens_nothing() -> None:
    with pytest.raises(CannotOpen, match="destroyed"):
        unwrap(b"", MONTH, "our key")


@pytest.mark.parametrize(
    "instant, month",
    [
        (1_798_761_599_999_999, date(2026, 12, 1)),  # 2026-12-31T23:59:59.999999Z
        (1_798_761_600_000_000, date(2027, 1, 1)),  # in Istanbul it is three hours later already
        (0, date(1970, 1, 1)),
    ],
)
def test_months_are_those_of_utc(instant: int, month: date) -> None:
    assert month_of(instant) == month


@given(st.binary(max_size=64), st.binary(), st.sampled_from(["sha256", "sha512"]))
def test_the_mac_is_hmac(key: bytes, message: bytes, algorithm: str) -> None:
    assert Mac(key, algorithm).digest(message) == hmac.digest(key, message, algorithm)

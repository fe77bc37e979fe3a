"""KVK-03: special-category data stand encrypted in their column, bound to it and to the installation's key."""

from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.db import models

from imece.core.encryption import EncryptedNumberField, EncryptedTextField, decrypt, encrypt


@pytest.mark.parametrize("text", ["yüzde 60 işitme kaybı", "İ", "a" * 10_000, "\x00"])
def test_what_was_sealed_opens_again(text: str) -> None:
    assert decrypt(encrypt(text, "a.b"), "a.b") == text


def test_the_same_text_never_looks_the_same() -> None:
    one, other = encrypt("heyet raporu", "a.b"), encrypt("heyet raporu", "a.b")
    assert one != other
    assert b"heyet" not in one


def test_bytes_moved_to_another_column_do_not_open() -> None:
    with pytest.raises(InvalidTag):
        decrypt(encrypt("heyet raporu", "person.health"), "person.conviction")


@pytest.mark.parametrize("place", [0, 12, -1])
def test_changed_bytes_do_not_open(place: int) -> None:
    sealed = bytearray(encrypt("heyet raporu", "a.b"))
    sealed[place] ^= 1
    with pytest.raises(InvalidTag):
        decrypt(bytes(sealed), "a.b")


def test_another_installations_key_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = encrypt("heyet raporu", "a.b")
    monkeypatch.setitem(settings.INSTALLATION.secrets, "field_encryption_key", "başka bir anahtar")
    with pytest.raises(InvalidTag):
        decrypt(sealed, "a.b")


@pytest.mark.parametrize("lookup", ["exact", "contains", "in", "gt", "startswith"])
def test_a_sealed_column_cannot_be_searched(lookup: str) -> None:
    assert a_field().get_lookup(lookup) is None


def test_an_empty_text_and_a_null_can_be_told() -> None:
    field = a_field()
    assert field.get_lookup("isnull") is not None
    assert field.get_db_prep_value("", None) == b""
    assert field.from_db_value(b"", None, None) == ""


@pytest.mark.parametrize(
    "words", [("disabled", "ex_convict", "terror_affected"), ("ş", "ç" * 15), ("a" * 32, "b" * 63)]
)
def test_short_words_are_as_long_as_one_another_and_open_again(words: tuple[str, ...]) -> None:
    field = a_field()
    sealed = [field.get_db_prep_value(word, None) for word in words]
    assert len({len(one) for one in sealed}) == 1
    assert tuple(field.from_db_value(one, None, None) for one in sealed) == words


def test_what_was_sealed_before_words_were_filled_up_opens_too() -> None:
    field = a_field()
    assert field.from_db_value(encrypt("disabled", field._context()), None, None) == "disabled"


@pytest.mark.parametrize("number", [None, 0, 1, 100])
def test_a_sealed_number_does_not_show_whether_there_is_one(number: int | None) -> None:
    field = a_field(EncryptedNumberField)
    sealed = field.get_db_prep_value(number, None)
    assert len(sealed) == 12 + 32 + 16
    assert field.from_db_value(sealed, None, None) == number


def a_field(kind: type[EncryptedTextField] = EncryptedTextField) -> Any:
    class Sealed(kind):  # type: ignore[misc,valid-type]
        def _context(self) -> str:
            return "a.b"

    field = Sealed()
    assert isinstance(field, models.TextField)
    return field

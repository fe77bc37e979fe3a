"""Numbers of persons and taxpayers: T.C. kimlik no, yabancı kimlik no, vergi kimlik no (ID-01 to ID-13)."""

import re
from typing import Final

from stdnum.tr import vkn

from imece.core.identity_numbers.result import NumberCheck, NumberKind, accept, refuse

# The expressions stand before python-stdnum, which reads full-width digits as digits (ID-05).
_PERSON: Final = re.compile(r"[1-9][0-9]{10}")
_TAX: Final = re.compile(r"[0-9]{10}")

TAX_PLACEHOLDERS: Final = frozenset({"0000000001", *(digit * 10 for digit in "0123456789")})
"""ID-13: typed to get past a field, or used by invoices for a nameless buyer."""


def check_person_number(text: str) -> NumberCheck:
    """TCKN or YKN (ID-01 to ID-06). Only outer blanks are forgiven.

    ``parts["state"]`` is always ``kps_needed``: check digits do not prove that the person exists (ID-04).
    A leading 9 is the foreigners' register; 90–97 is accepted with the warning ``register_unknown`` (ID-06).
    """
    value = text.strip()
    kind = NumberKind.YKN if value.startswith("9") else NumberKind.TC
    if not _PERSON.fullmatch(value):
        return refuse(value, kind, "person_shape")
    if value[9:] != _check_digits(value[:9]):
        return refuse(value, kind, "person_check_digit")
    unknown = kind is NumberKind.YKN and value[1] not in "89"
    return accept(
        value,
        kind,
        warnings=("register_unknown" if unknown else None,),
        parts={"register": "foreigners" if kind is NumberKind.YKN else "citizens", "state": "kps_needed"},
    )


def check_tax_number(text: str) -> NumberCheck:
    """VKN, leading zeros kept (ID-11); placeholders are refused (ID-13)."""
    value = text.strip()
    if not _TAX.fullmatch(value):
        return refuse(value, NumberKind.VKN, "tax_shape")
    if value in TAX_PLACEHOLDERS:
        return refuse(value, NumberKind.VKN, "tax_placeholder")
    if not vkn.is_valid(value):
        return refuse(value, NumberKind.VKN, "tax_check_digit")
    return accept(value, NumberKind.VKN)


def check_tax_identity(text: str) -> NumberCheck:
    """A taxpayer's number of any of the three kinds (ID-12): VKN by 10 digits, TCKN or YKN by 11."""
    value = text.strip()
    if len(value) == 10:
        return check_tax_number(value)
    if len(value) == 11:
        return check_person_number(value)
    return refuse(value, NumberKind.VKN, "tax_identity_shape")


def make_person_number(serial: int) -> str:
    """A TCKN with right check digits for synthetic people, serial 0 to 699 999 999 (ID-02, ID-03).

    Checksums cannot tell it from a real one (ID-04): use it for the synthetic register alone.
    """
    if not 0 <= serial <= 699_999_999:
        raise ValueError(f"No synthetic number for serial {serial}: it must lie between 0 and 699999999.")
    nine = str(100_000_000 + serial)
    return nine + _check_digits(nine)


def _check_digits(nine: str) -> str:
    """The last two digits of a person's number that begins with these nine (ID-02, ID-03)."""
    digits = [*map(int, nine)]
    odd, even = sum(digits[0::2]), sum(digits[1::2])
    tenth = (odd * 7 - even) % 10
    return f"{tenth}{(odd + even + tenth) % 10}"

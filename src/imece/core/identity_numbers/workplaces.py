"""Numbers of workplaces and companies: SGK işyeri sicil no, MERSİS no, İŞKUR no (ID-14 to ID-17, ID-22)."""

import re
from typing import Final

from stdnum import damm

from imece.core.identity_numbers.people import check_person_number, check_tax_number
from imece.core.identity_numbers.provinces import compare_province
from imece.core.identity_numbers.result import NumberCheck, NumberKind, accept, refuse

_WORKPLACE: Final = re.compile(
    r"(?P<nature>[0-9])(?P<branch>[0-9]{4})(?P<unit_new>[0-9]{2})(?P<unit_old>[0-9]{2})(?P<serial>[0-9]{7})"
    r"(?P<province>[0-9]{3})(?P<district>[0-9]{2})(?P<control>[0-9]{2})(?P<contractor>[0-9]{3})"
)
_MERSIS: Final = re.compile(r"[0-9]{16}")
_ISKUR: Final = re.compile(r"[0-9]{10}")
_SECTORS: Final = {"1": "public", "2": "private", "3": "public", "4": "private"}


def check_workplace_number(text: str, *, province: str | None = None) -> NumberCheck:
    """SGK işyeri sicil no (ID-14): blanks, dots and dashes are dropped, 26 digits are stored.

    ``province`` is the code of the address (``"34"`` or ``"034"``); another one in the number is a warning
    (ID-16). ``parts["sector"]`` is public, private or unknown by the nature code. The two control digits
    are not reckoned, for their rule is not published, and both orders of new and old unit pass (C25).
    """
    value = re.sub(r"[\s.-]", "", text)
    match = _WORKPLACE.fullmatch(value)
    if not match:
        return refuse(text.strip(), NumberKind.WORKPLACE, "workplace_shape")
    parts = match.groupdict()
    parts["sector"] = _SECTORS.get(parts["nature"], "unknown")
    return accept(
        value, NumberKind.WORKPLACE, warnings=(compare_province(parts["province"], province),), parts=parts
    )


def get_main_workplace_number(number: str) -> str:
    """Number of the main employer's workplace, to which a subcontractor's (alt işveren) belongs (ID-15)."""
    return number[:23] + "000"


def check_mersis_number(text: str, *, tax_identity: str | None = None) -> NumberCheck:
    """MERSİS no (ID-17): 0 + VKN + 5 digits of a company, or TCKN + 5 digits of a sole trader.

    A wrong number inside, or another one than ``tax_identity`` (VKN or TCKN), is a warning only.
    """
    value = re.sub(r"[\s-]", "", text)
    if not _MERSIS.fullmatch(value):
        return refuse(text.strip(), NumberKind.MERSIS, "mersis_shape")
    inside = check_tax_number(value[1:11]) if value[0] == "0" else check_person_number(value[:11])
    mismatch = tax_identity is not None and tax_identity.strip() != inside.value
    return accept(
        value,
        NumberKind.MERSIS,
        warnings=(
            None if inside.is_valid else "embedded_number_invalid",
            "embedded_number_mismatch" if mismatch else None,
        ),
        parts={"tax_identity": inside.value, "tax_identity_kind": inside.kind.value, "sequence": value[11:]},
    )


def make_iskur_number(serial: int) -> str:
    """İŞKUR no for the ``serial``-th employer, 1 to 999 999 999 (ID-22): nine digits and a Damm check digit.

    Damm's digit finds every single wrong digit and every swap of neighbours; leading zeros do not disturb it.
    """
    if not 1 <= serial <= 999_999_999:
        raise ValueError(f"No İŞKUR number for serial {serial}: it must lie between 1 and 999999999.")
    digits = f"{serial:09d}"
    return digits + damm.calc_check_digit(digits)


def check_iskur_number(text: str) -> NumberCheck:
    """İŞKUR no as ``make_iskur_number`` makes it (ID-22)."""
    value = text.strip()
    if not _ISKUR.fullmatch(value) or value == "0" * 10:
        return refuse(value, NumberKind.ISKUR, "iskur_shape")
    if not damm.is_valid(value):
        return refuse(value, NumberKind.ISKUR, "iskur_check_digit")
    return accept(value, NumberKind.ISKUR, parts={"serial": str(int(value[:9]))})

"""Where to reach and to pay: IBAN, telephone, KEP address, postal code (ID-18 to ID-20, ID-25)."""

import re
from typing import Final

import phonenumbers
from stdnum import iban

from imece.core.identity_numbers.provinces import compare_province
from imece.core.identity_numbers.result import NumberCheck, NumberKind, accept, refuse

_IBAN: Final = re.compile(r"TR[0-9]{2}[0-9]{5}0[0-9A-Z]{16}", re.IGNORECASE | re.ASCII)
_FOREIGN_IBAN: Final = re.compile(r"(?!TR)[A-Z]{2}[0-9]{2}", re.IGNORECASE | re.ASCII)
_PHONE: Final = re.compile(r"\+?[0-9]{7,15}")
_SHORT_PHONE: Final = re.compile(r"(?:\+?90|0)?(444[0-9]{4})")
_KEP: Final = re.compile(r"([A-Z0-9._-]+)@(hs[0-9]{2})\.kep\.tr", re.IGNORECASE | re.ASCII)
_POSTAL_CODE: Final = re.compile(r"(?P<province>[0-9]{2})[0-9]{3}")
_PHONE_LINES: Final = {"2": "geographic", "3": "geographic", "4": "geographic", "5": "mobile"}


def check_iban(text: str) -> NumberCheck:
    """Turkish IBAN, stored without blanks in capitals (ID-18); a foreign one is refused."""
    value = re.sub(r"\s", "", text)
    if _FOREIGN_IBAN.match(value):
        return refuse(text.strip(), NumberKind.IBAN, "iban_country")
    if not _IBAN.fullmatch(value):
        return refuse(text.strip(), NumberKind.IBAN, "iban_shape")
    value = value.upper()  # ascii: the expression let A-Z through only
    if not iban.is_valid(value):
        return refuse(text.strip(), NumberKind.IBAN, "iban_check_digit")
    return accept(value, NumberKind.IBAN, parts={"bank": value[4:9], "account": value[10:]})


def group_iban(number: str) -> str:
    """IBAN for the eye, in groups of four (ID-18)."""
    return iban.format(number)


def check_phone(text: str) -> NumberCheck:
    """Telephone in Türkiye, stored as +90 and ten digits (ID-19).

    ``parts["line"]``: geographic, mobile, non_geographic (850 and its like) or short_national. The latter is
    444 and four digits; it fits no E.164 number and is stored as the seven digits. The KPS form (S004) allows
    neither mobile nor home numbers: its caller asks ``line``.
    """
    digits = re.sub(r"[ ()./-]", "", text.strip())
    if not _PHONE.fullmatch(digits):
        return refuse(text.strip(), NumberKind.PHONE, "phone_shape")
    if short := _SHORT_PHONE.fullmatch(digits):
        return accept(short[1], NumberKind.PHONE, parts={"line": "short_national"})
    number = _parse_phone(digits)
    if number is None:
        return refuse(text.strip(), NumberKind.PHONE, "phone_shape")
    if number.country_code != 90:
        return refuse(text.strip(), NumberKind.PHONE, "phone_country")
    if not phonenumbers.is_valid_number_for_region(number, "TR"):
        return refuse(text.strip(), NumberKind.PHONE, "phone_unassigned")
    national = str(number.national_number)
    line = _PHONE_LINES.get(national[0], "non_geographic")
    return accept(f"+90{national}", NumberKind.PHONE, parts={"line": line, "area": national[:3]})


def _parse_phone(digits: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(digits, "TR")
    except phonenumbers.NumberParseException:
        return None


def check_kep_address(text: str) -> NumberCheck:
    """Registered e-mail (kayıtlı elektronik posta), any provider hsNN, host in small letters (ID-20)."""
    match = _KEP.fullmatch(text.strip())
    if not match:
        return refuse(text.strip(), NumberKind.KEP, "kep_shape")
    provider = match[2].lower()  # ascii: a host name
    return accept(f"{match[1]}@{provider}.kep.tr", NumberKind.KEP, parts={"provider": provider})


def check_postal_code(text: str, *, province: str | None = None) -> NumberCheck:
    """Five digits, the first two a province (ID-25); another province than the address's is a warning."""
    value = text.strip()
    match = _POSTAL_CODE.fullmatch(value)
    if not match:
        return refuse(value, NumberKind.POSTAL_CODE, "postal_code_shape")
    warning = compare_province(match["province"], province)
    if warning == "province_unknown":
        return refuse(value, NumberKind.POSTAL_CODE, "postal_code_province")
    return accept(value, NumberKind.POSTAL_CODE, warnings=(warning,), parts=match.groupdict())

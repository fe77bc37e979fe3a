"""Numbers of things: vacancies, documents, activities, occupations (ID-23, ID-24, ID-26, ID-27, OCC-01)."""

import re
from typing import Final

from imece.core.identity_numbers.result import NumberCheck, NumberKind, accept, refuse

_VACANCY: Final = re.compile(r"[0-9]{1,11}")
_CONSULATE_REFERENCE: Final = re.compile(r"[0-9]{16}")
_DOCUMENT_CODE: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_NACE: Final = re.compile(r"([0-9]{2})\.?([0-9]{2})\.?([0-9]{2})")
_OCCUPATION: Final = re.compile(r"(?P<unit_group>[0-9]{4})\.(?P<serial>[0-9]{2})")


def make_vacancy_number(serial: int) -> str:
    """Vacancy number (talep no) for a serial, 11 digits with leading zeros (ID-23)."""
    if not 1 <= serial <= 99_999_999_999:
        raise ValueError(f"No vacancy number for serial {serial}: it must lie between 1 and 99999999999.")
    return f"{serial:011d}"


def check_vacancy_number(text: str) -> NumberCheck:
    """Vacancy number (ID-23); a shorter one is filled up with zeros, which people leave out."""
    value = text.strip()
    if not _VACANCY.fullmatch(value) or not int(value):
        return refuse(value, NumberKind.VACANCY, "vacancy_shape")
    return accept(value.zfill(11), NumberKind.VACANCY, parts={"serial": str(int(value))})


def check_consulate_reference(text: str) -> NumberCheck:
    """Reference number of a work-permit application abroad, 16 digits (ID-24)."""
    value = text.strip()
    if not _CONSULATE_REFERENCE.fullmatch(value):
        return refuse(value, NumberKind.CONSULATE_REFERENCE, "consulate_reference_shape")
    return accept(value, NumberKind.CONSULATE_REFERENCE)


def check_document_code(text: str) -> NumberCheck:
    """Belge Doğrulama Kodu, a GUID in hexadecimal capitals (ID-26)."""
    value = text.strip()
    if not _DOCUMENT_CODE.fullmatch(value):
        return refuse(value, NumberKind.DOCUMENT_CODE, "document_code_shape")
    return accept(value.upper(), NumberKind.DOCUMENT_CODE)  # ascii: hexadecimal digits


def check_nace_code(text: str) -> NumberCheck:
    """Activity code, stored as ``NN.NN.NN`` (ID-27)."""
    match = _NACE.fullmatch(text.strip())
    if not match:
        return refuse(text.strip(), NumberKind.NACE, "nace_shape")
    return accept(".".join(match.groups()), NumberKind.NACE, parts={"division": match[1]})


def check_occupation_code(text: str) -> NumberCheck:
    """Shape of an occupation code: ISCO-08 unit group, dot, national serial (OCC-01, OCC-02)."""
    value = text.strip()
    match = _OCCUPATION.fullmatch(value)
    if not match:
        return refuse(value, NumberKind.OCCUPATION, "occupation_shape")
    return accept(value, NumberKind.OCCUPATION, parts={**match.groupdict(), "major_group": value[0]})

"""The one answer of every number check, and the words of its problems."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _


class NumberKind(StrEnum):
    """What a number is. A person's number is ``TC`` (citizens' register) or ``YKN`` (foreigners')."""

    TC = "TC"
    YKN = "YKN"
    VKN = "VKN"
    WORKPLACE = "SGK"
    MERSIS = "MERSIS"
    ISKUR = "ISKUR"
    IBAN = "IBAN"
    PHONE = "PHONE"
    KEP = "KEP"
    POSTAL_CODE = "POSTAL_CODE"
    VACANCY = "VACANCY"
    CONSULATE_REFERENCE = "CONSULATE_REFERENCE"
    DOCUMENT_CODE = "DOCUMENT_CODE"
    NACE = "NACE"
    OCCUPATION = "OCCUPATION"


MESSAGES: Final = {
    "person_shape": _(
        "“%(value)s” is not an identity number. Enter 11 digits without spaces; the first is not 0."
    ),
    "person_check_digit": _(
        "“%(value)s” is not a valid identity number: its check digits do not fit. Compare it with the card."
    ),
    "tax_shape": _("“%(value)s” is not a tax number. Enter 10 digits without spaces."),
    "tax_check_digit": _(
        "“%(value)s” is not a valid tax number: its check digit does not fit. "
        "Compare it with the tax certificate."
    ),
    "tax_placeholder": _("“%(value)s” only fills a field and is nobody's tax number. Enter the real one."),
    "tax_identity_shape": _(
        "“%(value)s” is not a tax number. "
        "Enter the 10-digit tax number, or the 11-digit identity number of a person."
    ),
    "workplace_shape": _(
        "“%(value)s” is not an SGK workplace number. "
        "Enter its 26 digits; blanks, dots and dashes are allowed."
    ),
    "mersis_shape": _("“%(value)s” is not a MERSİS number. Enter its 16 digits."),
    "iskur_shape": _("“%(value)s” is not an İŞKUR number. Enter its 10 digits."),
    "iskur_check_digit": _(
        "“%(value)s” is not a valid İŞKUR number: its check digit does not fit. "
        "Compare it with the membership page."
    ),
    "iban_country": _("“%(value)s” is not a Turkish IBAN. Enter an account in Türkiye; it begins with TR."),
    "iban_shape": _("“%(value)s” is not an IBAN. Enter TR and the 24 digits after it."),
    "iban_check_digit": _(
        "“%(value)s” is not a valid IBAN: its check digits do not fit. Compare it with the bank's document."
    ),
    "phone_shape": _(
        "“%(value)s” is not a telephone number. Enter it as 0312 123 45 67, 0532 123 45 67 or 444 1 444."
    ),
    "phone_country": _("“%(value)s” is not a telephone number in Türkiye. Enter a number with the code +90."),
    "phone_unassigned": _(
        "“%(value)s” cannot be dialled in Türkiye. Check the area code and the number of digits."
    ),
    "kep_shape": _("“%(value)s” is not a KEP address. Enter it as name@hs01.kep.tr."),
    "postal_code_shape": _("“%(value)s” is not a postal code. Enter 5 digits."),
    "postal_code_province": _(
        "“%(value)s” is not a postal code: its first two digits are no province. They must be 01 to 81."
    ),
    "vacancy_shape": _("“%(value)s” is not a vacancy number. Enter up to 11 digits."),
    "consulate_reference_shape": _("“%(value)s” is not a consulate reference number. Enter its 16 digits."),
    "document_code_shape": _(
        "“%(value)s” is not a document verification code. "
        "Enter 8-4-4-4-12 characters; only digits and the letters A to F occur."
    ),
    "nace_shape": _("“%(value)s” is not a NACE code. Enter 6 digits as 01.11.07."),
    "occupation_shape": _("“%(value)s” is not an occupation code. Enter it as 8160.29."),
    # Warnings: the number is accepted, but somebody should look.
    "register_unknown": _(
        "“%(value)s” begins like a foreigner's number, but with no known register. Check the card."
    ),
    "province_unknown": _("“%(value)s” names no province (01 to 81) in its province digits."),
    "province_mismatch": _("“%(value)s” belongs to another province than the address."),
    "embedded_number_invalid": _(
        "The tax or identity number inside “%(value)s” does not fit its check digits."
    ),
    "embedded_number_mismatch": _("“%(value)s” holds another tax or identity number than the one given."),
}
"""Problem and warning code → message with the value and what to do."""


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """``value`` is the form to store when valid, else the trimmed input; ``parts`` names what is in it."""

    value: str
    kind: NumberKind
    problem: str | None = None
    warnings: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return self.problem is None

    @property
    def message(self) -> str:
        """What is wrong, with the value and what to do, in the reader's language; empty when valid."""
        return self._say(self.problem) if self.problem else ""

    @property
    def warning_messages(self) -> list[str]:
        return [self._say(code) for code in self.warnings]

    def _say(self, code: str) -> str:
        return str(MESSAGES[code]) % {"value": self.value}


def accept(
    value: str,
    kind: NumberKind,
    *,
    warnings: tuple[str | None, ...] = (),
    parts: Mapping[str, str] | None = None,
) -> NumberCheck:
    """A valid number; ``None`` among the warnings is dropped."""
    return NumberCheck(
        value=value,
        kind=kind,
        warnings=tuple(code for code in warnings if code),
        parts=dict(parts or {}),
    )


def refuse(value: str, kind: NumberKind, problem: str) -> NumberCheck:
    return NumberCheck(value=value, kind=kind, problem=problem)

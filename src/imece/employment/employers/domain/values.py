"""What is typed about an employer or workplace, in the form to store; and what somebody should look at."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from imece.core.identity_numbers import (
    NumberCheck,
    check_iban,
    check_kep_address,
    check_mersis_number,
    check_nace_code,
    check_phone,
    check_postal_code,
    check_tax_identity,
    check_workplace_number,
)
from imece.core.turkish import normalize
from imece.employment.employers.domain.errors import BAD_VALUE, WRONG_KIND_OF_TAX_NUMBER
from imece.employment.employers.enums import EmployerKind, TaxIdKind
from imece.employment.employers.models import Workplace

EMPLOYER_FIELDS: Final = ("tax_office", "mersis_number", "kep_address")
"""Data of the whole employer, changed on a head office's card."""

WORKPLACE_FIELDS: Final = (
    "sgk_number", "nace_code", "founded_on", "district_id", "neighbourhood", "street_address", "postal_code",
    "phone", "fax", "email", "website", "worker_count", "iban", "note",
)  # fmt: skip

CHECKS: Final[Mapping[str, Callable[[str], NumberCheck]]] = {
    "sgk_number": check_workplace_number,
    "nace_code": check_nace_code,
    "postal_code": check_postal_code,
    "phone": check_phone,
    "fax": check_phone,
    "iban": check_iban,
    "mersis_number": check_mersis_number,
    "kep_address": check_kep_address,
}
TAX_KINDS: Final = {"VKN": TaxIdKind.VKN, "TC": TaxIdKind.TCKN, "YKN": TaxIdKind.YKN}


def clean_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers in their normal form, text normalized (TR-05); "district" may be its code. Raises EMP-100."""
    clean = {name: _clean_value(name, value) for name, value in values.items()}
    if "district" in clean:
        clean["district_id"] = clean.pop("district") or None
    return clean


def _clean_value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    value = normalize(value).strip()
    if not value or name not in CHECKS:
        return value
    check = CHECKS[name](value)
    if not check.is_valid:
        raise BAD_VALUE(message=check.message, field=name)
    return check.value


def clean_tax_identity(kind: EmployerKind, text: str) -> tuple[str, TaxIdKind]:
    """ID-12: a legal person has a VKN, a natural person the identity number. Raises EMP-100, EMP-103."""
    check = check_tax_identity(text)
    if not check.is_valid:
        raise BAD_VALUE(message=check.message, field="tax_id")
    tax_kind = TAX_KINDS[check.kind.value]
    if (tax_kind == TaxIdKind.VKN) != (kind == EmployerKind.LEGAL):
        raise WRONG_KIND_OF_TAX_NUMBER(tax_id=check.value, field="tax_id")
    return check.value, tax_kind


def warnings_of(workplace: Workplace) -> list[str]:
    """Accepted, but to be looked at: SGK province (ID-16), number inside MERSİS (ID-17), postal code."""
    employer, province = workplace.employer, f"{workplace.province_id:02}"
    checks = []
    if workplace.sgk_number:
        checks.append(check_workplace_number(workplace.sgk_number, province=province))
    if employer.mersis_number:
        checks.append(check_mersis_number(employer.mersis_number, tax_identity=employer.tax_id))
    if workplace.postal_code:
        checks.append(check_postal_code(workplace.postal_code, province=province))
    return [message for check in checks for message in check.warning_messages]

"""Numbers and codes that people type: one check each, all answering a ``NumberCheck``.

Valid means well formed with the right check digits; whether it exists, only its register knows (ID-04).
"""

from imece.core.identity_numbers.codes import (
    check_consulate_reference,
    check_document_code,
    check_nace_code,
    check_occupation_code,
    check_vacancy_number,
    make_vacancy_number,
)
from imece.core.identity_numbers.contacts import (
    check_iban,
    check_kep_address,
    check_phone,
    check_postal_code,
    group_iban,
)
from imece.core.identity_numbers.people import (
    check_person_number,
    check_tax_identity,
    check_tax_number,
    make_person_number,
)
from imece.core.identity_numbers.result import NumberCheck, NumberKind
from imece.core.identity_numbers.workplaces import (
    check_iskur_number,
    check_mersis_number,
    check_workplace_number,
    get_main_workplace_number,
    make_iskur_number,
)

__all__ = [
    "NumberCheck",
    "NumberKind",
    "check_consulate_reference",
    "check_document_code",
    "check_iban",
    "check_iskur_number",
    "check_kep_address",
    "check_mersis_number",
    "check_nace_code",
    "check_occupation_code",
    "check_person_number",
    "check_phone",
    "check_postal_code",
    "check_tax_identity",
    "check_tax_number",
    "check_vacancy_number",
    "check_workplace_number",
    "get_main_workplace_number",
    "group_iban",
    "make_iskur_number",
    "make_person_number",
    "make_vacancy_number",
]

"""ID-02 to ID-27 as rules that can be asked; the checks themselves are in `core/identity_numbers`."""

from collections.abc import Callable, Iterable

import msgspec
from django.utils.translation import gettext_lazy as _

from imece.core import identity_numbers as numbers
from imece.core.errors import Text as Label
from imece.core.identity_numbers import NumberCheck
from imece.core.parameters import Parameters
from imece.core.rule_registry import Outcome, Step, rule


class Number(msgspec.Struct, forbid_unknown_fields=True):
    number: str


class Text(msgspec.Struct, forbid_unknown_fields=True):
    text: str


def answer(check: NumberCheck, steps: Iterable[Step] = ()) -> Outcome:
    """One shape for every number: valid or not, the form to store, what is in it, and the words for a person."""
    value = {
        "is_valid": check.is_valid,
        "value": check.value,
        "kind": str(check.kind),
        "parts": dict(check.parts),
        "problem": check.message,
        "warnings": check.warning_messages,
    }
    return Outcome(value, tuple(steps))


def _digits(text: str, length: int) -> list[int] | None:
    stripped = text.strip()
    return (
        [int(one) for one in stripped]
        if len(stripped) == length and stripped.isascii() and stripped.isdigit()
        else None
    )


def _sum_text(digits: Iterable[int]) -> str:
    return " + ".join(str(one) for one in digits)


def tenth_digit_steps(digits: list[int]) -> list[Step]:
    """ID-02: seven times the odd places less the even ones, by ten."""
    odd, even = digits[0:9:2], digits[1:8:2]
    reckoned = (sum(odd) * 7 - sum(even)) % 10
    return [
        Step(_("Sum of digits 1, 3, 5, 7, 9"), f"{_sum_text(odd)} = {sum(odd)}"),
        Step(_("Sum of digits 2, 4, 6, 8"), f"{_sum_text(even)} = {sum(even)}"),
        Step(_("Tenth digit as reckoned"), f"({sum(odd)} × 7 − {sum(even)}) mod 10 = {reckoned}"),
        Step(_("Tenth digit as written"), digits[9]),
    ]


def eleventh_digit_steps(digits: list[int]) -> list[Step]:
    """ID-03: the sum of the first ten, by ten."""
    total = sum(digits[:10])
    return [
        Step(_("Sum of digits 1 to 10"), f"{_sum_text(digits[:10])} = {total}"),
        Step(_("Eleventh digit as reckoned"), f"{total} mod 10 = {total % 10}"),
        Step(_("Eleventh digit as written"), digits[10]),
    ]


def tax_number_steps(digits: list[int]) -> list[Step]:
    """ID-11, place by place."""
    terms = []
    for place, digit in enumerate(digits[:9], start=1):
        shifted = (digit + 10 - place) % 10
        terms.append(0 if shifted == 0 else (shifted * 2 ** (10 - place)) % 9 or 9)
    return [
        Step(_("What places 1 to 9 add"), f"{_sum_text(terms)} = {sum(terms)}"),
        Step(
            _("Tenth digit as reckoned"), f"(10 − {sum(terms)} mod 10) mod 10 = {(10 - sum(terms) % 10) % 10}"
        ),
        Step(_("Tenth digit as written"), digits[9]),
    ]


def _steps(text: str, length: int, *makers: Callable[[list[int]], list[Step]]) -> list[Step]:
    digits = _digits(text, length)
    return [] if digits is None else [step for make in makers for step in make(digits)]


@rule(
    "ID-02",
    title=_("T.C. identity number"),
    article="NVİ",
    input_type=Number,
    example={"number": "10000000146"},
)
def person_number(asked: Number, parameters: Parameters) -> Outcome:
    return answer(
        numbers.check_person_number(asked.number),
        _steps(asked.number, 11, tenth_digit_steps, eleventh_digit_steps),
    )


@rule(
    "ID-03",
    title=_("Eleventh digit of a T.C. identity number"),
    article="NVİ",
    input_type=Number,
    example={"number": "10000000146"},
)
def person_number_last_digit(asked: Number, parameters: Parameters) -> Outcome:
    return answer(numbers.check_person_number(asked.number), _steps(asked.number, 11, eleventh_digit_steps))


@rule(
    "ID-06",
    title=_("Foreigner identity number"),
    article="5490; KPS",
    input_type=Number,
    example={"number": "99000000042"},
)
def foreigner_number(asked: Number, parameters: Parameters) -> Outcome:
    beginning = Step(_("A foreigner's number begins with"), "99, 98")
    steps = _steps(asked.number, 11, tenth_digit_steps, eleventh_digit_steps)
    return answer(numbers.check_person_number(asked.number), [beginning, *steps])


@rule(
    "ID-11", title=_("Tax number"), article="VUK md. 8", input_type=Number, example={"number": "4540536920"}
)
def tax_number(asked: Number, parameters: Parameters) -> Outcome:
    return answer(numbers.check_tax_number(asked.number), _steps(asked.number, 10, tax_number_steps))


@rule(
    "ID-14",
    title=_("SGK workplace number"),
    article="Sosyal Sigorta İşlemleri Yön. md. 28–29",
    input_type=Number,
    example={"number": "5 2064 08 08 6666666 014 65-74 000"},
)
def workplace_number(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_workplace_number(asked.number)
    return answer(check, _part_steps(check))


@rule(
    "ID-17",
    title=_("MERSİS number"),
    article="Ticaret Sicili",
    input_type=Number,
    example={"number": "0313055766900016"},
)
def mersis_number(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_mersis_number(asked.number)
    return answer(check, _part_steps(check))


@rule(
    "ID-18",
    title=_("Turkish IBAN"),
    article="TCMB IBAN Tebliği; ISO 13616",
    input_type=Number,
    example={"number": "TR33 0006 1005 1978 6457 8413 26"},
)
def iban(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_iban(asked.number)
    if not check.is_valid:
        return answer(check)
    moved = "".join(str(int(one, 36)) for one in check.value[4:] + check.value[:4])
    return answer(
        check, [*_part_steps(check), Step(_("Remainder of division by 97 (must be 1)"), int(moved) % 97)]
    )


@rule(
    "ID-19",
    title=_("Telephone number"),
    article="BTK",
    input_type=Number,
    example={"number": "0382 213 50 92"},
)
def phone(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_phone(asked.number)
    return answer(check, _part_steps(check))


@rule(
    "ID-20",
    title=_("KEP address"),
    article="6102 md. 1525",
    input_type=Text,
    example={"text": "aksarayiskur@hs01.kep.tr"},
)
def kep_address(asked: Text, parameters: Parameters) -> Outcome:
    check = numbers.check_kep_address(asked.text)
    return answer(check, _part_steps(check))


@rule(
    "ID-22",
    title=_("İŞKUR number"),
    article="EMP; ID-22",
    input_type=Number,
    example={"number": "0000000013"},
)
def iskur_number(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_iskur_number(asked.number)
    return answer(check, _part_steps(check))


@rule("ID-23", title=_("Vacancy number"), article="ID-23", input_type=Number, example={"number": "9806651"})
def vacancy_number(asked: Number, parameters: Parameters) -> Outcome:
    check = numbers.check_vacancy_number(asked.number)
    return answer(check, _part_steps(check))


@rule(
    "ID-26",
    title=_("Document verification code"),
    article="EBYS",
    input_type=Text,
    example={"text": "0F8FAD5B-D9CB-469F-A165-70867728950E"},
)
def document_code(asked: Text, parameters: Parameters) -> Outcome:
    return answer(numbers.check_document_code(asked.text), [Step(_("Shape"), "8-4-4-4-12")])


@rule(
    "ID-27",
    title=_("NACE code"),
    article="6331 md. 9; İşyeri Tehlike Sınıfları Tebliği",
    input_type=Text,
    example={"text": "01.11.07"},
)
def nace_code(asked: Text, parameters: Parameters) -> Outcome:
    """The form alone: the hazard class stands in a list with dates (`imece.reference`), and a rule reads no table."""
    check = numbers.check_nace_code(asked.text)
    return answer(check, _part_steps(check))


def _part_steps(check: NumberCheck) -> list[Step]:
    return [Step(PART_LABELS[name], value) for name, value in check.parts.items() if name in PART_LABELS]


PART_LABELS: dict[str, Label] = {
    "nature": _("Nature of the workplace"),
    "branch": _("Branch of activity"),
    "serial": _("Serial number"),
    "province": _("Province code"),
    "district": _("District code"),
    "contractor": _("Subcontractor (000: main employer)"),
    "tax_identity": _("Tax or identity number inside"),
    "tax_identity_kind": _("Its kind"),
    "bank": _("Bank"),
    "account": _("Account"),
    "line": _("Kind of line"),
    "area": _("Area code"),
    "division": _("NACE division"),
    "provider": _("Provider"),
}

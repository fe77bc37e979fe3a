"""Identity numbers: the vectors T-ID-*, rules ID-01 to ID-27, OCC-01. Numbers are made up or published."""

import re
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.core import identity_numbers as numbers
from imece.core.identity_numbers import check_consulate_reference as consulate
from imece.core.identity_numbers import check_document_code as document
from imece.core.identity_numbers import check_iban as iban
from imece.core.identity_numbers import check_kep_address as kep
from imece.core.identity_numbers import check_mersis_number as mersis
from imece.core.identity_numbers import check_nace_code as nace
from imece.core.identity_numbers import check_occupation_code as occupation
from imece.core.identity_numbers import check_person_number as person
from imece.core.identity_numbers import check_phone as phone
from imece.core.identity_numbers import check_postal_code as postal
from imece.core.identity_numbers import check_tax_identity as taxpayer
from imece.core.identity_numbers import check_tax_number as tax
from imece.core.identity_numbers import check_vacancy_number as vacancy
from imece.core.identity_numbers import check_workplace_number as workplace
from imece.core.identity_numbers.result import MESSAGES, NumberKind

CATALOGUE = Path(numbers.__file__).parents[1] / "locale/tr/LC_MESSAGES/django.po"


# ------------------------------------------------------------------------------------------ valid
@pytest.mark.parametrize(
    ("check", "text", "value", "kind", "warnings", "parts"),
    [
        pytest.param(person, "10000000146", "10000000146", "TC", (), {"register": "citizens"}, id="T-ID-01"),
        pytest.param(person, "12345678950", "12345678950", "TC", (), {"state": "kps_needed"}, id="T-ID-08"),
        pytest.param(person, " 17291716060 ", "17291716060", "TC", (), {}, id="T-ID-11"),
        pytest.param(
            person, "99000000042", "99000000042", "YKN", (), {"register": "foreigners"}, id="T-ID-13"
        ),
        pytest.param(person, "98123456750", "98123456750", "YKN", (), {}, id="T-ID-14"),
        pytest.param(person, "97000000062", "97000000062", "YKN", ("register_unknown",), {}, id="T-ID-16"),
        pytest.param(person, "11111111110", "11111111110", "TC", (), {}, id="ID-04"),
        pytest.param(tax, "4540536920", "4540536920", "VKN", (), {}, id="T-ID-17"),
        pytest.param(tax, "1234567890", "1234567890", "VKN", (), {}, id="T-ID-19"),
        pytest.param(tax, "0012345672", "0012345672", "VKN", (), {}, id="T-ID-20"),
        pytest.param(taxpayer, "4540536920", "4540536920", "VKN", (), {}, id="ID-12-VKN"),
        pytest.param(taxpayer, "10000000146", "10000000146", "TC", (), {}, id="ID-12-TCKN"),
        pytest.param(taxpayer, "99000000042", "99000000042", "YKN", (), {}, id="ID-12-YKN"),
        pytest.param(
            mersis,
            "0313055766900016",
            "0313055766900016",
            "MERSIS",
            (),
            {"tax_identity": "3130557669", "tax_identity_kind": "VKN", "sequence": "00016"},
            id="T-ID-22",
        ),
        pytest.param(
            mersis,
            "1000000014600011",
            "1000000014600011",
            "MERSIS",
            (),
            {"tax_identity": "10000000146", "tax_identity_kind": "TC"},
            id="ID-17-sole-trader",
        ),
        pytest.param(
            mersis,
            "0313055766800016",
            "0313055766800016",
            "MERSIS",
            ("embedded_number_invalid",),
            {},
            id="ID-17-wrong-inside",
        ),
        pytest.param(
            iban,
            "TR33 0006 1005 1978 6457 8413 26",
            "TR330006100519786457841326",
            "IBAN",
            (),
            {"bank": "00061", "account": "0519786457841326"},
            id="T-ID-23",
        ),
        pytest.param(
            iban, "tr330006100519786457841326", "TR330006100519786457841326", "IBAN", (), {}, id="ID-18"
        ),
        pytest.param(
            workplace,
            "5 2064 08 08 6666666 014 65-74 000",
            "52064080866666660146574000",
            "SGK",
            (),
            {
                "province": "014",
                "contractor": "000",
                "branch": "2064",
                "serial": "6666666",
                "sector": "unknown",
            },
            id="T-ID-26",
        ),
        pytest.param(
            workplace,
            "2.2064.08.08.1234567.099.01-11.000",
            "22064080812345670990111000",
            "SGK",
            ("province_unknown",),
            {"sector": "private"},
            id="ID-16-no-province",
        ),
        pytest.param(
            kep,
            "aksarayiskur@hs01.kep.tr",
            "aksarayiskur@hs01.kep.tr",
            "KEP",
            (),
            {"provider": "hs01"},
            id="T-ID-28-valid",
        ),
        pytest.param(kep, "Firma.A@HS17.KEP.TR", "Firma.A@hs17.kep.tr", "KEP", (), {}, id="ID-20-open-host"),
        pytest.param(
            phone,
            "0382 213 50 92",
            "+903822135092",
            "PHONE",
            (),
            {"line": "geographic", "area": "382"},
            id="T-ID-29-geographic",
        ),
        pytest.param(
            phone, "0532 123 45 67", "+905321234567", "PHONE", (), {"line": "mobile"}, id="T-ID-29-mobile"
        ),
        pytest.param(
            phone, "444 1 444", "4441444", "PHONE", (), {"line": "short_national"}, id="T-ID-29-short"
        ),
        pytest.param(
            phone, "+90 (312) 216-20-00", "+903122162000", "PHONE", (), {}, id="ID-19-international"
        ),
        pytest.param(
            phone, "0850 222 11 33", "+908502221133", "PHONE", (), {"line": "non_geographic"}, id="ID-19-850"
        ),
        pytest.param(vacancy, "9806651", "00009806651", "VACANCY", (), {"serial": "9806651"}, id="ID-23"),
        pytest.param(
            consulate, "1234567890123456", "1234567890123456", "CONSULATE_REFERENCE", (), {}, id="ID-24"
        ),
        pytest.param(postal, "06420", "06420", "POSTAL_CODE", (), {"province": "06"}, id="ID-25"),
        pytest.param(
            document,
            "159b864c-6cb4-48f0-a016-10f33e7a5dfc",
            "159B864C-6CB4-48F0-A016-10F33E7A5DFC",
            "DOCUMENT_CODE",
            (),
            {},
            id="ID-26",
        ),
        pytest.param(nace, "01.11.07", "01.11.07", "NACE", (), {"division": "01"}, id="ID-27"),
        pytest.param(nace, "011107", "01.11.07", "NACE", (), {}, id="ID-27-no-dots"),
        pytest.param(
            occupation,
            "8160.29",
            "8160.29",
            "OCCUPATION",
            (),
            {"unit_group": "8160", "serial": "29", "major_group": "8"},
            id="T-ID-31-valid",
        ),
    ],
)
def test_valid_number(check, text, value, kind, warnings, parts):
    result = check(text)
    assert (result.value, result.kind, result.problem, result.warnings) == (value, kind, None, warnings)
    assert result.is_valid
    assert result.message == ""
    assert parts.items() <= dict(result.parts).items()


# ------------------------------------------------------------------------------------------ refused
@pytest.mark.parametrize(
    ("check", "text", "problem"),
    [
        pytest.param(person, "10000000147", "person_check_digit", id="T-ID-02"),
        pytest.param(person, "17291716050", "person_check_digit", id="T-ID-04"),
        pytest.param(person, "07291716092", "person_shape", id="T-ID-05"),
        pytest.param(person, "12345678901", "person_check_digit", id="T-ID-07"),
        pytest.param(person, "１７２９１７１６０６０", "person_shape", id="T-ID-10"),
        pytest.param(person, "١٧٢٩١٧١٦٠٦٠", "person_shape", id="ID-05-arabic-indic"),
        pytest.param(person, "172 917 160 60", "person_shape", id="ID-05-blanks"),
        pytest.param(person, "172-91716060", "person_shape", id="ID-05-dash"),
        pytest.param(person, "", "person_shape", id="ID-01-empty"),
        pytest.param(tax, "4540536921", "tax_check_digit", id="ID-11"),
        pytest.param(tax, "454053692", "tax_shape", id="ID-11-short"),
        pytest.param(tax, "４５４０５３６９２０", "tax_shape", id="ID-11-full-width"),
        pytest.param(tax, "0000000000", "tax_placeholder", id="ID-13-zeros"),
        pytest.param(tax, "0000000001", "tax_placeholder", id="ID-13-one"),
        pytest.param(taxpayer, "123", "tax_identity_shape", id="ID-12-neither"),
        pytest.param(mersis, "313055766900016", "mersis_shape", id="ID-17-short"),
        pytest.param(iban, "DE89370400440532013000", "iban_country", id="T-ID-25"),
        pytest.param(iban, "TR330006100519786457841327", "iban_check_digit", id="ID-18-digit"),
        pytest.param(iban, "TR33000610051978645784132", "iban_shape", id="ID-18-short"),
        pytest.param(iban, "TR330006110519786457841326", "iban_shape", id="ID-18-reserve"),
        pytest.param(iban, "TR３３0006100519786457841326", "iban_shape", id="ID-18-full-width"),
        pytest.param(workplace, "5206408086666666014657400", "workplace_shape", id="ID-14"),
        pytest.param(kep, "aksarayiskur@kep.tr", "kep_shape", id="T-ID-28-invalid"),
        pytest.param(kep, "a@hs٠١.kep.tr", "kep_shape", id="ID-20-arabic-indic"),
        pytest.param(phone, "12345", "phone_shape", id="ID-19-short"),
        pytest.param(phone, "０５３２1234567", "phone_shape", id="ID-19-full-width"),
        pytest.param(phone, "0532 123 45", "phone_unassigned", id="ID-19-missing-digits"),
        pytest.param(phone, "+49 30 901820", "phone_country", id="ID-19-foreign"),
        pytest.param(numbers.check_iskur_number, "0000000000", "iskur_shape", id="ID-22-zeros"),
        pytest.param(vacancy, "123456789012", "vacancy_shape", id="ID-23-long"),
        pytest.param(vacancy, "0", "vacancy_shape", id="ID-23-zero"),
        pytest.param(consulate, "123", "consulate_reference_shape", id="ID-24"),
        pytest.param(postal, "6420", "postal_code_shape", id="ID-25-short"),
        pytest.param(postal, "82000", "postal_code_province", id="ID-25-province"),
        pytest.param(
            document, "159B864C-6CB4-48F0-A016-10F33E7A5SDFC", "document_code_shape", id="ID-26-damaged"
        ),
        pytest.param(nace, "01.11.7", "nace_shape", id="ID-27"),
        pytest.param(occupation, "8160.2", "occupation_shape", id="T-ID-31-short-serial"),
        pytest.param(occupation, "816O.29", "occupation_shape", id="T-ID-31-letter"),
        pytest.param(occupation, "8160", "occupation_shape", id="T-ID-31-no-serial"),
    ],
)
def test_refused_number(check, text, problem):
    result = check(text)
    assert result.problem == problem
    assert not result.is_valid
    assert text.strip() in result.message
    assert result.value == text.strip()


# ------------------------------------------------------------------------------------------ beside other data
@pytest.mark.parametrize(
    ("result", "warnings"),
    [
        pytest.param(
            numbers.check_workplace_number("52064080866666660146574000", province="14"), (), id="ID-16-same"
        ),
        pytest.param(
            numbers.check_workplace_number("52064080866666660146574000", province="34"),
            ("province_mismatch",),
            id="ID-16-other",
        ),
        pytest.param(
            numbers.check_postal_code("06420", province="34"), ("province_mismatch",), id="ID-25-other"
        ),
        pytest.param(
            numbers.check_mersis_number("0313055766900016", tax_identity="3130557669"), (), id="ID-17-same"
        ),
        pytest.param(
            numbers.check_mersis_number("0313055766900016", tax_identity="4540536920"),
            ("embedded_number_mismatch",),
            id="ID-17-other",
        ),
    ],
)
def test_number_beside_other_data_warns_only(result, warnings):
    assert result.is_valid
    assert result.warnings == warnings
    assert all(result.value in message for message in result.warning_messages)


def test_subcontractor_belongs_to_main_workplace():
    """ID-15: same first 23 digits."""
    assert numbers.get_main_workplace_number("52064080866666660146574007") == "52064080866666660146574000"


def test_iban_is_shown_in_fours():
    """ID-18."""
    assert numbers.group_iban("TR330006100519786457841326") == "TR33 0006 1005 1978 6457 8413 26"


# ------------------------------------------------------------------------------------------ properties
def person_number(nine: str) -> str:
    """The rule ID-02, ID-03 as written, beside the library's."""
    digits = [int(one) for one in nine]
    digits.append((sum(digits[0:9:2]) * 7 - sum(digits[1:8:2])) % 10)
    digits.append(sum(digits) % 10)
    return "".join(map(str, digits))


def tax_number(nine: str) -> str:
    """The rule ID-11 as written, beside the library's."""
    total = 0
    for place, digit in enumerate(nine, start=1):
        shifted = (int(digit) + 10 - place) % 10
        if shifted:
            total += shifted * 2 ** (10 - place) % 9 or 9
    return nine + str((10 - total % 10) % 10)


@given(st.from_regex(r"[1-9][0-9]{8}", fullmatch=True), st.integers(0, 9), st.integers(0, 9))
def test_person_check_digits_follow_the_rule(nine, tenth, eleventh):
    """ID-02, ID-03."""
    assert numbers.check_person_number(person_number(nine)).is_valid
    other = f"{nine}{tenth}{eleventh}"
    assert numbers.check_person_number(other).is_valid == (other == person_number(nine))


@given(st.from_regex(r"[0-9]{9}", fullmatch=True), st.integers(0, 9))
def test_tax_check_digit_follows_the_rule(nine, tenth):
    """ID-11, ID-13."""
    other = f"{nine}{tenth}"
    is_placeholder = other == "0000000001" or len(set(other)) == 1
    assert numbers.check_tax_number(other).is_valid == (other == tax_number(nine) and not is_placeholder)


@given(st.integers(1, 999_999_999), st.integers(0, 9), st.integers(1, 9))
def test_iskur_number_finds_a_wrong_digit_and_a_swap(serial, place, step):
    """ID-22: ten digits, own check digit, no two employers alike."""
    number = numbers.make_iskur_number(serial)
    assert re.fullmatch(r"[0-9]{10}", number)
    assert numbers.check_iskur_number(number).parts["serial"] == str(serial)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not numbers.check_iskur_number(wrong).is_valid
    swapped = (
        number[: place - 1] + number[place] + number[place - 1] + number[place + 1 :] if place else number
    )
    assert numbers.check_iskur_number(swapped).is_valid == (swapped == number)


@pytest.mark.parametrize("serial", [0, -1, 1_000_000_000])
def test_iskur_number_names_the_serial_it_refuses(serial):
    with pytest.raises(ValueError, match=str(serial)):
        numbers.make_iskur_number(serial)


@given(st.integers(1, 99_999_999_999))
def test_vacancy_number_has_eleven_digits(serial):
    """ID-23."""
    number = numbers.make_vacancy_number(serial)
    assert len(number) == 11
    assert numbers.check_vacancy_number(number).parts["serial"] == str(serial)


CHECKS = [getattr(numbers, name) for name in numbers.__all__ if name.startswith("check_")]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_any_text_is_answered_and_a_stored_value_passes_again(check):
    @given(st.one_of(st.text(max_size=30), st.from_regex(r"[0-9A-Ft.\- ]{5,30}")))
    def answer(text):
        result = check(text)
        assert isinstance(result.kind, NumberKind)
        assert not result.problem or result.message
        assert not result.is_valid or check(result.value) == result

    answer()


# ------------------------------------------------------------------------------------------ words
def test_every_message_is_in_the_turkish_catalogue():
    entries = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))}
    for code, message in MESSAGES.items():
        source = message._args[0]
        assert "%(value)s" in source, code
        assert "%(value)s" in entries[source].msgstr, code
        assert not entries[source].fuzzy, code

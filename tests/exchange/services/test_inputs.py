"""X4.3: what is asked is checked from the definition alone; each fault says the value and what was expected."""

import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imece.exchange.contract import SERVICES, Field, Input, Kind, Service
from imece.exchange.services.inputs import WORDS, check_inputs, is_person_number, is_tax_number, read_texts


@pytest.fixture(scope="module")
def service() -> Service:
    """With every kind of input; without SQL it is not registered."""
    return Service(
        name="test.everything",
        version=1,
        owner="test",
        title="Her şey / Everything",
        fields=(Field("fact", "Olgu / Fact"),),
        sql="",
        inputs=(
            Input("number", "No", is_subject=True, pattern="[1-9][0-9]{10}", most=11, check="person_number"),
            Input("name", "Ad", most=5, is_required=False),
            Input("year", "Yıl", kind=Kind.INTEGER, least=1900, greatest=2100, is_required=False),
            Input("amount", "Tutar", kind=Kind.DECIMAL, is_required=False),
            Input("is_open", "Açık", kind=Kind.BOOLEAN, is_required=False),
            Input("on", "Gün", kind=Kind.DATE, is_required=False),
            Input("sex", "Cinsiyet", choices=("E", "K"), is_required=False),
        ),
    )


GOOD = "10000000146"


def test_good_values_come_in_their_kinds_and_order(service: Service) -> None:
    asked = {
        "on": "2026-02-28",
        "number": f" {GOOD} ",
        "year": 1990,
        "amount": "1.50",
        "is_open": False,
        "sex": "K",
    }
    checked = check_inputs(service, asked)
    assert checked.problems == ()
    assert list(checked.values) == [one.name for one in service.inputs]
    assert checked.values == {
        "number": GOOD, "name": None, "year": 1990, "amount": Decimal("1.50"), "is_open": False,
        "on": date(2026, 2, 28), "sex": "K",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("number", None, "missing"),
        ("number", "", "missing"),
        ("number", 10000000146, "not_text"),
        ("number", "1000000014", "shape"),
        ("number", "1000000014６", "shape"),  # a full-width digit (ID-05)
        ("number", "10000000147", "check_digit"),
        ("number", "100000001466", "too_long"),
        ("name", "çok uzun", "too_long"),
        ("name", "a\0b", "nul"),
        ("name", ["Ali"], "not_text"),
        ("year", "1990", "not_integer"),
        ("year", True, "not_integer"),
        ("year", 19.5, "not_integer"),
        ("year", 1899, "too_small"),
        ("year", 2**70, "too_great"),
        ("amount", 1.5, "not_decimal"),
        ("amount", "NaN", "not_decimal"),
        ("amount", "1,5", "not_decimal"),
        ("is_open", "true", "not_boolean"),
        ("on", "28.02.2026", "not_date"),
        ("on", "2026-02-30", "not_date"),
        ("on", 20260228, "not_date"),
        ("sex", "X", "not_a_choice"),
        ("colour", "kırmızı", "unknown"),
    ],
)
def test_each_fault_has_its_code(service: Service, name: str, value: object, code: str) -> None:
    problems = check_inputs(service, {"number": GOOD, name: value}).problems
    assert [(one.name, one.code) for one in problems] == [(name, code)]
    for language in ("tr", "en"):
        assert name in problems[0].words(language)


def test_all_faults_come_at_once(service: Service) -> None:
    problems = check_inputs(service, {"number": "x", "year": "x", "colour": 1}).problems
    assert {one.code for one in problems} == {"shape", "not_integer", "unknown"}


def test_a_wrong_identity_number_is_not_repeated(service: Service) -> None:
    """KVK-10: an error may be logged by whoever asked."""
    for value in ("12345678901", "1" * 40):
        for problem in check_inputs(service, {"number": value}).problems:
            assert value not in problem.words("tr") + problem.words("en")


def test_texts_of_forms_and_xml_are_read_by_kind(service: Service) -> None:
    texts = {"number": GOOD, "year": " 1990 ", "is_open": "1", "name": "", "on": "2026-02-28", "sex": None}
    read = read_texts(service, texts)
    assert read == {"number": GOOD, "year": 1990, "is_open": True, "on": "2026-02-28"}
    assert check_inputs(service, read).problems == ()
    assert [
        one.code for one in check_inputs(service, read_texts(service, {"number": GOOD, "year": "x"})).problems
    ] == ["not_integer"]


def test_every_code_has_both_languages() -> None:
    assert all(turkish and english and turkish != english for turkish, english in WORDS.values())


@given(st.text(max_size=15))
def test_check_digits_agree_with_the_platforms_own(text: str) -> None:
    """ID-02, ID-11: the gateway's small checks and the library's."""
    from imece.core.identity_numbers import check_person_number

    assert is_person_number(text) == (check_person_number(text).is_valid and text == text.strip())


@given(st.integers(0, 10**10 - 1))
def test_tax_numbers_agree_with_the_library(number: int) -> None:
    from stdnum.tr import vkn

    text = f"{number:010d}"
    assert is_tax_number(text) == vkn.is_valid(text)
    assert is_tax_number(text[:9] + vkn.calc_check_digit(text[:9]))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["number", "name", "year", "amount", "is_open", "on", "sex", "x"]), json_values
    )
)
def test_nothing_makes_the_check_fall(asked: dict[str, Any]) -> None:
    for service in SERVICES.values():
        for problem in check_inputs(service, asked).problems:
            problem.words("tr")


def test_definitions_need_no_django() -> None:
    """The gateway reads the houses' definitions; Django must not come along."""
    code = (
        "import sys, pkgutil, importlib, imece.exchange.services as s, imece.registry.services\n"
        "for one in pkgutil.iter_modules(s.__path__): importlib.import_module(f'{s.__name__}.{one.name}')\n"
        "for name in ('vacancies', 'jobseekers'):\n"
        "    importlib.import_module(f'imece.employment.{name}.services')\n"
        "sys.exit('django' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)

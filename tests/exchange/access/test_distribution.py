"""KPS-30: who distributes access to whom, as dated data; a wrong request is answered with the right body."""

from datetime import date

import pytest

from imece.core.rule_registry import ask
from imece.exchange.access.domain.distribution import (
    distributor_of,
    distributors,
    is_right_distributor,
    kinds_on,
)

TODAY = date(2026, 11, 23)
NVI = "Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü"


def test_T_KPS_07_a_private_hospital_that_asks_the_ministry_is_led_to_nvi() -> None:
    answer = ask("KPS-30", '{"unit_kind": "private_hospital", "asked": "SAĞLIK BAKANLIĞI"}', TODAY)
    assert answer.outcome.value == {"distributors": [NVI], "is_right": False}
    right = ask("KPS-30", '{"unit_kind": "private_hospital", "asked": "NVİ"}', TODAY)
    assert right.outcome.value["is_right"]


def test_T_KPS_07_a_state_hospital_asks_the_ministry() -> None:
    line = distributor_of("public_health", TODAY)
    assert is_right_distributor(line, "sağlık bakanlığı")
    assert not is_right_distributor(line, NVI)


@pytest.mark.parametrize(
    ("kind", "day", "body"),
    [
        ("agriculture", date(2011, 6, 7), "Tarım ve Köyişleri Bakanlığı"),
        ("agriculture", date(2011, 6, 8), "Tarım ve Orman Bakanlığı"),
        ("care_home", TODAY, "Aile ve Sosyal Hizmetler Bakanlığı"),
        ("military_court", date(2015, 1, 1), NVI),
        ("military_court", TODAY, "Kurumun kendi merkez teşkilatı"),
        ("nobody", TODAY, "Kurumun kendi merkez teşkilatı"),
    ],
)
def test_lines_are_dated_and_the_default_is_the_own_central_body(kind: str, day: date, body: str) -> None:
    assert distributor_of(kind, day).distributors == (body,)


def test_some_units_have_two_possible_bodies() -> None:
    line = distributor_of("district_special_administration", TODAY)
    assert is_right_distributor(line, "kaymakamlıklar")
    assert is_right_distributor(line, "İL ÖZEL İDARELERİ")


def test_no_kind_has_two_lines_on_one_day() -> None:
    for day in {line.valid_from for line in distributors()} | {TODAY}:
        holding = [line.kind for line in distributors() if line.holds_on(day)]
        assert len(holding) == len(set(holding)), day
    assert len(kinds_on(TODAY)) >= 28


@pytest.mark.parametrize(
    ("address", "phone", "is_fit"),
    [
        ("203.0.113.7", "0312 555 12 34", True),
        ("203.0.113.7", "0532 555 12 34", False),
        ("192.168.1.1", "0312 555 12 34", False),
        ("2001:db8::7", "444 1 444", True),
        ("::ffff:10.0.0.1", "0312 555 12 34", False),
        ("değil", "0312 555 12 34", False),
    ],
)
def test_KPS_04_address_and_phone_of_the_form(address: str, phone: str, is_fit: bool) -> None:
    asked = f'{{"static_address": "{address}", "office_phone": "{phone}"}}'
    assert ask("KPS-04", asked, TODAY).outcome.value == is_fit

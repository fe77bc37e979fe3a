"""The fixed people of the sandbox: whoever integrates finds each kind of answer among them. Data, without Django.

Nobody is real. `SANDBOX_PEOPLE` is what the table holds (fields left out have the table's defaults); one line a case.
"""

from datetime import date
from typing import Any, Final

from imece.registry.numbers import sandbox_foreigner_number, sandbox_number

MOTHER, FATHER, CHILD, DEAD, NO_SURNAME, VAGUE, NEW_CITIZEN, CLOSED, TWIN, OTHER_TWIN = (
    sandbox_number(serial) for serial in range(1, 11)
)
FOREIGNER, FORMER_FOREIGNER, EXPIRED_FOREIGNER = (sandbox_foreigner_number(serial) for serial in range(1, 4))
BLUE_CARD: Final = sandbox_number(11)  # a former citizen keeps his number (ID-08)
UNKNOWN: Final = sandbox_number(999)  # right check digits, and nobody

HOME: Final = {"home_province": 6, "home_district": "Çankaya", "home_volume": 12, "home_family": 345}
PLACE: Final = {
    "province": 6,
    "district": "Çankaya",
    "address": "Deneme Mah. Örnek Sok. No: 1",
    "birth_place": "Ankara",
}


def _person(number: str, given_names: str, surname: str, sex: str, born: str, **more: Any) -> dict[str, Any]:
    """`born` is year-month-day, 00 for what is unknown."""
    year, month, day = (int(part) or None for part in born.split("-"))
    birth = {"birth_year": year, "birth_month": month, "birth_day": day}
    names = {"number": number, "given_names": given_names, "surname": surname, "sex": sex}
    return {**PLACE, **names, **birth, "is_sandbox": True, **more}


SANDBOX_PEOPLE: Final[tuple[dict[str, Any], ...]] = (
    _person(
        MOTHER, "Işıl", "Deneme", "K", "1975-03-08", marital_status="married", spouse_number=FATHER,
        card_serial="A00D00001", card_valid_until=date(2034, 5, 1), **HOME, home_place=2,
    ),
    _person(
        FATHER, "İsmail", "Deneme", "E", "1972-10-29", marital_status="married", spouse_number=MOTHER,
        card_serial="A00D00002", card_valid_until=date(2033, 1, 15), **HOME, home_place=1,
    ),
    _person(
        CHILD, "Çağrı Öykü", "Deneme", "K", "2001-04-23", mother_name="Işıl", father_name="İsmail",
        mother_number=MOTHER, father_number=FATHER, old_card_series="D01", old_card_number=123456, **HOME, home_place=3,
    ),
    _person(
        DEAD, "Şükrü", "Ölmüş", "E", "1940-01-01", is_alive=False, is_record_open=False, died_on=date(2020, 2, 29),
    ),
    _person(NO_SURNAME, "Soyadsız", "", "E", "1990-05-19"),  # ID-10
    _person(VAGUE, "Sıdıka", "Günübilinmez", "K", "1955-00-00"),  # ID-09
    _person(NEW_CITIZEN, "Yeni", "Yurttaş", "K", "1988-07-15"),  # the former foreigner's number points here (ID-07)
    _person(CLOSED, "Kaydı", "Kapalı", "E", "1980-12-31", is_record_open=False),
    _person(TWIN, "İkiz", "Adaş", "E", "1999-09-09", mother_name="Hacer", father_name="Nuri"),
    _person(OTHER_TWIN, "İkiz", "Adaş", "E", "1999-09-09", mother_name="Hacer", father_name="Nuri"),
    _person(BLUE_CARD, "Mavi", "Kartlı", "K", "1983-02-17", register="B", nationality="DE", birth_place="Bremen"),
    _person(
        FOREIGNER, "Sandbox", "Foreigner", "K", "1985-06-20", register="F", nationality="AZ", birth_place="Bakü",
        permit_number="DENEME-1", permit_from=date(2025, 1, 1), permit_until=date(2029, 12, 31), permit_province=6,
    ),
    _person(
        FORMER_FOREIGNER, "Yeni", "Yurttaş", "K", "1988-07-15", register="F", nationality="KZ", birth_place="Almatı",
        is_record_open=False, gained_number=NEW_CITIZEN,
    ),
    _person(
        EXPIRED_FOREIGNER, "İzni", "Bitmiş", "E", "1979-11-11", register="F", nationality="IR", birth_place="Tebriz",
        permit_number="DENEME-2", permit_from=date(2019, 1, 1), permit_until=date(2020, 12, 31), permit_province=34,
    ),
)  # fmt: skip
SANDBOX_EVENTS: Final[tuple[dict[str, Any], ...]] = tuple(
    {
        "number": number,
        "kind": kind,
        "happened_on": happened_on,
        "registered_on": registered_on,
        "province": 6,
    }
    for number, kind, happened_on, registered_on in (
        (MOTHER, "marriage", date(1998, 6, 5), date(1998, 6, 8)),
        (FATHER, "marriage", date(1998, 6, 5), date(1998, 6, 8)),
        (CHILD, "birth", date(2001, 4, 23), date(2001, 4, 30)),
        (DEAD, "death", date(2020, 2, 29), date(2020, 3, 2)),
    )
)

"""A synthetic register: invented people with right check digits, the same for the same serial on every machine.

Names are drawn from lists of common given names and invented surnames; nobody real is meant. Four serials in a row are
a family: mother, father, two children. A digest of the serial decides everything, so no state is kept.
"""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from imece.core.identity_numbers import make_person_number
from imece.registry.numbers import foreigner_number

FEMALE = [
    "Ayşe", "Elif", "Zeynep", "Işıl", "İpek", "Gülizar", "Şule", "Çiğdem", "Öykü", "Ülkü", "Nazlı",
    "Defne", "Asya", "Ilgın", "Berfin", "Sude", "Yağmur", "Bahar", "Irmak", "Günseli", "Tuğçe",
    "Melike", "Esma", "Hacer", "Kezban", "Sıdıka", "Nesrin", "Perihan", "Hüsne", "Songül",
]  # fmt: skip
MALE = [
    "Ahmet", "İsmail", "Çağrı", "Ömer", "Şükrü", "Umut", "Ilgaz", "Barış", "Kerem", "Yiğit", "Tuğrul",
    "Özgür", "Deniz", "İlker", "Görkem", "Halil", "Rıza", "Sıtkı", "Cemal", "Bekir", "Tarık", "Ufuk",
    "Volkan", "Emre", "Onur", "Kubilay", "Fikret", "Nuri", "Hakkı", "Yavuz",
]  # fmt: skip
SURNAMES = [
    "Akçınar", "Bozyayla", "Çamlıbel", "Dereışık", "Elmacık", "Fındıklı", "Gündoğar", "Hisarönü",
    "Ilgazlı", "İncesulu", "Karakavak", "Laleli", "Menekşeli", "Nergisci", "Ovalıgil", "Öztepeli",
    "Pınargözü", "Reyhanlık", "Söğütalan", "Şimşirgil", "Taşköprülü", "Uzunyayla", "Üçpınarlı",
    "Varışlık", "Yeşilözlü", "Zeytindalı",
]  # fmt: skip
FOREIGN_NAMES = [
    ("Aygün", "Örnekova", "K", "AZ", "Bakü"), ("Sample", "Person", "E", "GB", "Leeds"),
    ("Beispiel", "Muster", "K", "DE", "Bremen"), ("Namuna", "Misolov", "E", "UZ", "Taşkent"),
    ("Mithal", "Namudhaj", "E", "SY", "Halep"), ("Priklad", "Obrazec", "K", "KZ", "Almatı"),
]  # fmt: skip
DISTRICTS = [
    (6, "Çankaya", "Ankara"), (34, "Kadıköy", "İstanbul"), (35, "Bornova", "İzmir"), (42, "Selçuklu", "Konya"),
    (16, "Nilüfer", "Bursa"), (1, "Seyhan", "Adana"), (68, "Merkez", "Aksaray"),
]  # fmt: skip
COLUMNS = (
    "number", "given_names", "surname", "sex", "birth_year", "birth_month", "birth_day", "nationality", "is_alive",
    "gained_number", "province", "district", "address", "register", "is_sandbox", "is_record_open", "died_on",
    "birth_place", "marital_status", "mother_name", "father_name", "mother_number", "father_number", "spouse_number",
    "home_province", "home_district", "home_volume", "home_family", "home_place", "card_serial", "card_valid_until",
    "old_card_series", "old_card_number", "permit_number", "permit_from", "permit_until", "permit_province",
)  # fmt: skip
DEFAULTS: dict[str, Any] = dict.fromkeys(COLUMNS) | {
    name: ""
    for name in COLUMNS
    if name.endswith(("_name", "_number", "_district", "_serial", "_series")) and name != "old_card_number"
}
DEFAULTS |= {
    "is_sandbox": False,
    "is_alive": True,
    "is_record_open": True,
    "nationality": "TR",
    "register": "C",
}
DEFAULTS |= {"marital_status": "single", "birth_place": "", "surname": ""}
MOTHER, FATHER, FAMILY = 0, 1, 4
BLUE_CARDS = 97  # one in so many has given his citizenship up and kept the number (ID-08)


def synthetic_people(first: int, end: int) -> Iterator[tuple[object, ...]]:
    for serial in range(first, end):
        yield synthetic_person(serial)


def synthetic_person(serial: int) -> tuple[object, ...]:
    """One citizen, or former one with a blue card, in the order of COLUMNS.

    One in fifty has an unknown day and month of birth, as old registers have (ID-09); one in 128 has died.
    """
    dice = _dice("citizen", serial)
    family, place = divmod(serial, FAMILY)
    own = {
        "number": make_person_number(serial),
        **_name(serial),
        **_birth(serial, dice),
        **_family(family, place),
        **_home(family, place),
        **_card(serial, dice),
    }
    if next(dice) < 2:
        died_on = date(2015, 1, 1) + timedelta(days=next(dice) * 15)
        own |= {"is_alive": False, "is_record_open": False, "died_on": died_on}
    elif serial % BLUE_CARDS == BLUE_CARDS - 1:
        own |= {"register": "B", "nationality": "DE"}
    return _row(own)


def synthetic_foreigner(serial: int) -> tuple[object, ...]:
    """One foreigner with a residence permit, in the order of COLUMNS; one in eight has let it run out."""
    dice = _dice("foreigner", serial)
    given_names, surname, sex, nationality, birth_place = FOREIGN_NAMES[next(dice) % len(FOREIGN_NAMES)]
    province, district, _town = DISTRICTS[next(dice) % len(DISTRICTS)]
    begins = date(2024 if next(dice) % 8 else 2019, 1 + next(dice) % 12, 1 + next(dice) % 28)
    own = {
        "number": foreigner_number(serial), "given_names": given_names, "surname": surname, "sex": sex,
        "birth_year": 1960 + next(dice) % 46, "birth_month": 1 + next(dice) % 12, "birth_day": 1 + next(dice) % 28,
        "nationality": nationality, "register": "F", "birth_place": birth_place, "province": province,
        "district": district, "address": _street(dice), "permit_number": f"SENTETIK-{serial}",
        "permit_from": begins, "permit_until": begins.replace(year=begins.year + 4), "permit_province": province,
    }  # fmt: skip
    return _row(own)


def synthetic_events(serial: int, row: tuple[object, ...]) -> Iterator[tuple[object, ...]]:
    """The civil events of one citizen: number, kind, day, day of registration, province."""
    facts: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    dice = _dice("events", serial)
    if facts["marital_status"] == "married":
        yield _event(facts, "marriage", date(1996, 1, 1) + timedelta(days=next(dice) * 3))
    if facts["died_on"] is not None:
        yield _event(facts, "death", facts["died_on"])


def _event(facts: dict[str, Any], kind: str, happened_on: date) -> tuple[object, ...]:
    return facts["number"], kind, happened_on, happened_on + timedelta(days=3), facts["home_province"]


def _dice(what: str, serial: int) -> Iterator[int]:
    return iter(hashlib.blake2b(f"{what} {serial}".encode(), digest_size=32).digest())


def _row(own: dict[str, Any]) -> tuple[object, ...]:
    return tuple({**DEFAULTS, **own}.values())


def _name(serial: int) -> dict[str, str]:
    """Father and children share a surname, the mother has taken it."""
    family, place = divmod(serial, FAMILY)
    is_woman = place == MOTHER or (place != FATHER and next(_dice("sex", serial)) % 2 == 0)
    names = FEMALE if is_woman else MALE
    surname = SURNAMES[next(_dice("surname", family)) % len(SURNAMES)]
    return {
        "given_names": names[next(_dice("name", serial)) % len(names)],
        "surname": surname,
        "sex": "K" if is_woman else "E",
    }


def _birth(serial: int, dice: Iterator[int]) -> dict[str, Any]:
    family, place = divmod(serial, FAMILY)
    mother_year = 1960 + next(_dice("mother's year", family)) % 18
    years = {MOTHER: mother_year, FATHER: mother_year - next(dice) % 5}
    year = years.get(place, mother_year + 21 + next(dice) % 8)
    is_vague = next(dice) % 50 == 0
    month, day = 1 + next(dice) % 12, 1 + next(dice) % 28
    return {
        "birth_year": year,
        "birth_month": None if is_vague else month,
        "birth_day": None if is_vague else day,
    }


def _family(family: int, place: int) -> dict[str, str]:
    first = family * FAMILY
    mother, father = make_person_number(first + MOTHER), make_person_number(first + FATHER)
    if place in {MOTHER, FATHER}:
        return {"marital_status": "married", "spouse_number": father if place == MOTHER else mother}
    return {
        "mother_number": mother,
        "father_number": father,
        "mother_name": _name(first + MOTHER)["given_names"],
        "father_name": _name(first + FATHER)["given_names"],
    }


def _home(family: int, place: int) -> dict[str, Any]:
    dice = _dice("home", family)
    province, district, town = DISTRICTS[next(dice) % len(DISTRICTS)]
    return {
        "province": province,
        "district": district,
        "address": _street(dice),
        "birth_place": town,
        "home_province": province,
        "home_district": district,
        "home_volume": 1 + next(dice),
        "home_family": family,
        "home_place": place + 1,
    }


def _card(serial: int, dice: Iterator[int]) -> dict[str, Any]:
    """Most have the newer card; one in eight the older paper one."""
    if next(dice) % 8 == 0:
        return {"old_card_series": f"S{next(dice) % 100:02d}", "old_card_number": serial % 1_000_000}
    letter = "ABCDEFGH"[serial // 10_000_000 % 8]
    valid_until = date(2027 + next(dice) % 9, 1 + next(dice) % 12, 1 + next(dice) % 28)
    return {"card_serial": f"{letter}{serial % 100_000_000:08d}", "card_valid_until": valid_until}


def _street(dice: Iterator[int]) -> str:
    return f"Örnek Mah. {1 + next(dice)}. Sok. No: {1 + next(dice) % 90}"

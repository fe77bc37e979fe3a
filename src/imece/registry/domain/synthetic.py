"""A synthetic register: invented people with right check digits, the same for the same serial on every machine.

Names are drawn from lists of common given names and invented surnames; nobody real is meant.
"""

import hashlib
from collections.abc import Iterator

from django.db import connection

from imece.core.actor import Actor
from imece.core.identity_numbers import make_person_number
from imece.core.transactions import verb
from imece.registry.models import RegisteredPerson

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
DISTRICTS = {
    6: "Çankaya",
    34: "Kadıköy",
    35: "Bornova",
    42: "Selçuklu",
    16: "Nilüfer",
    1: "Seyhan",
    68: "Merkez",
}
COLUMNS = (
    "number", "given_names", "surname", "sex", "birth_year", "birth_month", "birth_day", "nationality", "is_alive",
    "gained_number", "province", "district", "address",
)  # fmt: skip


@verb
def fill_register(*, count: int, actor: Actor) -> int:
    """Make the register hold the synthetic people of serials 0 to `count` - 1; returns how many were new.

    Copied in one stream: a million takes well under a minute.
    """
    begun = RegisteredPerson.objects.count()
    if begun >= count:
        return 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"copy registry_registeredperson ({', '.join(COLUMNS)}) from stdin") as stream,
    ):
        for row in synthetic_people(begun, count):
            stream.write_row(row)
    return count - begun


def synthetic_people(first: int, end: int) -> Iterator[tuple[object, ...]]:
    for serial in range(first, end):
        yield synthetic_person(serial)


def synthetic_person(serial: int) -> tuple[object, ...]:
    """One row in the order of COLUMNS. A digest of the serial decides everything, so no state is kept.

    One in fifty has an unknown day and month of birth, as old registers have (ID-09).
    """
    dice = iter(hashlib.blake2b(str(serial).encode(), digest_size=16).digest())
    female = next(dice) % 2 == 0
    names = FEMALE if female else MALE
    province, district = list(DISTRICTS.items())[next(dice) % len(DISTRICTS)]
    is_vague = next(dice) % 50 == 0
    return (
        make_person_number(serial),
        names[next(dice) % len(names)],
        SURNAMES[next(dice) % len(SURNAMES)],
        "K" if female else "E",
        1960 + next(dice) % 46,
        None if is_vague else 1 + next(dice) % 12,
        None if is_vague else 1 + next(dice) % 28,
        "TR",
        next(dice) >= 2,
        "",
        province,
        district,
        f"Örnek Mah. {1 + next(dice)}. Sok. No: {1 + next(dice) % 90}",
    )

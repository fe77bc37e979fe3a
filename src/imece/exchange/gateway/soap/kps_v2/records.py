"""Records of the register as KPS v2 writes them (§14.5): one of three registers is filled, codes beside their words.

Religion is never in an answer of ours; what a grant does not name stays out, as everywhere on the road.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

Facts = Mapping[str, Any]
SEXES: Final = {"E": ("1", "Erkek"), "K": ("2", "Kadın")}
UNKNOWN_SEX: Final = ("0", "Bilinmeyen")
OPEN, CLOSED = ("1", "Açık"), ("2", "Kapalı")
MARITAL: Final = {
    "single": ("1", "Bekâr"),
    "married": ("2", "Evli"),
    "divorced": ("3", "Boşanmış"),
    "widowed": ("4", "Dul"),
}


def element(name: str, *parts: str) -> str:
    """Nothing inside, no element."""
    inner = "".join(parts)
    return f"<{name}>{inner}</{name}>" if inner else ""


def text(name: str, value: Any) -> str:
    return "" if value in (None, "") else f"<{name}>{escape(str(value))}</{name}>"


def coded(name: str, code: tuple[str, str] | None) -> str:
    return element(name, text("Kod", code[0]), text("Aciklama", code[1])) if code else ""


def day(name: str, iso: str | None) -> str:
    """A date as the profile writes it."""
    if not iso:
        return ""
    year, month, number = iso.split("-")
    return element(name, text("Gun", int(number)), text("Ay", int(month)), text("Yil", int(year)))


def record(number: str, facts: Facts | None) -> str:
    """`facts` None: the register knows nobody of this number; the record says so by its empty registers."""
    if facts is None:
        problem = element("HataBilgisi", text("Kod", "1"), text("Aciklama", "Kayıt bulunamadı"))
        return element("BilesikKutukBilgileri", text("KimlikNo", number), problem)
    name, person = REGISTERS.get(str(facts.get("register")), REGISTERS["C"])
    parts = (person(number, facts), _card(facts), _address(facts))
    return element("BilesikKutukBilgileri", text("KimlikNo", number), element(name, *parts))


def _basics(facts: Facts) -> str:
    birth = element(
        "DogumTarih",
        text("Gun", facts.get("birth_day")),
        text("Ay", facts.get("birth_month")),
        text("Yil", facts.get("birth_year")),
    )
    return element(
        "TemelBilgisi",
        text("Ad", facts.get("given_names")),
        text("Soyad", facts.get("surname")),
        text("AnneAd", facts.get("mother_name")),
        text("BabaAd", facts.get("father_name")),
        coded("Cinsiyet", SEXES.get(str(facts["sex"]), UNKNOWN_SEX) if "sex" in facts else None),
        birth,
        text("DogumYer", facts.get("birth_place")),
    )


def _state(facts: Facts) -> str:
    is_open = facts.get("is_record_open")
    return element(
        "DurumBilgisi",
        coded("Durum", None if is_open is None else OPEN if is_open else CLOSED),
        coded("MedeniHal", MARITAL.get(str(facts.get("marital_status")))),
        day("OlumTarih", facts.get("died_on")),
    )


def _citizen(number: str, facts: Facts) -> str:
    home = element(
        "KayitYeriBilgisi",
        text("Il", facts.get("home_province")),
        text("Ilce", facts.get("home_district")),
        text("Cilt", facts.get("home_volume")),
        text("AileSiraNo", facts.get("home_family")),
        text("BireySiraNo", facts.get("home_place")),
    )
    return element(
        "KisiBilgisi",
        text("TCKimlikNo", number),
        _basics(facts),
        _state(facts),
        home,
        text("AnneTCKimlikNo", facts.get("mother_number")),
        text("BabaTCKimlikNo", facts.get("father_number")),
        text("EsTCKimlikNo", facts.get("spouse_number")),
    )


def _foreigner(number: str, facts: Facts) -> str:
    return element(
        "KisiBilgisi",
        text("KimlikNo", number),
        _basics(facts),
        _state(facts),
        text("Uyruk", facts.get("nationality")),
        text("IzinNo", facts.get("permit_number")),
        day("IzinBaslangicTarih", facts.get("permit_from")),
        day("IzinBitisTarih", facts.get("permit_until")),
        text("IzinDuzenlenenIl", facts.get("permit_province")),
        text("KazanilanTCKimlikNo", facts.get("gained_number")),
    )


def _blue_card(number: str, facts: Facts) -> str:
    return element("KisiBilgisi", text("KimlikNo", number), _basics(facts), _state(facts))


def _card(facts: Facts) -> str:
    new = element(
        "TCKKBilgisi",
        text("SeriNo", facts.get("card_serial")),
        day("SonGecerlilikTarih", facts.get("card_valid_until")),
    )
    old = element(
        "NufusCuzdaniBilgisi",
        text("Seri", facts.get("old_card_series")),
        text("No", facts.get("old_card_number")),
    )
    return new + old


def _address(facts: Facts) -> str:
    return element(
        "AdresBilgisi",
        text("Il", facts.get("province")),
        text("Ilce", facts.get("district")),
        text("AcikAdres", facts.get("address")),
    )


REGISTERS: Final[Mapping[str, tuple[str, Callable[[str, Facts], str]]]] = {
    "C": ("TCVatandasiKisiKutukleri", _citizen),
    "F": ("YabanciKisiKutukleri", _foreigner),
    "B": ("MaviKartliKisiKutukleri", _blue_card),
}

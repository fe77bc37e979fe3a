"""What the services of the register have in common: who may ask, inputs, fields, comparisons, examples."""

from typing import Final

from imece.exchange.contract import Example, Field, Input, Kind
from imece.registry import sandbox_people as people

PUBLIC_BODIES: Final = frozenset({"central", "local", "social_security", "university"})
ADDRESS_READERS: Final = PUBLIC_BODIES | {"bank", "insurer"}  # KPS-06; 5490 md. 45/1
FAMILY_READERS: Final = frozenset({"central", "local", "social_security"})
PAID: Final = 1  # class of price (X6.1)
IDENTITY: Final = "Kişinin kimliğini belirlemek / To establish who a person is"

GIVEN_NAMES: Final = Input("given_names", "Ad / Given names", most=100)
SURNAME: Final = Input(
    "surname",
    "Soyad / Surname",
    most=100,
    is_required=False,
    meaning="Soyadı olmayan kişi için boş bırakılır / Left empty for a person without a surname",
)
BIRTH_YEAR: Final = Input(
    "birth_year", "Doğum yılı / Year of birth", kind=Kind.INTEGER, least=1850, greatest=2200
)
BIRTH_MONTH: Final = Input(
    "birth_month",
    "Doğum ayı / Month of birth",
    kind=Kind.INTEGER,
    least=1,
    greatest=12,
    is_required=False,
    meaning="Kütükte bilinmiyorsa boş / Empty where the register does not know it",
)
BIRTH_DAY: Final = Input(
    "birth_day",
    "Doğum günü / Day of birth",
    kind=Kind.INTEGER,
    least=1,
    greatest=31,
    is_required=False,
    meaning="Kütükte bilinmiyorsa boş / Empty where the register does not know it",
)
NAMES: Final = (
    Field("given_names", "Ad / Given names"),
    Field("surname", "Soyad / Surname"),
    Field("sex", "Cinsiyet / Sex", meaning="E erkek, K kadın / E male, K female"),
    Field("birth_year", "Doğum yılı / Year of birth", kind=Kind.INTEGER),
    Field("birth_month", "Doğum ayı / Month of birth", kind=Kind.INTEGER),
    Field("birth_day", "Doğum günü / Day of birth", kind=Kind.INTEGER),
    Field("nationality", "Uyruk / Nationality", meaning="ISO 3166-1 kodu / ISO 3166-1 code"),
)
STATE: Final = (
    Field("birth_place", "Doğum yeri / Place of birth"),
    Field("is_record_open", "Kayıt açık / Record open", kind=Kind.BOOLEAN),
    Field("died_on", "Ölüm tarihi / Date of death", kind=Kind.DATE),
)
PARENTS: Final = (
    Field("mother_name", "Anne adı / Mother's name"),
    Field("father_name", "Baba adı / Father's name"),
)
CARD: Final = (
    Field("card_serial", "Kimlik kartı seri no / Identity card serial"),
    Field("card_valid_until", "Kart son geçerlilik / Card valid until", kind=Kind.DATE),
)
HOME: Final = (
    Field("home_province", "Kütük ili / Province of the family register", kind=Kind.INTEGER),
    Field("home_district", "Kütük ilçesi / District of the family register"),
    Field("home_volume", "Cilt no / Volume", kind=Kind.INTEGER),
    Field("home_family", "Aile sıra no / Family number", kind=Kind.INTEGER),
    Field("home_place", "Birey sıra no / Place in the family", kind=Kind.INTEGER),
)
PERMIT: Final = (
    Field("permit_number", "İzin no / Permit number"),
    Field("permit_from", "İzin başlangıcı / Permit from", kind=Kind.DATE),
    Field("permit_until", "İzin bitişi / Permit until", kind=Kind.DATE),
    Field("permit_province", "İzni düzenleyen il / Province that issued it", kind=Kind.INTEGER),
)
REGISTER: Final = Field(
    "register",
    "Kütük / Register",
    meaning="C yurttaş, F yabancı, B mavi kart / C citizen, F foreigner, B blue card",
)
GAINED: Final = Field("gained_number", "Kazanılan T.C. kimlik no / Citizen's number gained")
CIVIL_FIELDS: Final = (
    *NAMES,
    Field("is_alive", "Sağ / Alive", kind=Kind.BOOLEAN),
    GAINED,
    *STATE,
    *PARENTS,
    Field("marital_status", "Medenî hal / Marital status"),
    *HOME,
)
PERSON_FIELDS: Final = (*CIVIL_FIELDS, REGISTER)
FOREIGNER_FIELDS: Final = (*NAMES, GAINED, *STATE, *PARENTS, *PERMIT)
ADDRESS_FIELDS: Final = (
    Field("province", "İl / Province", kind=Kind.INTEGER, meaning="Plaka kodu / Number-plate code"),
    Field("district", "İlçe / District"),
    Field("address", "Adres / Address"),
)
SAME_NAMES: Final = " and ".join(
    f"public.tr_fold(person.{name})"
    f" = public.tr_fold(regexp_replace(trim(coalesce(asked.{name}, '')), '\\s+', ' ', 'g'))"
    for name in ("given_names", "surname")
)
SAME_BIRTH: Final = """person.birth_year = asked.birth_year
        and person.birth_month is not distinct from asked.birth_month
        and person.birth_day is not distinct from asked.birth_day"""


def columns(fields: tuple[Field, ...]) -> str:
    return ", ".join(f"person.{one.name}" for one in fields)


def facts_of(number: str, fields: tuple[Field, ...]) -> dict[str, object]:
    """An example's answer: what the sandbox's table holds."""
    row = {
        "register": "C",
        "is_alive": True,
        "is_record_open": True,
        "nationality": "TR",
        "marital_status": "single",
    }
    row |= next(one for one in people.SANDBOX_PEOPLE if one["number"] == number)
    texts = {one.name: "" for one in fields if one.kind is Kind.TEXT}
    return {one.name: row.get(one.name, texts.get(one.name)) for one in fields}


def about(number: str, fields: tuple[Field, ...]) -> Example:
    return Example({"number": number}, facts_of(number, fields))

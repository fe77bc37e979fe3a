"""Yes or no: does what was given fit one open record? Never which part differs (KPS-42)."""

from imece.exchange.contract import NUMBER, Example, Field, Input, Kind, Service
from imece.registry import sandbox_people as people
from imece.registry.services.words import (
    BIRTH_DAY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    GIVEN_NAMES,
    IDENTITY,
    PAID,
    SAME_BIRTH,
    SAME_NAMES,
    SURNAME,
)

MATCHES = Field(
    "matches",
    "Eşleşiyor / Matches",
    kind=Kind.BOOLEAN,
    meaning="Açık bir kayıt verilen bilgilerin tümüne uyuyor mu / Whether an open record fits all that was given",
)

VERIFY = Service(
    name="registry.verify_identity",
    version=1,
    owner="registry",
    title="Kimlik doğrulama / Identity verification",
    meaning="Numara, ad, soyad ve doğum yılı bir kayda uyuyor mu / Whether number, names and birth year fit one record",
    purpose=IDENTITY,
    inputs=(NUMBER, GIVEN_NAMES, SURNAME, BIRTH_YEAR),
    fields=(MATCHES,),
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(
        Example(
            {"number": people.MOTHER, "given_names": "ISIL", "surname": "deneme", "birth_year": 1975},
            {"matches": True},
        ),
        Example(
            {"number": people.MOTHER, "given_names": "Işıl", "surname": "Başka", "birth_year": 1975},
            {"matches": False},
        ),
    ),
    sql=f"""
        select asked.n, coalesce(person.is_record_open and {SAME_NAMES} and person.birth_year = asked.birth_year, false)
        from asked left join registry_people person on person.number = asked.number
    """,  # noqa: S608 the words are ours
)

VERIFY_FOREIGNER = Service(
    name="registry.verify_foreigner",
    version=1,
    owner="registry",
    title="Yabancı kimlik doğrulama / Foreigner's identity verification",
    meaning="Yabancı kimlik numarası, ad, soyad ve doğum tarihi uyuyor mu / Whether number, names and birth date fit",
    purpose=IDENTITY,
    inputs=(NUMBER, GIVEN_NAMES, SURNAME, BIRTH_DAY, BIRTH_MONTH, BIRTH_YEAR),
    fields=(MATCHES,),
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(
        Example(
            {
                "number": people.FOREIGNER,
                "given_names": "Sandbox",
                "surname": "Foreigner",
                "birth_day": 20,
                "birth_month": 6,
                "birth_year": 1985,
            },
            {"matches": True},
        ),
    ),
    sql=f"""
        select asked.n, coalesce(
            person.register = 'F' and person.is_record_open and {SAME_NAMES} and {SAME_BIRTH}, false)
        from asked left join registry_people person on person.number = asked.number
    """,  # noqa: S608
)

VERIFY_CARD = Service(
    name="registry.verify_person_and_card",
    version=1,
    owner="registry",
    title="Kişi ve cüzdan doğrulama / Person and card verification",
    meaning="Kişi bilgileriyle birlikte kimlik kartı ya da nüfus cüzdanı da uyuyor mu"
    " / Whether the person's facts and his identity card, new or old, fit",
    purpose=IDENTITY,
    inputs=(
        NUMBER,
        GIVEN_NAMES,
        SURNAME,
        BIRTH_DAY,
        BIRTH_MONTH,
        BIRTH_YEAR,
        Input("card_serial", "Kimlik kartı seri no / Identity card serial", most=9, is_required=False),
        Input("old_card_series", "Cüzdan seri / Old card series", most=3, is_required=False),
        Input(
            "old_card_number",
            "Cüzdan no / Old card number",
            kind=Kind.INTEGER,
            least=0,
            greatest=999_999,
            is_required=False,
        ),
    ),
    enough=(1, ("card_serial", "old_card_number")),
    fields=(MATCHES,),
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(
        Example(
            {
                "number": people.CHILD,
                "given_names": "Çağrı Öykü",
                "surname": "Deneme",
                "birth_day": 23,
                "birth_month": 4,
                "birth_year": 2001,
                "old_card_series": "D01",
                "old_card_number": 123456,
            },
            {"matches": True},
        ),
    ),
    sql=f"""
        select asked.n, coalesce(
            person.is_record_open and {SAME_NAMES} and {SAME_BIRTH}
            and ((person.card_serial <> '' and person.card_serial = asked.card_serial)
                or (person.old_card_series <> '' and person.old_card_series = asked.old_card_series
                    and person.old_card_number = asked.old_card_number)), false)
        from asked left join registry_people person on person.number = asked.number
    """,  # noqa: S608
)

"""A person, a foreigner, an address: by number, or the one person that enough facts name."""

from imece.exchange.contract import NUMBER, Example, Field, Input, Kind, Service
from imece.registry import sandbox_people as people
from imece.registry.services.words import (
    ADDRESS_FIELDS,
    ADDRESS_READERS,
    BIRTH_DAY,
    BIRTH_MONTH,
    BIRTH_YEAR,
    CARD,
    CIVIL_FIELDS,
    FOREIGNER_FIELDS,
    GIVEN_NAMES,
    IDENTITY,
    NAMES,
    PAID,
    PARENTS,
    PERMIT,
    PERSON_FIELDS,
    PUBLIC_BODIES,
    REGISTER,
    STATE,
    about,
    columns,
    facts_of,
)

UNKNOWN = Example({"number": people.UNKNOWN})

PERSON = Service(
    name="registry.person",
    version=1,
    owner="registry",
    title="Kişi bilgileri / Person by number",
    meaning="Kimlik numarasıyla kişi, durumuyla birlikte / A person by number, with the state of the record",
    purpose=IDENTITY,
    fields=PERSON_FIELDS,
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(
        about(people.MOTHER, PERSON_FIELDS),
        about(people.DEAD, PERSON_FIELDS),
        about(people.BLUE_CARD, PERSON_FIELDS),
        UNKNOWN,
    ),
    sql=f"""
        select asked.n, {columns(PERSON_FIELDS)}
        from asked join registry_people person on person.number = asked.number
    """,  # noqa: S608
)

FOREIGNER = Service(
    name="registry.foreigner",
    version=1,
    owner="registry",
    title="Yabancı bilgileri / Foreigner by number",
    meaning="Yabancı kimlik numarasıyla kişi ve ikamet izni / A foreigner by number, with the residence permit",
    purpose=IDENTITY,
    fields=FOREIGNER_FIELDS,
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(about(people.FOREIGNER, FOREIGNER_FIELDS), about(people.FORMER_FOREIGNER, FOREIGNER_FIELDS)),
    sql=f"""
        select asked.n, {columns(FOREIGNER_FIELDS)}
        from asked join registry_people person on person.number = asked.number and person.register = 'F'
    """,  # noqa: S608
)

ADDRESS = Service(
    name="registry.address",
    version=1,
    owner="registry",
    title="Yerleşim yeri adresi / Address of residence",
    meaning="Yalnızca kamu kurumları, bankalar ve sigortacılara açılır"
    " / Opened to public institutions, banks and insurers alone",
    purpose="Tebligat ve hizmet için adresi bilmek / To know where notices and services go",
    fields=ADDRESS_FIELDS,
    open_to=ADDRESS_READERS,
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(about(people.MOTHER, ADDRESS_FIELDS),),
    sql="""
        select asked.n, person.province, person.district, person.address
        from asked join registry_people person on person.number = asked.number
    """,
)

FOUND_FIELDS = (Field("number", "Kimlik no / Identity number"), *NAMES, *PARENTS, STATE[1])

BY_FACTS = Service(
    name="registry.person_by_facts",
    version=1,
    owner="registry",
    title="Bilgilerden kişi / Person by identity facts",
    meaning="Verilen bilgilere uyan tek kişi; birden çok kişi uyuyorsa yanıt “bulunamadı”dır"
    " / The one person whom the facts fit; where they fit several, the answer is “not found”",
    purpose=IDENTITY,
    inputs=(
        GIVEN_NAMES,
        Input("surname", "Soyad / Surname", most=100, is_subject=True),
        BIRTH_YEAR,
        BIRTH_MONTH,
        BIRTH_DAY,
        Input("mother_name", "Anne adı / Mother's name", most=100, is_required=False),
        Input("father_name", "Baba adı / Father's name", most=100, is_required=False),
        Input("birth_place", "Doğum yeri / Place of birth", most=60, is_required=False),
    ),
    enough=(2, ("birth_day", "mother_name", "father_name", "birth_place")),
    fields=FOUND_FIELDS,
    open_to=PUBLIC_BODIES,
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(
        Example(
            {
                "given_names": "Çağrı Öykü",
                "surname": "Deneme",
                "birth_year": 2001,
                "mother_name": "Işıl",
                "father_name": "İsmail",
            },
            facts_of(people.CHILD, FOUND_FIELDS),
        ),
    ),
    sql=f"""
        select asked.n, {columns(FOUND_FIELDS)}
        from asked join lateral (
            select person.*, count(*) over () as found from registry_people person
            where public.tr_fold(person.surname) = public.tr_fold(trim(asked.surname))
                and public.tr_fold(person.given_names) = public.tr_fold(trim(asked.given_names))
                and person.birth_year = asked.birth_year
                and (asked.birth_month is null or person.birth_month = asked.birth_month)
                and (asked.birth_day is null or person.birth_day = asked.birth_day)
                and (asked.mother_name is null
                    or public.tr_fold(person.mother_name) = public.tr_fold(asked.mother_name))
                and (asked.father_name is null
                    or public.tr_fold(person.father_name) = public.tr_fold(asked.father_name))
                and (asked.birth_place is null
                    or public.tr_fold(person.birth_place) = public.tr_fold(asked.birth_place))
            limit 2
        ) person on person.found = 1
        where num_nonnulls(asked.birth_day, asked.mother_name, asked.father_name, asked.birth_place) >= 2
    """,  # noqa: S608
)

RECORD_FIELDS = (
    REGISTER,
    *CIVIL_FIELDS,
    Field("mother_number", "Anne kimlik no / Mother's number"),
    Field("father_number", "Baba kimlik no / Father's number"),
    Field("spouse_number", "Eş kimlik no / Spouse's number"),
    *CARD,
    Field("old_card_series", "Cüzdan seri / Old card series"),
    Field("old_card_number", "Cüzdan no / Old card number", kind=Kind.INTEGER),
    *PERMIT,
    *ADDRESS_FIELDS,
)
OPTIONAL_YEAR = Input(
    "birth_year",
    "Doğum yılı / Year of birth",
    kind=Kind.INTEGER,
    least=1850,
    greatest=2200,
    is_required=False,
)

RECORD = Service(
    name="registry.full_record",
    version=1,
    owner="registry",
    title="Bileşik kütük kaydı / Combined record",
    meaning="Yurttaş, yabancı ya da mavi kartlı: hangi kütükteyse onun kaydı; doğum tarihi verildiyse o da uymalı"
    " / Citizen, foreigner or blue card holder, whichever register; a birth date that is given must fit",
    purpose=IDENTITY,
    inputs=(NUMBER, BIRTH_DAY, BIRTH_MONTH, OPTIONAL_YEAR),
    fields=RECORD_FIELDS,
    open_to=ADDRESS_READERS,
    tariff=PAID,
    is_open=False,
    has_sandbox_rows=True,
    examples=(about(people.CHILD, RECORD_FIELDS), about(people.FOREIGNER, RECORD_FIELDS), UNKNOWN),
    sql=f"""
        select asked.n, {columns(RECORD_FIELDS)}
        from asked join registry_people person on person.number = asked.number
            and (asked.birth_year is null or person.birth_year = asked.birth_year)
            and (asked.birth_month is null or person.birth_month = asked.birth_month)
            and (asked.birth_day is null or person.birth_day = asked.birth_day)
    """,  # noqa: S608
)

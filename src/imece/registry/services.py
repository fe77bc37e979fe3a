"""What the identity register offers on the exchange (X4.1): data, not code."""

from imece.exchange.contract import Field, Service

PERSON = Service(
    name="registry.person",
    version=1,
    owner="registry",
    title="Kişi bilgileri / Person",
    fields=(
        Field("given_names", "Ad"),
        Field("surname", "Soyad"),
        Field("sex", "Cinsiyet"),
        Field("birth_year", "Doğum yılı"),
        Field("birth_month", "Doğum ayı"),
        Field("birth_day", "Doğum günü"),
        Field("nationality", "Uyruk"),
        Field("is_alive", "Sağ"),
        Field("gained_number", "Kazanılan T.C. kimlik no"),
    ),
    sql="""
        select asked.key, person.given_names, person.surname, person.sex, person.birth_year, person.birth_month,
               person.birth_day, person.nationality, person.is_alive, person.gained_number
        from unnest(%(keys)s::text[]) as asked(key)
        join registry_registeredperson person on person.number = asked.key
    """,
)

ADDRESS = Service(
    name="registry.address",
    version=1,
    owner="registry",
    title="Yerleşim yeri adresi / Address of residence",
    fields=(Field("province", "İl"), Field("district", "İlçe"), Field("address", "Adres")),
    sql="""
        select asked.key, person.province, person.district, person.address
        from unnest(%(keys)s::text[]) as asked(key)
        join registry_registeredperson person on person.number = asked.key
    """,
)

"""What the identity register offers on the exchange (X4.1): data, not code."""

from imece.exchange.contract import Field, Kind, Service

PERSON = Service(
    name="registry.person",
    version=1,
    owner="registry",
    title="Kişi bilgileri / Person",
    fields=(
        Field("given_names", "Ad"),
        Field("surname", "Soyad"),
        Field("sex", "Cinsiyet"),
        Field("birth_year", kind=Kind.INTEGER, title="Doğum yılı"),
        Field("birth_month", kind=Kind.INTEGER, title="Doğum ayı"),
        Field("birth_day", kind=Kind.INTEGER, title="Doğum günü"),
        Field("nationality", "Uyruk"),
        Field("is_alive", "Sağ", kind=Kind.BOOLEAN),
        Field("gained_number", "Kazanılan T.C. kimlik no"),
    ),
    sql="""
        select asked.n, person.given_names, person.surname, person.sex, person.birth_year, person.birth_month,
               person.birth_day, person.nationality, person.is_alive, person.gained_number
        from asked join registry_registeredperson person on person.number = asked.number
    """,
)

ADDRESS = Service(
    name="registry.address",
    version=1,
    owner="registry",
    title="Yerleşim yeri adresi / Address of residence",
    fields=(Field("province", "İl", kind=Kind.INTEGER), Field("district", "İlçe"), Field("address", "Adres")),
    sql="""
        select asked.n, person.province, person.district, person.address
        from asked join registry_registeredperson person on person.number = asked.number
    """,
)

"""Family members and civil events: asked with special care, by public bodies alone."""

from imece.exchange.contract import Example, Field, Kind, Service
from imece.registry import sandbox_people as people
from imece.registry.services.words import FAMILY_READERS, PAID

FAMILY = Service(
    name="registry.family",
    version=1,
    owner="registry",
    title="Aile bireyleri / Family members",
    meaning="Anne, baba, eş ve çocuklar; yalnızca yakınlığın kendisi sorulan iş için gerekliyse istenir"
    " / Mother, father, spouse and children; asked only where the kinship itself is what the matter turns on",
    purpose="Yakınlığa bağlı bir hakkı belirlemek / To establish a right that hangs on kinship",
    fields=(
        Field(
            "members",
            "Bireyler / Members",
            kind=Kind.LIST,
            records=(
                Field(
                    "relation",
                    "Yakınlık / Relation",
                    meaning="mother, father, spouse, child (anne, baba, eş, çocuk) / mother, father, spouse, child",
                ),
                Field("number", "Kimlik no / Identity number"),
                Field("given_names", "Ad / Given names"),
                Field("surname", "Soyad / Surname"),
                Field("birth_year", "Doğum yılı / Year of birth", kind=Kind.INTEGER),
                Field("is_alive", "Sağ / Alive", kind=Kind.BOOLEAN),
            ),
        ),
    ),
    open_to=FAMILY_READERS,
    tariff=PAID,
    is_open=False,
    rate_per_second=5,
    has_sandbox_rows=True,
    examples=(
        Example(
            {"number": people.MOTHER},
            {
                "members": [
                    {
                        "relation": "spouse",
                        "number": people.FATHER,
                        "given_names": "İsmail",
                        "surname": "Deneme",
                        "birth_year": 1972,
                        "is_alive": True,
                    },
                    {
                        "relation": "child",
                        "number": people.CHILD,
                        "given_names": "Çağrı Öykü",
                        "surname": "Deneme",
                        "birth_year": 2001,
                        "is_alive": True,
                    },
                ]
            },
        ),
    ),
    sql="""
        select asked.n, (
            select coalesce(jsonb_agg(jsonb_build_object(
                'relation', near.relation, 'number', near.number, 'given_names', near.given_names,
                'surname', near.surname, 'birth_year', near.birth_year, 'is_alive', near.is_alive
            ) order by near.birth_year, near.number), '[]')
            from (
                select 'mother' as relation, one.* from registry_people one where one.number = person.mother_number
                union all
                select 'father', one.* from registry_people one where one.number = person.father_number
                union all
                select 'spouse', one.* from registry_people one where one.number = person.spouse_number
                union all
                select 'child', one.* from registry_people one
                where one.mother_number = person.number and one.mother_number <> ''
                union all
                select 'child', one.* from registry_people one
                where one.father_number = person.number and one.father_number <> ''
            ) near
        )
        from asked join registry_people person on person.number = asked.number
    """,
)

EVENTS = Service(
    name="registry.events",
    version=1,
    owner="registry",
    title="Nüfus olayları / Civil-record events",
    meaning="Kişinin kütüğündeki olaylar, eskiden yeniye / The events of the person's record, oldest first",
    purpose="Nüfus olayına bağlı bir işlemi yürütmek / To carry out what hangs on a civil event",
    fields=(
        Field(
            "events",
            "Olaylar / Events",
            kind=Kind.LIST,
            records=(
                Field(
                    "kind",
                    "Tür / Kind",
                    meaning="birth, marriage, divorce, death, citizenship, name_change"
                    " / birth, marriage, divorce, death, citizenship, name change",
                ),
                Field("happened_on", "Olay tarihi / Date of the event", kind=Kind.DATE),
                Field("registered_on", "Tescil tarihi / Date of registration", kind=Kind.DATE),
                Field("province", "Tescil ili / Province of registration", kind=Kind.INTEGER),
            ),
        ),
    ),
    open_to=FAMILY_READERS,
    tariff=PAID,
    is_open=False,
    rate_per_second=5,
    has_sandbox_rows=True,
    examples=(
        Example(
            {"number": people.DEAD},
            {
                "events": [
                    {
                        "kind": "death",
                        "happened_on": "2020-02-29",
                        "registered_on": "2020-03-02",
                        "province": 6,
                    }
                ]
            },
        ),
    ),
    sql="""
        select asked.n, (
            select coalesce(jsonb_agg(jsonb_build_object(
                'kind', event.kind, 'happened_on', event.happened_on, 'registered_on', event.registered_on,
                'province', event.province
            ) order by event.happened_on, event.event_id), '[]')
            from (select one.id as event_id, one.* from registry_events one) event
            where event.number = asked.number
        )
        from asked join registry_people person on person.number = asked.number
    """,
)

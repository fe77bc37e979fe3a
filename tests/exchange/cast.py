"""Institutions of the exchange and their people, on top of `tests/cast.py`.

    def test_x(exchange_cast, client):
        sign_in(client, exchange_cast.bank_manager, exchange_cast.bank.organisation)
        actor_of(exchange_cast.headquarters, exchange_cast.head_institution)

Institutions are named as institutions; every person and number is invented.
"""

from dataclasses import dataclass

import pytest
from django.utils import timezone

from imece.accounts.enums import OrganisationKind, PartnerGrant, StaffGrant
from imece.accounts.models import Organisation, Person
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.parties.models import Institution
from tests.cast import make_membership, make_organisation, make_persons, somebody, tax_number

ORGANISATION_SERIAL = 500  # + the institution's own; apart from those of `tests/cast.py`


@dataclass(frozen=True)
class ExchangeCast:
    """`provider` answers (the NVİ-like house `registry`); the others ask. Each has a manager; `bank_technician`
    has the right partner_access alone, `bank_auditor` partner_audit alone. `technician` and `second_technician` are
    two members of the headquarters' staff (four eyes) with every exchange right.
    """

    provider: Institution
    bank: Institution
    municipality: Institution
    hospital: Institution
    provider_manager: Person
    bank_manager: Person
    municipality_manager: Person
    hospital_manager: Person
    bank_technician: Person
    bank_auditor: Person
    technician: Person
    second_technician: Person
    head_institution: Organisation


def make_institution(
    serial: int,
    name: str,
    kind: InstitutionKind = InstitutionKind.CENTRAL,
    *,
    house: str = "",
    is_general_government: bool = False,
) -> Institution:
    """An institution with its organisation of kind PARTNER; `KRM-` and seven digits from `serial`."""
    organisation = make_organisation(ORGANISATION_SERIAL + serial, OrganisationKind.PARTNER, name, None)
    with acting(system_actor("cast")):
        return Institution.objects.create(
            organisation=organisation,
            code=f"KRM-{9_000_000 + serial}",
            kind=kind,
            house=house,
            is_general_government=is_general_government,
            tax_number=tax_number(ORGANISATION_SERIAL + serial),
            kep_address=f"deneme{serial}@hs01.kep.tr",
            opened_at=timezone.now(),
        )


@pytest.fixture
def exchange_cast(db: None) -> ExchangeCast:
    return make_exchange_cast()


def make_exchange_cast() -> ExchangeCast:
    """For tests with a database of their own (`fresh_database`, `live_url`). Does not need `make_cast`."""
    persons = {
        "provider_manager": somebody(501, "Nergis", "Ilgazlı"),
        "bank_manager": somebody(502, "Çetin", "Örsçü", sex="E"),
        "municipality_manager": somebody(503, "Ülkü", "Şenocak"),
        "hospital_manager": somebody(504, "İshak", "Gürağaç", sex="E"),
        "bank_technician": somebody(505, "Işıl", "Çöğürcü"),
        "bank_auditor": somebody(506, "Âdem", "Üçışık", sex="E"),
        "technician": somebody(507, "Öykü", "Iğdırlı"),
        "second_technician": somebody(508, "Şükrü", "Dinçöz", sex="E"),
    }
    made = dict(zip(persons, make_persons(list(persons.values())), strict=True))
    cast = ExchangeCast(
        provider=make_institution(
            1, "Nüfus ve Vatandaşlık İşleri (deneme)", house="registry", is_general_government=True
        ),
        bank=make_institution(2, "Örnek Bankası A.Ş. (deneme)", InstitutionKind.BANK),
        municipality=make_institution(3, "Deneme Belediye Başkanlığı", InstitutionKind.LOCAL),
        hospital=make_institution(4, "Özel Şifa Hastanesi (deneme)", InstitutionKind.PRIVATE),
        head_institution=make_organisation(
            ORGANISATION_SERIAL, OrganisationKind.HEADQUARTERS, "Veri Değişimi Merkezi (deneme)", None
        ),
        **made,
    )
    make_membership(cast.provider_manager, cast.provider.organisation, is_founder=True)
    make_membership(cast.bank_manager, cast.bank.organisation, is_founder=True)
    make_membership(cast.municipality_manager, cast.municipality.organisation, is_founder=True)
    make_membership(cast.hospital_manager, cast.hospital.organisation, is_founder=True)
    make_membership(cast.bank_technician, cast.bank.organisation, PartnerGrant.ACCESS)
    make_membership(cast.bank_auditor, cast.bank.organisation, PartnerGrant.AUDIT)
    desks = [grant for grant in StaffGrant.values if grant.startswith("exchange_")]
    make_membership(cast.technician, cast.head_institution, *desks)
    make_membership(cast.second_technician, cast.head_institution, *desks)
    return cast

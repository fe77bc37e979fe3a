"""The fixed cast: who acts in the tests of every room, with the organisations they act for.

    def test_x(cast, client):
        sign_in(client, cast.clerk, cast.workplace.organisation)
        close_vacancy(vacancy=…, actor=actor_of(cast.manager, cast.workplace.organisation))

All numbers are made here by their check digits; names are invented. Every person stands in the register too.
"""

from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import pytest
from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.actors import actor_for
from imece.accounts.enums import Grant, NoticeChannel, OrganisationKind, StaffGrant
from imece.accounts.models import Membership, Organisation, Person, TermsAcceptance, TermsVersion
from imece.accounts.web.middleware import CHOSEN
from imece.core.actor import Actor, system_actor
from imece.core.identity_numbers import make_iskur_number, make_person_number
from imece.core.transactions import acting
from imece.core.turkish import fold
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Employer, Workplace
from imece.registry.models import RegisteredPerson

Row = TypeVar("Row", bound=Model)
PASSWORD = "dogru-at-pil-zimba"
SECRET_ANSWER = "Çınar Sokağı"
ANKARA, KONYA = 6, 42
FIRST_PERSON = 100_000_000  # the first nine digits of serial 0


@dataclass(frozen=True)
class Cast:
    """`manager` and `clerk` act for `workplace` (Ankara), `other_manager` for `other_workplace` (also Ankara,
    another employer); `officer` for `unit` (Ankara), `other_officer` for `other_unit` (Konya), `headquarters`
    for `head_institution`. The two seekers act for themselves; `clerk` may do vacancies, candidates, reports.
    """

    manager: Person
    clerk: Person
    other_manager: Person
    officer: Person
    other_officer: Person
    headquarters: Person
    seeker: Person
    other_seeker: Person
    workplace: Workplace
    other_workplace: Workplace
    unit: Organisation
    other_unit: Organisation
    head_institution: Organisation


def person_number(serial: int) -> str:
    return make_person_number(serial)


def tax_number(serial: int) -> str:
    """A VKN with the right check digit (ID-11)."""
    from stdnum.tr import vkn

    body = f"100{serial:06d}"
    return body + vkn.calc_check_digit(body)


@cache
def _hashed(secret: str) -> str:
    return make_password(secret)


def make_registered_person(
    serial: int, given_names: str, surname: str, *, sex: str = "K", birth_year: int = 1990
) -> RegisteredPerson:
    """Someone the identity register knows; not yet a member."""
    with acting(system_actor("cast")):
        return _inserted(somebody(serial, given_names, surname, sex=sex, birth_year=birth_year))


def somebody(
    serial: int, given_names: str, surname: str, *, sex: str = "K", birth_year: int = 1990
) -> RegisteredPerson:
    """Not saved yet: `make_persons` makes many of them at once."""
    return RegisteredPerson(
        number=person_number(serial),
        given_names=given_names,
        surname=surname,
        sex=sex,
        birth_year=birth_year,
        birth_month=5,
        birth_day=19,
        province=ANKARA,
        district="Çankaya",
        address=f"Deneme Mah. Örnek Sok. {serial}",
    )


def make_person(
    serial: int, given_names: str, surname: str, *, sex: str = "K", birth_year: int = 1990
) -> Person:
    """A member with a verified e-mail, PASSWORD and SECRET_ANSWER, the terms accepted; in the register too."""
    return make_persons([somebody(serial, given_names, surname, sex=sex, birth_year=birth_year)])[0]


def make_persons(registered: list[RegisteredPerson]) -> list[Person]:
    """All in one statement a table: a cast is made before nearly every test."""
    now = timezone.now()
    with acting(system_actor("cast")):
        RegisteredPerson.objects.bulk_create(registered)
        persons = Person.objects.bulk_create(
            Person(
                national_id=one.number,
                given_names=one.given_names,
                surname=one.surname,
                email=f"kisi{int(one.number[:9]) - FIRST_PERSON}@example.org",
                email_verified_at=now,
                notice_channel=NoticeChannel.EMAIL,
                secret_question="first_street",
                secret_answer=_hashed(fold(SECRET_ANSWER)),
                identity_checked_at=now,
                password=_hashed(PASSWORD),
            )
            for one in registered
        )
        versions = list(TermsVersion.objects.all())
        TermsAcceptance.objects.bulk_create(
            TermsAcceptance(person=person, version=version, at=now)
            for person in persons
            for version in versions
        )
    return persons


def make_organisation(serial: int, kind: OrganisationKind, name: str, province: int | None) -> Organisation:
    with acting(system_actor("cast")):
        return _inserted(_organisation(serial, kind, name, province))


def _organisation(serial: int, kind: OrganisationKind, name: str, province: int | None) -> Organisation:
    return Organisation(
        kind=kind, number=make_iskur_number(900_000_000 + serial), name=name, province=province
    )


def make_membership(
    person: Person,
    organisation: Organisation,
    *grants: str,
    is_manager: bool = False,
    is_founder: bool = False,
) -> Membership:
    with acting(system_actor("cast")):
        return _inserted(
            _membership(person, organisation, *grants, is_manager=is_manager, is_founder=is_founder)
        )


def _membership(
    person: Person,
    organisation: Organisation,
    *grants: str,
    is_manager: bool = False,
    is_founder: bool = False,
) -> Membership:
    return Membership(
        person=person,
        organisation=organisation,
        is_manager=is_manager or is_founder,
        is_founding_manager=is_founder,
        grants=list(grants),
    )


def make_employer(serial: int, title: str) -> Employer:
    with acting(system_actor("cast")):
        return _inserted(_employer(serial, title))


def _employer(serial: int, title: str) -> Employer:
    return Employer(kind=EmployerKind.LEGAL, title=title, tax_id=tax_number(serial))


def make_workplace(
    serial: int, employer: Employer, name: str, province: int = ANKARA, head_office: Workplace | None = None
) -> Workplace:
    organisation = make_organisation(serial, OrganisationKind.WORKPLACE, name, province)
    with acting(system_actor("cast")):
        return _inserted(_workplace(employer, organisation, province, head_office))


def _workplace(
    employer: Employer, organisation: Organisation, province: int, head_office: Workplace | None
) -> Workplace:
    return Workplace(
        organisation=organisation,
        employer=employer,
        province_id=province,
        is_head_office=head_office is None,
        head_office=head_office,
    )


def _inserted(row: Row) -> Row:
    row.save(force_insert=True)
    return row


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    """For tests with a database of their own (`fresh_database`, `live_url`)."""
    manager, clerk, other_manager, officer, other_officer, headquarters, seeker, other_seeker = make_persons(
        [
            somebody(1, "Ayşe", "Çınarlı"),
            somebody(2, "İlker", "Işıldak", sex="E"),
            somebody(3, "Şule", "Öğünç"),
            somebody(4, "Gülizar", "Ünsever"),
            somebody(5, "Mıstık", "Çağlayık", sex="E"),
            somebody(6, "Ömer", "Irmaklı", sex="E"),
            somebody(7, "Iraz", "Gündoğar"),
            somebody(8, "İdris", "Şıkça", sex="E"),
        ]
    )
    places = [
        _organisation(1, OrganisationKind.WORKPLACE, "Örnek Dokuma Ankara", ANKARA),
        _organisation(2, OrganisationKind.WORKPLACE, "Deneme Gıda Ankara", ANKARA),
        _organisation(3, OrganisationKind.UNIT, "Ankara İl Müdürlüğü (deneme)", ANKARA),
        _organisation(4, OrganisationKind.UNIT, "Konya İl Müdürlüğü (deneme)", KONYA),
        _organisation(5, OrganisationKind.HEADQUARTERS, "Genel Müdürlük (deneme)", None),
    ]
    firms = [_employer(1, "Örnek Dokuma A.Ş."), _employer(2, "Deneme Gıda Ltd. Şti.")]
    rights = (StaffGrant.VACANCY_REVIEW, StaffGrant.PLACEMENT, StaffGrant.ACCOUNTS)
    with acting(system_actor("cast")):
        own, other, unit, other_unit, head = Organisation.objects.bulk_create(places)
        Employer.objects.bulk_create(firms)
        workplace, other_workplace = Workplace.objects.bulk_create(
            _workplace(employer, place, ANKARA, None)
            for employer, place in zip(firms, (own, other), strict=True)
        )
        Membership.objects.bulk_create(
            [
                _membership(manager, own, is_founder=True),
                _membership(clerk, own, Grant.VACANCIES, Grant.CANDIDATES, Grant.REPORTS),
                _membership(other_manager, other, is_founder=True),
                _membership(officer, unit, *rights),
                _membership(other_officer, other_unit, *rights),
                _membership(headquarters, head, *StaffGrant.values),
            ]
        )
    return Cast(
        manager, clerk, other_manager, officer, other_officer, headquarters, seeker, other_seeker,
        workplace, other_workplace, unit, other_unit, head,
    )  # fmt: skip


def actor_of(person: Person, organisation: Organisation | None = None) -> Actor:
    """The actor that the middleware would make; without an organisation the person himself, a job seeker."""
    membership = None
    if organisation is not None:
        memberships = Membership.objects.select_related("organisation")
        membership = memberships.get(person=person, organisation=organisation)
    return actor_for(person, membership).at(address="203.0.113.7", request_id="test")


def sign_in(client: Client, person: Person, organisation: Organisation | None = None) -> Client:
    """Sign in without the pages, and choose for whom to act."""
    with acting(system_actor("cast")):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    if organisation is not None:
        session = client.session
        session[CHOSEN] = organisation.pk
        session.save()
    return client

"""P1.5, P1.7: staff with «portal accounts» manage institutions and who may act for them."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imece.accounts.enums import Grant, OrganisationKind, StaffGrant
from imece.accounts.models import Membership, Organisation, Person
from imece.core.models import AuditRecord
from imece.exchange.models import Question
from tests.cast import (
    ANKARA,
    KONYA,
    Cast,
    make_membership,
    make_organisation,
    make_person,
    make_registered_person,
    person_number,
    sign_in,
)

pytestmark = pytest.mark.django_db
LIST = "/kurum/kuruluslar/"
REASON = "Görevlendirme yazısı 2026/41"


@pytest.fixture
def head(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.headquarters, cast.head_institution)


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.officer, cast.unit)


@pytest.fixture
def provider(cast: Cast) -> Organisation:
    return make_organisation(20, OrganisationKind.SERVICE_PROVIDER, "Iğdır Işık Kursu (deneme)", ANKARA)


def users(organisation: Organisation, rest: str = "") -> str:
    return f"{LIST}{organisation.number}/{rest}"


def find(client: Client, organisation: Organisation, number: str, reason: str = REASON):
    return client.post(users(organisation, "yeni/"), {"national_id": number, "reason": reason})


def test_headquarters_see_all_but_workplaces(cast: Cast, head: Client) -> None:
    page = head.get(LIST).content.decode()
    for name in (cast.unit.name, cast.other_unit.name, cast.head_institution.name):
        assert name in page
    assert cast.workplace.organisation.name not in page
    assert "Konya" in page
    assert "Kuruluşlar ve kullanıcıları" in page


def test_a_unit_sees_its_own_province(cast: Cast, officer: Client) -> None:
    page = officer.get(LIST).content.decode()
    assert cast.unit.name in page
    assert cast.other_unit.name not in page
    assert cast.head_institution.name not in page
    assert f"{LIST}yeni/" not in page


@pytest.mark.parametrize(
    "criteria, is_found",
    [({"name": "IŞIK"}, True), ({"name": "işık"}, True), ({"kind": "service_provider"}, True),
     ({"kind": "agency"}, False),
     ({"province": ANKARA}, True), ({"province": KONYA}, False)],
)  # fmt: skip
def test_criteria(head: Client, provider: Organisation, criteria: dict[str, object], is_found: bool) -> None:
    assert (provider.name in head.get(LIST, criteria).content.decode()) == is_found


@pytest.mark.parametrize("who", ["manager", "clerk", "seeker"])
def test_others_are_refused(cast: Cast, client: Client, who: str) -> None:
    organisation = None if who == "seeker" else cast.workplace.organisation
    sign_in(client, getattr(cast, who), organisation)
    for address in (LIST, LIST + "yeni/", users(cast.unit), users(cast.unit, "yeni/")):
        assert client.get(address).status_code == 403, address


def test_staff_without_the_right_are_refused(cast: Cast, client: Client) -> None:
    person = make_person(40, "Nur", "Ölmez")
    make_membership(person, cast.unit, StaffGrant.VACANCY_REVIEW)
    assert sign_in(client, person, cast.unit).get(LIST).status_code == 403


@pytest.mark.parametrize("rest", ["", "yeni/", "yeni/haklar/"])
def test_outside_the_province_there_is_nothing(cast: Cast, officer: Client, rest: str) -> None:
    for organisation in (cast.other_unit, cast.head_institution, cast.workplace.organisation):
        assert officer.get(users(organisation, rest)).status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 3


def test_a_membership_of_another_organisation_is_not_reached_through_the_own(cast: Cast, officer: Client) -> None:
    other = Membership.objects.get(person=cast.other_officer)
    assert officer.get(users(cast.unit, f"{other.pk}/")).status_code == 404
    assert officer.post(users(cast.unit, f"{other.pk}/"), {"is_locked": "on"}).status_code == 404
    other.refresh_from_db()
    assert other.locked_at is None


def test_headquarters_create_an_organisation(cast: Cast, head: Client) -> None:
    assert head.get(LIST + "yeni/").status_code == 200
    answer = head.post(LIST + "yeni/", {"kind": "agency", "name": "Örnek Büro (deneme)", "province": str(KONYA)})
    made = Organisation.objects.get(name="Örnek Büro (deneme)")
    assert answer["Location"] == users(made)
    assert (made.kind, made.province) == ("agency", KONYA)
    record = AuditRecord.objects.get(action="accounts.organisation_created")
    assert (record.person_id, record.subject_id) == (cast.headquarters.pk, str(made.pk))


@pytest.mark.parametrize(
    "typed, field",
    [({"kind": "unit", "province": ""}, "province"), ({"kind": "headquarters", "province": "6"}, "province"),
     ({"kind": "workplace", "province": "6"}, "kind"), ({"kind": "agency", "province": "99"}, "province"),
     ({"kind": "agency", "name": ""}, "name")],
)  # fmt: skip
def test_what_cannot_be_created(head: Client, typed: dict[str, str], field: str) -> None:
    before = Organisation.objects.count()
    answer = head.post(LIST + "yeni/", {"name": "Deneme"} | typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert Organisation.objects.count() == before


def test_an_officer_creates_none(cast: Cast, officer: Client) -> None:
    typed = {"kind": "agency", "name": "Örnek Büro", "province": str(ANKARA)}
    assert officer.post(LIST + "yeni/", typed).status_code == 403


def test_a_registered_person_is_authorised(cast: Cast, officer: Client) -> None:
    answer = find(officer, cast.unit, cast.seeker.national_id)
    assert answer["Location"] == users(cast.unit, "yeni/haklar/")
    page = officer.get(answer["Location"]).content.decode()
    assert cast.seeker.full_name in page
    assert cast.seeker.national_id not in page
    assert "Portal hesapları" in page
    typed = {"grants": [StaffGrant.PLACEMENT, StaffGrant.VACANCY_REVIEW], "closes_on": "31.12.2026"}
    assert officer.post(answer["Location"], typed)["Location"] == users(cast.unit)
    made = Membership.objects.get(person=cast.seeker)
    assert (made.organisation, made.grants, made.is_manager) == (cast.unit, ["placement", "vacancy_review"], False)
    assert made.closes_on == date(2026, 12, 31)
    found, added = (
        AuditRecord.objects.get(action=f"accounts.{action}") for action in ("person_looked_up", "membership_added")
    )
    assert (found.purpose, added.purpose, added.person_id) == (REASON, REASON, cast.officer.pk)
    asked = Question.objects.get(subject=cast.seeker.national_id)
    assert (asked.purpose, asked.file) == (REASON, f"KURULUS-{cast.unit.number}")
    assert cast.seeker.full_name in officer.get(users(cast.unit)).content.decode()


def test_other_kinds_have_the_other_rights(cast: Cast, head: Client, provider: Organisation) -> None:
    find(head, provider, cast.seeker.national_id)
    refused = head.post(users(provider, "yeni/haklar/"), {"grants": [StaffGrant.PARAMETERS]})
    assert refused.status_code == 422
    head.post(users(provider, "yeni/haklar/"), {"grants": [Grant.COURSES]})
    assert Membership.objects.get(person=cast.seeker).grants == ["courses"]


def test_nobody_unknown_is_authorised_and_the_look_up_stays_on_record(cast: Cast, officer: Client) -> None:
    registered = make_registered_person(60, "Yalnız", "Kayıtlı")  # in the register, not a member
    for number in (registered.number, person_number(4321)):
        assert find(officer, cast.unit, number).status_code == 422
    looked_up = AuditRecord.objects.filter(action="accounts.person_looked_up")
    assert [one.details["was_found"] for one in looked_up] == [False, False]
    assert officer.get(users(cast.unit, "yeni/haklar/"))["Location"] == users(cast.unit, "yeni/")


def test_no_reason_no_look_up(cast: Cast, officer: Client) -> None:
    assert find(officer, cast.unit, cast.seeker.national_id, "şey").status_code == 422
    assert not Question.objects.exists()


def test_who_was_found_for_one_organisation_is_not_added_to_another(cast: Cast, head: Client) -> None:
    find(head, cast.unit, cast.seeker.national_id)
    refused = head.post(users(cast.other_unit, "yeni/haklar/"), {"is_manager": "on"})
    assert refused["Location"] == users(cast.other_unit, "yeni/")
    assert not Membership.objects.filter(person=cast.seeker).exists()


def test_twice_is_refused_with_the_reason(cast: Cast, head: Client) -> None:
    find(head, cast.unit, cast.officer.national_id)
    answer = head.post(users(cast.unit, "yeni/haklar/"), {})
    assert answer.status_code == 422
    assert "ACC-021" in answer.content.decode()


def test_rights_are_changed_and_the_account_is_locked_at_once(cast: Cast, head: Client) -> None:
    membership = Membership.objects.get(person=cast.officer)
    there = sign_in(Client(), cast.officer, cast.unit)
    assert there.get(LIST).status_code == 200
    page = head.get(users(cast.unit, f"{membership.pk}/"))
    assert page.context["form"].initial["grants"] == membership.grants
    answer = head.post(users(cast.unit, f"{membership.pk}/"), {"grants": ["placement"], "is_locked": "on"})
    assert answer["Location"] == users(cast.unit)
    membership.refresh_from_db()
    assert membership.grants == ["placement"]
    assert membership.locked_at
    assert there.get(LIST).status_code == 403
    record = AuditRecord.objects.get(action="accounts.membership_changed")
    assert record.details["is_locked"] == [False, True]


def test_nobody_changes_the_own_rights(cast: Cast, officer: Client) -> None:
    own = Membership.objects.get(person=cast.officer)
    answer = officer.post(users(cast.unit, f"{own.pk}/"), {"is_manager": "on"})
    assert answer.status_code == 422
    assert "ACC-025" in answer.content.decode()
    own.refresh_from_db()
    assert not own.is_manager


def test_nobody_authorises_himself_elsewhere(cast: Cast, head: Client) -> None:
    find(head, cast.unit, cast.headquarters.national_id)
    assert head.post(users(cast.unit, "yeni/haklar/"), {"is_manager": "on"}).status_code == 422
    assert Membership.objects.filter(person=cast.headquarters).count() == 1


def count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_lists_cost_the_same_however_long(cast: Cast, head: Client) -> None:
    def person(serial: int) -> Person:
        return make_person(serial, "Deneme", "Kişi")

    make_membership(person(100), cast.unit, *StaffGrant.values)
    few = count(head, LIST), count(head, users(cast.unit))
    for serial in range(101, 111):
        make_organisation(serial, OrganisationKind.AGENCY, f"Büro {serial}", KONYA)
        make_membership(person(serial), cast.unit, *StaffGrant.values)
    assert (count(head, LIST), count(head, users(cast.unit))) == few

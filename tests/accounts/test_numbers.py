"""ID-07: the number gained with citizenship; the old one stays as an alias."""

from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from imece.accounts.models import Person, PersonAlias
from imece.accounts.public import find_individual_member, record_new_number
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.registry.models import RegisteredPerson
from tests.cast import PASSWORD, Cast, make_registered_person, person_number, sign_in

pytestmark = pytest.mark.django_db
NEW = person_number(4000)
SYSTEM = system_actor("test")
JOIN = "/uye-ol/is-arayan/"


def record(person: Person, number: str = NEW) -> Person:
    return record_new_number(person=person, new_number=number, source="KPS", actor=SYSTEM, now=timezone.now())


def gain(number: str, gained: str) -> None:
    with acting(SYSTEM):
        RegisteredPerson.objects.filter(number=number).update(gained_number=gained)


def test_ID_07_sign_in_works_with_either_number(cast: Cast) -> None:
    old = cast.seeker.national_id
    record(cast.seeker)
    for number in (old, NEW):
        client = Client()
        assert client.post("/giris/is-arayan/", {"login": number, "password": PASSWORD}).status_code == 302
        assert client.get("/hesabim/").wsgi_request.user == cast.seeker


def test_ID_07_nothing_is_overwritten_silently(cast: Cast) -> None:
    old = cast.seeker.national_id
    person = record(cast.seeker)
    assert person.national_id == NEW
    alias = PersonAlias.objects.get()
    assert (alias.old_number, alias.person, alias.source) == (old, cast.seeker, "KPS")
    details = AuditRecord.objects.get(action="accounts.new_number_recorded").details
    assert old not in str(details)
    assert details["source"] == "KPS"
    message = OutboxMessage.objects.get(notice="accounts.new_number")
    assert message.destination == cast.seeker.email
    assert NEW not in message.body
    assert "T.C. kimlik numaranız" in message.body


def test_ID_07_alias_cannot_be_changed(cast: Cast) -> None:
    record(cast.seeker)
    with pytest.raises(DatabaseError), transaction.atomic():
        PersonAlias.objects.update(old_number=person_number(1234))


def test_repeated_answer_changes_nothing(cast: Cast) -> None:
    record(cast.seeker)
    record(cast.seeker)
    assert PersonAlias.objects.count() == 1
    assert OutboxMessage.objects.filter(notice="accounts.new_number").count() == 1


def test_number_of_another_member_is_refused(cast: Cast) -> None:
    for number in (cast.clerk.national_id, "alias"):
        if number == "alias":
            number = cast.clerk.national_id
            record(cast.clerk)
        with pytest.raises(Problem) as refused:
            record(cast.seeker, number)
        assert refused.value.code == "ACC-013"
    cast.seeker.refresh_from_db()
    assert cast.seeker.national_id == person_number(7)


def test_old_number_finds_the_person_everywhere(cast: Cast, client: Client) -> None:
    old = cast.seeker.national_id
    record(cast.seeker)
    assert find_individual_member(old) == cast.seeker
    sign_in(client, cast.officer, cast.unit)
    client.post("/kurum/hesaplar/", {"national_id": old, "reason": "Dilekçe 2026/17"})
    assert cast.seeker.full_name in client.get("/kurum/hesaplar/hesap/").content.decode()


def test_two_numbers_give_no_more_tries_than_one(cast: Cast, client: Client) -> None:
    """P1.6: five failures in all."""
    old = cast.seeker.national_id
    record(cast.seeker)
    answers = [
        client.post("/giris/is-arayan/", {"login": number, "password": "yanlis-parola-1"}).status_code
        for number in (old, NEW, old, NEW, old)
    ]
    assert answers[-1] == 429
    assert AccessAttempt.objects.values("username").distinct().count() == 1


def identity(person: RegisteredPerson) -> dict[str, object]:
    names = {"given_names": person.given_names, "surname": person.surname}
    return {"national_id": person.number, "birth_year": person.birth_year} | names


def test_register_names_a_gained_number_of_a_member(cast: Cast, client: Client) -> None:
    """Staff look the person up for an institution; the answer carries KazanilanTCKimlikNo."""
    old = cast.seeker.national_id
    gain(old, NEW)
    sign_in(client, cast.officer, cast.unit)
    typed = {"national_id": old, "reason": "Görevlendirme yazısı 41"}
    assert client.post(f"/kurum/kuruluslar/{cast.unit.number}/yeni/", typed).status_code == 302
    cast.seeker.refresh_from_db()
    assert cast.seeker.national_id == NEW
    assert AuditRecord.objects.get(action="accounts.new_number_recorded").person_id == cast.officer.pk


@pytest.mark.parametrize("gained", ["clerk", "12345678901"])
def test_impossible_answer_of_the_register_goes_to_the_trail_alone(cast: Cast, client: Client, gained: str) -> None:
    gain(cast.seeker.national_id, cast.clerk.national_id if gained == "clerk" else gained)
    sign_in(client, cast.officer, cast.unit)
    typed = {"national_id": cast.seeker.national_id, "reason": "Görevlendirme yazısı 41"}
    assert client.post(f"/kurum/kuruluslar/{cast.unit.number}/yeni/", typed).status_code == 302
    assert not PersonAlias.objects.exists()
    assert AuditRecord.objects.filter(action="accounts.new_number_refused").count() == 1


def test_joining_with_the_old_number_makes_a_member_of_the_new_one(
    client: Client, db: None, last_code: Callable[[str], str]
) -> None:
    newcomer = make_registered_person(50, "Ilgın", "Çiğdemoğlu", birth_year=1991)
    gain(newcomer.number, NEW)
    client.post(JOIN, {"answer": "accept"})
    client.post(JOIN + "kimlik/", identity(newcomer))
    account = {"password1": PASSWORD, "password2": PASSWORD, "secret_question": "first_job", "secret_answer": "Fırın"}
    client.post(JOIN + "hesap/", account | {"notice_channel": "email", "email": "yeni@example.org"})
    assert client.post(JOIN + "bitir/", {"code": last_code("yeni@example.org")}).status_code == 200
    person = Person.objects.get(national_id=NEW)
    assert PersonAlias.objects.get(old_number=newcomer.number).person == person


def test_nobody_joins_with_an_old_number_of_a_member(
    cast: Cast, client: Client, last_code: Callable[[str], str]
) -> None:
    registered = RegisteredPerson.objects.get(number=cast.seeker.national_id)
    record(cast.seeker)
    before = Person.objects.count()
    client.post(JOIN, {"answer": "accept"})
    client.post(JOIN + "kimlik/", identity(registered))
    account = {"password1": PASSWORD, "password2": PASSWORD, "secret_question": "first_job", "secret_answer": "Fırın"}
    client.post(JOIN + "hesap/", account | {"notice_channel": "email", "email": "yeni@example.org"})
    assert client.post(JOIN + "bitir/", {"code": last_code("yeni@example.org")}).status_code == 200
    assert Person.objects.count() == before
    assert OutboxMessage.objects.filter(notice="accounts.joined_again").count() == 1

"""P1.2, EMP-05: five pages and a code; a known and an unknown number cannot be told apart."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.recovery import question_for
from imece.accounts.enums import SecretQuestion
from imece.accounts.models import Person
from imece.core.actor import system_actor
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from tests.cast import PASSWORD, SECRET_ANSWER, Cast, person_number

pytestmark = pytest.mark.django_db
START = "/sifremi-unuttum/"
NEW = "yepyeni-uzun-sifre"


def answer_all(
    client: Client, person: Person, *, number: str = "", answer: str = SECRET_ANSWER, **identity: str
):
    """The pages up to the code; returns the last response."""
    client.post(START, {"national_id": number or person.national_id})
    names = {"given_names": person.given_names, "surname": person.surname} | identity
    client.post(START + "kimlik/", names)
    return client.post(START + "soru/", {"answer": answer})


def change(person: Person, **fields: object) -> Person:
    with acting(system_actor("test")):
        for name, value in fields.items():
            setattr(person, name, value)
        person.save()
    return person


def test_whole_way(cast: Cast, client: Client, last_code: Callable[[str], str]) -> None:
    person = change(cast.seeker, phone="+905321234567")
    assert answer_all(client, person)["Location"] == START + "kod/"
    response = client.post(START + "kod/", {"code": last_code(person.email)})
    assert response["Location"] == START + "iletisim/"
    assert client.get(START + "iletisim/")["Location"] == START + "sifre/"
    assert client.post(START + "sifre/", {"password1": NEW, "password2": NEW})["Location"] == "/giris/"
    person.refresh_from_db()
    assert person.check_password(NEW)
    assert OutboxMessage.objects.filter(notice="accounts.password_reset", person_id=person.pk).exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"answer": "Yanlış"},
        {"given_names": "Başka"},
        {"surname": "Başka"},
        {"number": person_number(4321)},
    ],
    ids=str,
)
def test_whatever_is_wrong_looks_the_same_and_sends_nothing(
    cast: Cast, client: Client, changed: dict[str, str]
) -> None:
    right = answer_all(Client(REMOTE_ADDR="198.51.100.1"), cast.seeker)
    OutboxMessage.objects.all().delete()
    wrong = answer_all(client, cast.seeker, **changed)
    assert (wrong.status_code, wrong["Location"]) == (right.status_code, right["Location"])
    assert client.get(START + "kod/").status_code == 200
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    ("answer", "names"), [("çınar   sokağı", "ıraz"), ("ÇINAR SOKAĞI", "IRAZ"), ("cinar sokagi", "Iraz")]
)
def test_answer_and_names_are_compared_by_turkish_folding(
    cast: Cast, client: Client, answer: str, names: str
) -> None:
    answer_all(client, cast.seeker, answer=answer, given_names=names)
    assert OutboxMessage.objects.filter(destination=cast.seeker.email).exists()


def test_unknown_number_gets_a_stable_plausible_question(client: Client, db: None) -> None:
    questions = {question_for(person_number(serial)) for serial in range(200, 260)}
    assert len(questions) == len(SecretQuestion)
    for _ in range(2):
        client.post(START, {"national_id": person_number(200)})
        client.post(START + "kimlik/", {"given_names": "A", "surname": "B"})
        assert str(question_for(person_number(200)).label) in client.get(START + "soru/").content.decode()


def test_unknown_number_costs_as_many_hashes(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    encode = MD5PasswordHasher.encode
    for number in (cast.seeker.national_id, person_number(4321)):
        calls: list[int] = []
        monkeypatch.setattr(
            MD5PasswordHasher, "encode", lambda *a, calls=calls: calls.append(1) or encode(*a)
        )
        answer_all(Client(), cast.seeker, number=number)
        counts.append(len(calls))
    assert counts[0] == counts[1] == 1


def test_secret_answer_alone_never_resets(cast: Cast, client: Client) -> None:
    answer_all(client, cast.seeker)
    assert client.get(START + "sifre/")["Location"] == START
    client.post(START + "sifre/", {"password1": NEW, "password2": NEW})
    cast.seeker.refresh_from_db()
    assert cast.seeker.check_password(PASSWORD)


def test_without_a_verified_address_no_code_goes_anywhere(cast: Cast, client: Client) -> None:
    change(cast.seeker, email_verified_at=None)
    assert answer_all(client, cast.seeker)["Location"] == START + "kod/"
    assert not OutboxMessage.objects.exists()


def test_contact_data_typed_in_the_run_stay_unverified(
    cast: Cast, client: Client, last_code: Callable[[str], str]
) -> None:
    answer_all(client, cast.seeker)
    client.post(START + "kod/", {"code": last_code(cast.seeker.email)})
    page = client.get(START + "iletisim/")
    assert list(page.context["form"].fields) == ["phone"]
    typed = {"phone": "0532 123 45 67", "email": "baska@example.org"}
    assert client.post(START + "iletisim/", typed)["Location"] == START + "sifre/"
    cast.seeker.refresh_from_db()
    assert (cast.seeker.phone, cast.seeker.phone_verified_at) == ("+905321234567", None)
    assert cast.seeker.email == "kisi7@example.org"


def test_five_answers_an_hour_for_a_number(cast: Cast) -> None:
    for index in range(5):
        assert (
            answer_all(Client(REMOTE_ADDR=f"198.51.100.{index}"), cast.seeker, answer="Yanlış").status_code
            == 302
        )
    refused = answer_all(Client(), cast.seeker)
    assert refused.status_code == 422
    assert "ACC" not in refused.content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert answer_all(Client(), cast.seeker).status_code == 302


def test_code_dies_after_five_tries(cast: Cast, client: Client, last_code: Callable[[str], str]) -> None:
    answer_all(client, cast.seeker)
    code = last_code(cast.seeker.email)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        assert client.post(START + "kod/", {"code": wrong}).status_code == 422
    assert client.post(START + "kod/", {"code": code}).status_code == 422


def test_code_dies_after_ten_minutes(cast: Cast, client: Client, last_code: Callable[[str], str]) -> None:
    answer_all(client, cast.seeker)
    code = last_code(cast.seeker.email)
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=5)):
        assert client.post(START + "kod/", {"code": code}).status_code == 422


def test_code_works_once_and_for_its_number_alone(
    cast: Cast, client: Client, last_code: Callable[[str], str]
) -> None:
    answer_all(client, cast.seeker)
    code = last_code(cast.seeker.email)
    other = Client()
    answer_all(other, cast.other_seeker)
    assert other.post(START + "kod/", {"code": code}).status_code in {302, 422}
    assert other.get(START + "sifre/")["Location"] == START or last_code(cast.other_seeker.email) == code
    assert client.post(START + "kod/", {"code": code}).status_code == 302
    assert client.post(START + "kod/", {"code": code}).status_code == 422


def test_reset_ends_every_session(cast: Cast, client: Client, last_code: Callable[[str], str]) -> None:
    elsewhere = Client()
    elsewhere.post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    assert elsewhere.get("/hesabim/").status_code == 200
    change(cast.seeker, phone="+905321234567")
    answer_all(client, cast.seeker)
    client.post(START + "kod/", {"code": last_code(cast.seeker.email)})
    client.post(START + "sifre/", {"password1": NEW, "password2": NEW})
    assert elsewhere.get("/hesabim/").status_code == 302


def test_locked_account_cannot_be_recovered(cast: Cast, client: Client) -> None:
    change(cast.seeker, locked_at=timezone.now())
    assert answer_all(client, cast.seeker)["Location"] == START + "kod/"
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("password", ["kisa", "1234567890123", "password123", "iraz gündoğar"])
def test_weak_passwords_are_refused(
    cast: Cast, client: Client, last_code: Callable[[str], str], password: str
) -> None:
    change(cast.seeker, phone="+905321234567")
    answer_all(client, cast.seeker)
    client.post(START + "kod/", {"code": last_code(cast.seeker.email)})
    page = client.post(START + "sifre/", {"password1": password, "password2": password})
    assert page.status_code == 422
    assert page.context["form"].errors["password1"]


@pytest.mark.parametrize("place", ["kimlik/", "soru/", "kod/", "iletisim/", "sifre/"])
def test_pages_cannot_be_entered_from_the_side(client: Client, db: None, place: str) -> None:
    assert client.get(START + place)["Location"] == START

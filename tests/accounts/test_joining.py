"""P1.3, P1.5, EMP-02, KVK-04: how an individual joins."""

from collections.abc import Callable

import pytest
from django.test import Client

from imece.accounts.models import Person, TermsAcceptance
from imece.core.notifications.models import OutboxMessage
from imece.exchange.models import Question
from imece.registry.models import RegisteredPerson
from tests.cast import PASSWORD, Cast, make_registered_person, person_number

pytestmark = pytest.mark.django_db
START = "/uye-ol/is-arayan/"


@pytest.fixture
def newcomer(db: None) -> RegisteredPerson:
    return make_registered_person(50, "Ilgın Işıl", "Çiğdemoğlu", birth_year=1991)


def identity_of(person: RegisteredPerson, **changed: object) -> dict[str, object]:
    typed = {"national_id": person.number, "given_names": person.given_names, "surname": person.surname}
    return typed | {"birth_year": person.birth_year} | changed


def account(**changed: str) -> dict[str, str]:
    typed = {
        "password1": PASSWORD,
        "password2": PASSWORD,
        "secret_question": "first_job",
        "secret_answer": "Fırın",
    }
    return typed | {"notice_channel": "email", "email": "yeni@example.org"} | changed


def join(client: Client, person: RegisteredPerson, last_code: Callable[[str], str], **changed: str):
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(person))
    client.post(START + "hesap/", account(**changed))
    return client.post(START + "bitir/", {"code": last_code("yeni@example.org")})


def test_whole_way(newcomer: RegisteredPerson, client: Client, last_code: Callable[[str], str]) -> None:
    page = join(client, newcomer, last_code)
    assert page.status_code == 200
    person = Person.objects.get(national_id=newcomer.number)
    assert (person.given_names, person.surname) == ("Ilgın Işıl", "Çiğdemoğlu")
    assert person.email_verified_at
    assert person.check_password(PASSWORD)
    assert "Fırın" not in person.secret_answer
    accepted = TermsAcceptance.objects.filter(person=person).values_list(
        "version__kind", "version__number", "address"
    )
    assert sorted(accepted) == [("general", 1, "127.0.0.1"), ("privacy", 1, "127.0.0.1")]
    signed_in = client.post("/giris/is-arayan/", {"login": newcomer.number, "password": PASSWORD})
    assert signed_in.status_code == 302


def test_declining_leads_home(client: Client, db: None) -> None:
    """Okudum, kabul etmiyorum."""
    assert client.post(START, {"answer": "decline"})["Location"] == "/"
    assert client.get(START + "kimlik/")["Location"] == START


def test_terms_page_shows_both_texts_and_the_bold_words(client: Client, db: None) -> None:
    text = client.get(START).content.decode()
    for words in ("Genel Koşullar", "Okudum, kabul ediyorum", "Okudum, kabul etmiyorum", "Aydınlatma metni"):
        assert words in text


@pytest.mark.parametrize("names", ["ılgın ışıl", "ILGIN  IŞIL", "Ilgin Isil"])
def test_names_are_compared_by_turkish_folding(
    newcomer: RegisteredPerson, client: Client, names: str
) -> None:
    client.post(START, {"answer": "accept"})
    assert client.post(START + "kimlik/", identity_of(newcomer, given_names=names)).status_code == 302


@pytest.mark.parametrize(
    "changed",
    [
        {"given_names": "Başka"},
        {"surname": "Başka"},
        {"birth_year": 1990},
        {"national_id": person_number(51)},
    ],
    ids=str,
)
def test_mismatch_says_the_same_and_reveals_nothing(
    newcomer: RegisteredPerson, client: Client, changed: dict[str, object]
) -> None:
    client.post(START, {"answer": "accept"})
    page = client.post(START + "kimlik/", identity_of(newcomer, **changed))
    assert page.status_code == 422
    (error,) = page.context["form"].non_field_errors()
    other = Client()
    other.post(START, {"answer": "accept"})
    again = other.post(START + "kimlik/", identity_of(newcomer, surname="X"))
    assert again.context["form"].non_field_errors() == [error]
    for secret in {"given_names", "surname", "birth_year"} & set(changed):
        assert f'"{getattr(newcomer, secret)}"' not in page.content.decode()


def test_each_check_is_a_question_on_record(newcomer: RegisteredPerson, client: Client) -> None:
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(newcomer))
    question = Question.objects.get()
    assert (question.service, question.subject, question.was_found) == (
        "registry.person",
        newcomer.number,
        True,
    )
    assert question.purpose


def test_dead_persons_do_not_join(newcomer: RegisteredPerson, client: Client) -> None:
    RegisteredPerson.objects.update(is_alive=False)
    client.post(START, {"answer": "accept"})
    assert client.post(START + "kimlik/", identity_of(newcomer)).status_code == 422


def test_five_identity_checks_an_hour_for_a_number(newcomer: RegisteredPerson) -> None:
    for index in range(6):
        client = Client(REMOTE_ADDR=f"198.51.100.{index}")
        client.post(START, {"answer": "accept"})
        client.post(START + "kimlik/", identity_of(newcomer, surname="Yanlış"))
    assert Question.objects.count() == 5


def test_a_member_already_gets_the_same_pages_and_is_told(
    cast: Cast, newcomer: RegisteredPerson, client: Client, last_code: Callable[[str], str]
) -> None:
    fresh = join(client, newcomer, last_code).content.decode()
    known = RegisteredPerson.objects.get(number=cast.seeker.national_id)
    again = join(Client(), known, last_code, password1="bambaska-bir-sifre", password2="bambaska-bir-sifre")
    assert _text(again.content.decode()) == _text(fresh)
    cast.seeker.refresh_from_db()
    assert cast.seeker.check_password(PASSWORD)
    assert OutboxMessage.objects.filter(notice="accounts.joined_again", person_id=cast.seeker.pk).count() == 1


def _text(page: str) -> str:
    return page[page.index("<main") : page.index("</main")]


def test_wrong_code_makes_no_member(
    newcomer: RegisteredPerson, client: Client, last_code: Callable[[str], str]
) -> None:
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(newcomer))
    client.post(START + "hesap/", account())
    code = last_code("yeni@example.org")
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    assert client.post(START + "bitir/", {"code": wrong}).status_code == 422
    assert not Person.objects.filter(national_id=newcomer.number).exists()
    client.post(START + "bitir/", {"again": "1"})
    assert last_code("yeni@example.org")


def test_post_alone_needs_an_address_and_no_code(newcomer: RegisteredPerson, client: Client) -> None:
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(newcomer))
    assert client.post(START + "hesap/", account(notice_channel="post", email="")).status_code == 422
    client.post(
        START + "hesap/", account(notice_channel="post", email="", postal_address="Deneme Sok. 1 Ankara")
    )
    client.post(START + "bitir/", {})
    assert Person.objects.get(national_id=newcomer.number).notice_channel == "post"


def test_sms_goes_to_a_mobile_number_only(newcomer: RegisteredPerson, client: Client) -> None:
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(newcomer))
    page = client.post(START + "hesap/", account(notice_channel="sms", phone="0312 213 50 92"))
    assert page.context["form"].errors["phone"]
    assert (
        client.post(START + "hesap/", account(notice_channel="sms", phone="0532 123 45 67")).status_code
        == 302
    )
    assert OutboxMessage.objects.get().destination == "+905321234567"


def test_secrets_do_not_stand_in_the_session_in_the_clear(newcomer: RegisteredPerson, client: Client) -> None:
    client.post(START, {"answer": "accept"})
    client.post(START + "kimlik/", identity_of(newcomer))
    client.post(START + "hesap/", account())
    stored = str(dict(client.session.items()))
    assert newcomer.number not in stored
    assert PASSWORD not in stored


def test_foreigner_without_surname_joins(client: Client, last_code: Callable[[str], str], db: None) -> None:
    """ID-10."""
    registered = make_registered_person(52, "Amina", "")
    join(client, registered, last_code)
    assert Person.objects.get(national_id=registered.number).full_name == "Amina"

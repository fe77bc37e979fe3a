"""Hesabım: contact data with verification, channel, password, secret question, misuse (P1.4)."""

from collections.abc import Callable

import pytest
from django.test import Client

from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
NEW = "yepyeni-uzun-sifre"


@pytest.fixture
def seeker(cast: Cast, client: Client) -> Client:
    client.post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    return client


def test_overview_shows_the_account_and_not_the_number(cast: Cast, seeker: Client) -> None:
    text = seeker.get("/hesabim/").content.decode()
    assert cast.seeker.email in text
    assert "Şifrem izinsiz kullanıldı" in text
    assert cast.seeker.national_id not in text


def test_changed_address_is_verified_by_a_code_to_that_address(
    cast: Cast, seeker: Client, last_code: Callable[[str], str]
) -> None:
    seeker.post("/hesabim/iletisim/", {"email": "yeni@example.org", "phone": "0532 123 45 67"})
    cast.seeker.refresh_from_db()
    assert cast.seeker.email_verified_at is None
    assert OutboxMessage.objects.get(notice="accounts.contacts_changed").destination == "kisi7@example.org"
    seeker.post("/hesabim/dogrula/email/gonder/")
    seeker.post("/hesabim/dogrula/sms/gonder/")
    code = last_code("yeni@example.org")
    if code != last_code("+905321234567"):
        assert seeker.post("/hesabim/dogrula/sms/", {"code": code}).status_code == 422
    assert seeker.post("/hesabim/dogrula/email/", {"code": code}).status_code == 302
    cast.seeker.refresh_from_db()
    assert cast.seeker.email_verified_at
    assert cast.seeker.phone_verified_at is None


def test_code_for_an_address_dies_with_the_address(
    cast: Cast, seeker: Client, last_code: Callable[[str], str]
) -> None:
    seeker.post("/hesabim/iletisim/", {"email": "bir@example.org"})
    seeker.post("/hesabim/dogrula/email/gonder/")
    seeker.post("/hesabim/iletisim/", {"email": "iki@example.org"})
    page = seeker.post("/hesabim/dogrula/email/", {"code": last_code("bir@example.org")})
    assert page.status_code == 422


@pytest.mark.parametrize(("channel", "status"), [("email", 302), ("sms", 422), ("post", 422)])
def test_channel_needs_its_address(seeker: Client, channel: str, status: int) -> None:
    answer = seeker.post("/hesabim/tercihler/", {"notice_channel": channel, "language": "tr"})
    assert answer.status_code == status


def test_password_change_needs_the_old_one_and_ends_other_sessions(cast: Cast, seeker: Client) -> None:
    other = Client(REMOTE_ADDR="198.51.100.9")
    other.post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    typed = {"old_password": "yanlis", "password1": NEW, "password2": NEW}
    assert seeker.post("/hesabim/sifre/", typed).status_code == 422
    assert seeker.post("/hesabim/sifre/", typed | {"old_password": PASSWORD}).status_code == 302
    assert seeker.get("/hesabim/").status_code == 200
    assert other.get("/hesabim/").status_code == 302
    cast.seeker.refresh_from_db()
    assert cast.seeker.check_password(NEW)
    assert "198" not in seeker.get("/hesabim/oturumlar/").content.decode()


def test_old_password_cannot_be_guessed_in_an_open_session(seeker: Client) -> None:
    typed = {"old_password": "yanlis", "password1": NEW, "password2": NEW}
    for _ in range(5):
        seeker.post("/hesabim/sifre/", typed)
    assert seeker.post("/hesabim/sifre/", typed | {"old_password": PASSWORD}).status_code == 422


def test_secret_answer_is_kept_as_a_hash(cast: Cast, seeker: Client) -> None:
    typed = {"old_password": PASSWORD, "secret_question": "first_job", "secret_answer": "Kırtasiye"}
    assert seeker.post("/hesabim/gizli-soru/", typed).status_code == 302
    cast.seeker.refresh_from_db()
    assert cast.seeker.secret_question == "first_job"
    assert "rtasiye" not in cast.seeker.secret_answer


def test_misuse_ends_sessions_locks_the_password_and_tells_staff(cast: Cast, seeker: Client) -> None:
    """P1.4: Şifrem izinsiz kullanıldı."""
    other = Client(REMOTE_ADDR="198.51.100.9")
    other.post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    assert "kilitle" in seeker.get("/hesabim/izinsiz-kullanim/").content.decode()
    seeker.post("/hesabim/izinsiz-kullanim/")
    assert [one.get("/hesabim/").status_code for one in (seeker, other)] == [302, 302]
    again = Client().post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    assert again.status_code == 200
    told = OutboxMessage.objects.get(notice="accounts.misuse_reported_to_staff")
    assert told.person_id == cast.headquarters.pk
    assert str(AuditRecord.objects.get(action="accounts.misuse_reported").pk) in told.body
    assert cast.seeker.full_name not in told.body


@pytest.mark.parametrize(
    "place",
    [
        "",
        "iletisim/",
        "tercihler/",
        "sifre/",
        "gizli-soru/",
        "oturumlar/",
        "izinsiz-kullanim/",
        "ikinci-adim/",
    ],
)
def test_pages_are_for_who_is_signed_in(cast: Cast, client: Client, place: str) -> None:
    assert client.get(f"/hesabim/{place}")["Location"].startswith("/giris/?next=")

"""P1.6, WCAG 2.2.1: sessions end by idleness, nothing typed is lost, and each can be ended."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from imece.accounts.models import KeptForm
from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db
FORM = "/hesabim/iletisim/"
TYPED = {"email": "yeni@example.org", "phone": "0532 123 45 67", "postal_address": "İğneli Sok. 5\nÇubuk <b>"}


def enter(client: Client, person, door: str = "is-arayan", **more: str) -> Client:
    client.post(f"/giris/{door}/", {"login": person.national_id, "password": PASSWORD, **more})
    return client


def later(**span: int):
    return time_machine.travel(timezone.now() + timedelta(**span))


def test_half_an_hour_idle_ends_the_session_and_leads_back(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=29):
        assert client.get("/hesabim/").status_code == 200
    with later(minutes=62):
        assert client.get("/hesabim/sifre/")["Location"] == "/giris/?next=%2Fhesabim%2Fsifre%2F"
        assert not UserSession.objects.filter(user=cast.seeker).exists()
        door = client.get("/giris/?next=%2Fhesabim%2Fsifre%2F")["Location"]
        assert door == "/giris/is-arayan/?next=%2Fhesabim%2Fsifre%2F"
        back = client.post(door, {"login": cast.seeker.national_id, "password": PASSWORD})
        assert back["Location"] == "/hesabim/sifre/"


def test_use_keeps_it_open_but_not_beyond_twelve_hours(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    for quarter in range(1, 48):
        with later(minutes=15 * quarter):
            assert client.get("/hesabim/").status_code == 200, quarter
    with later(hours=12, minutes=1):
        assert client.get("/hesabim/").status_code == 302


def test_extending_answers_whether_the_session_still_stands(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=29):
        assert client.post("/oturum/surdur/").status_code == 204
    with later(minutes=50):
        assert client.get("/hesabim/").status_code == 200
    with later(minutes=90):
        assert client.post("/oturum/surdur/").status_code == 401


def test_a_form_sent_too_late_is_kept_and_given_back(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=45):
        page = client.post(FORM, TYPED)
        assert page.status_code == 401
        kept = KeptForm.objects.get()
        assert "İğneli" not in kept.body
        enter(client, cast.seeker)
        shown = client.get("/oturum/form/")
        assert f'action="{FORM}"' in shown.content.decode()
        assert "&lt;b&gt;" in shown.content.decode()
        again = client.post(FORM, dict(shown.context["fields"]))
        assert again.status_code == 302
        cast.seeker.refresh_from_db()
        assert cast.seeker.postal_address.splitlines() == TYPED["postal_address"].splitlines()
        assert cast.seeker.email == "yeni@example.org"


def test_kept_form_brings_back_for_whom_he_acted(cast: Cast, client: Client) -> None:
    enter(client, cast.manager, "isveren")
    client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    client.get("/hesabim/")
    with later(minutes=45):
        client.post(FORM, TYPED)
        enter(client, cast.manager, "isveren", next="/oturum/form/")
        client.get("/oturum/form/")
        assert client.get("/hesabim/").wsgi_request.actor.organisation_id == cast.workplace.organisation.pk


def test_kept_form_is_for_the_same_person_alone(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=45):
        client.post(FORM, TYPED)
        enter(client, cast.other_seeker)
        page = client.get("/oturum/form/", follow=False)
        assert page.status_code == 302
        stranger = enter(Client(), cast.seeker)
        assert stranger.get("/oturum/form/").status_code == 302


def test_kept_form_dies_after_half_an_hour(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=45):
        client.post(FORM, TYPED)
    with later(minutes=76):
        enter(client, cast.seeker)
        assert client.get("/oturum/form/").status_code == 302


def test_passwords_are_never_kept(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    with later(minutes=45):
        client.post(
            "/hesabim/sifre/", {"old_password": PASSWORD, "password1": "x", "password2": "x", "note": "n"}
        )
        enter(client, cast.seeker)
        fields = client.get("/oturum/form/").context["fields"]
        assert fields == [("note", "n")]


def test_a_form_is_kept_when_another_tab_noticed_the_end_first(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    client.get("/hesabim/")
    with later(minutes=45):
        client.get("/hesabim/")
        assert client.post(FORM, TYPED).status_code == 401
        assert KeptForm.objects.count() == 1


def test_nothing_is_kept_of_strangers_or_after_signing_out(cast: Cast, client: Client) -> None:
    client.post(FORM, TYPED)
    enter(client, cast.seeker)
    client.post("/cikis/")
    client.post(FORM, TYPED)
    assert not KeptForm.objects.exists()


def test_a_forged_form_is_not_kept(cast: Cast) -> None:
    """CSRF is asked first: a form of another site is refused, not stored for a later yes."""
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/giris/is-arayan/")
    token = page.cookies["csrftoken"].value
    strict.post(
        "/giris/is-arayan/",
        {"login": cast.seeker.national_id, "password": PASSWORD, "csrfmiddlewaretoken": token},
    )
    strict.get("/hesabim/")
    with later(minutes=45):
        assert strict.post(FORM, TYPED).status_code == 403
    assert not KeptForm.objects.exists()


def test_a_fragment_leads_the_whole_page_to_sign_in(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    client.get("/hesabim/")
    with later(minutes=45):
        answer = client.get(
            "/hesabim/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/is/?a=1"}
        )
    assert answer["HX-Redirect"] == "/giris/?next=%2Fis%2F%3Fa%3D1"


def test_sessions_show_device_and_address_and_one_can_be_ended(cast: Cast, client: Client) -> None:
    enter(client, cast.seeker)
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    phone = enter(Client(REMOTE_ADDR="198.51.100.9", HTTP_USER_AGENT=firefox), cast.seeker)
    page = client.get("/hesabim/oturumlar/").content.decode()
    assert "Firefox, Linux" in page
    assert "198.51.100.9" in page
    other = UserSession.objects.get(ip="198.51.100.9")
    client.post("/hesabim/oturumlar/sonlandir/", {"session": other.pk})
    assert phone.get("/hesabim/").status_code == 302
    assert client.get("/hesabim/").status_code == 200


def test_nobody_ends_another_persons_session(cast: Cast, client: Client) -> None:
    victim = enter(Client(REMOTE_ADDR="198.51.100.9"), cast.seeker)
    enter(client, cast.other_seeker)
    client.post("/hesabim/oturumlar/sonlandir/", {"session": UserSession.objects.get(ip="198.51.100.9").pk})
    assert victim.get("/hesabim/").status_code == 200


def test_all_other_sessions_end_together(cast: Cast, client: Client) -> None:
    others = [enter(Client(REMOTE_ADDR=f"198.51.100.{n}"), cast.seeker) for n in (1, 2)]
    enter(client, cast.seeker)
    client.post("/hesabim/oturumlar/sonlandir/", {"session": "others"})
    assert [other.get("/hesabim/").status_code for other in others] == [302, 302]
    assert client.get("/hesabim/").status_code == 200

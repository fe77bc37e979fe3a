"""P1.1, EMP-04, P1.6: two steps, one lock-out, and nothing said about who is registered."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from tests.cast import PASSWORD, Cast, make_person, person_number

pytestmark = pytest.mark.django_db
EMPLOYER, SEEKER = "/giris/isveren/", "/giris/is-arayan/"


def sign_in_by_page(client: Client, number: str, password: str = PASSWORD, door: str = EMPLOYER, **more: str):
    return client.post(door, {"login": number, "password": password, **more})


@pytest.mark.parametrize("number", ["{n}", " {n} "])
def test_right_password_leads_to_the_second_step(cast: Cast, client: Client, number: str) -> None:
    response = sign_in_by_page(client, number.format(n=cast.manager.national_id))
    assert (response.status_code, response["Location"]) == (302, "/firma-sec/")
    page = client.get("/firma-sec/")
    assert cast.workplace.organisation.name in page.content.decode()
    assert cast.other_workplace.organisation.name not in page.content.decode()


def test_firma_is_chosen_even_when_there_is_only_one(cast: Cast, client: Client) -> None:
    sign_in_by_page(client, cast.manager.national_id)
    assert client.get("/firma-sec/").wsgi_request.actor.organisation_id is None
    response = client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    assert response["Location"] == "/baslangic/"
    actor = client.get("/hesabim/").wsgi_request.actor
    assert (actor.organisation_id, actor.is_manager) == (cast.workplace.organisation.pk, True)
    assert cast.workplace.organisation.name in client.get("/hesabim/").content.decode()


def test_choice_is_changed_without_signing_out(cast: Cast, client: Client) -> None:
    sign_in_by_page(client, cast.manager.national_id)
    client.post("/firma-sec/", {"organisation": cast.workplace.organisation.pk})
    client.post("/firma-sec/", {"organisation": ""})
    assert client.get("/hesabim/").wsgi_request.actor.kind == "job_seeker"


def test_a_foreign_organisation_cannot_be_chosen(cast: Cast, client: Client) -> None:
    sign_in_by_page(client, cast.manager.national_id)
    response = client.post("/firma-sec/", {"organisation": cast.other_workplace.organisation.pk})
    assert response.status_code == 403
    assert client.get("/hesabim/").wsgi_request.actor.organisation_id is None


def test_job_seeker_goes_straight_home(cast: Cast, client: Client) -> None:
    assert sign_in_by_page(client, cast.seeker.national_id, door=SEEKER)["Location"] == "/baslangic/"


@pytest.mark.parametrize(
    "typed", ["07291716092", "1729171606", "１７２９１７１６０６０", "172 9171 6060", "12345678901"], ids=str
)
def test_malformed_number_is_refused_in_the_field(client: Client, typed: str) -> None:
    page = sign_in_by_page(client, typed)
    assert page.status_code == 200
    assert page.context["form"].errors["login"]


def test_unknown_number_and_wrong_password_get_the_same_answer(cast: Cast, client: Client) -> None:
    unknown = sign_in_by_page(client, person_number(4321), "yanlis-bir-sifre")
    known = sign_in_by_page(client, cast.manager.national_id, "yanlis-bir-sifre")
    assert unknown.context["form"].errors == known.context["form"].errors
    assert unknown.status_code == known.status_code == 200


def test_unknown_number_costs_as_many_hashes(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No timing test: the hashings are counted."""
    calls: list[str] = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a: calls.append("x") or encode(*a))
    sign_in_by_page(client, cast.manager.national_id, "yanlis-bir-sifre")
    known = len(calls)
    sign_in_by_page(client, person_number(4321), "yanlis-bir-sifre")
    assert len(calls) - known == known == 1


def test_five_failures_lock_out_known_and_unknown_alike(cast: Cast, client: Client) -> None:
    for number in (cast.manager.national_id, person_number(4321)):
        answers = [sign_in_by_page(client, number, "yanlis-bir-sifre").status_code for _ in range(5)]
        assert answers == [200, 200, 200, 200, 429]
        page = sign_in_by_page(client, number, PASSWORD)
        assert page.status_code == 429
        assert "15" in page.content.decode()
        assert page["Retry-After"]


def test_lock_out_is_for_number_and_address(cast: Cast, client: Client) -> None:
    for _ in range(5):
        sign_in_by_page(client, cast.manager.national_id, "yanlis-bir-sifre")
    elsewhere = Client(REMOTE_ADDR="198.51.100.9")
    assert sign_in_by_page(elsewhere, cast.manager.national_id).status_code == 302
    assert sign_in_by_page(client, cast.clerk.national_id).status_code == 302


def test_success_forgets_failures(cast: Cast, client: Client) -> None:
    for _ in range(2):
        for _ in range(4):
            assert sign_in_by_page(client, cast.seeker.national_id, "yanlis-bir-sifre").status_code == 200
        assert sign_in_by_page(client, cast.seeker.national_id).status_code == 302
        client.post("/cikis/")


def test_number_stands_nowhere_in_the_clear(
    cast: Cast, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    sign_in_by_page(client, cast.manager.national_id, "yanlis-bir-sifre")
    sign_in_by_page(client, cast.manager.national_id)
    rows = [
        vars(row) for model in (AccessAttempt, AccessFailureLog, AccessLog) for row in model.objects.all()
    ]
    trail = [vars(row) for row in AuditRecord.objects.all()]
    lines = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
    assert cast.manager.national_id not in f"{rows} {trail} {lines}"


def test_the_sign_in_stands_in_the_trail_with_its_address(cast: Cast) -> None:
    sign_in_by_page(Client(REMOTE_ADDR="198.51.100.9"), cast.seeker.national_id)
    record = AuditRecord.objects.get(action="accounts.signed_in")
    assert (record.person_id, record.address) == (cast.seeker.pk, "198.51.100.9")


def test_session_key_changes_at_sign_in(cast: Cast, client: Client) -> None:
    """Session fixation."""
    client.get(EMPLOYER)
    session = client.session
    session["planted"] = "1"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in_by_page(client, cast.manager.national_id)
    assert client.session.session_key != before


def test_sign_in_needs_the_csrf_token(cast: Cast) -> None:
    """Login CSRF."""
    strict = Client(enforce_csrf_checks=True)
    assert sign_in_by_page(strict, cast.manager.national_id).status_code == 403


@pytest.mark.parametrize(
    "target", ["https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_next_never_leads_to_another_site(cast: Cast, client: Client, target: str) -> None:
    response = sign_in_by_page(client, cast.seeker.national_id, door=SEEKER, next=target)
    assert response["Location"] == "/baslangic/"
    assert client.post("/firma-sec/", {"organisation": "", "next": target})["Location"] == "/baslangic/"


def test_next_of_our_own_is_followed_through_both_steps(cast: Cast, client: Client) -> None:
    response = sign_in_by_page(client, cast.manager.national_id, next="/hesabim/sifre/")
    assert response["Location"] == "/firma-sec/?next=%2Fhesabim%2Fsifre%2F"
    chosen = {"organisation": cast.workplace.organisation.pk, "next": "/hesabim/sifre/"}
    assert client.post("/firma-sec/", chosen)["Location"] == "/hesabim/sifre/"


def test_a_protected_page_leads_to_sign_in_and_back(client: Client) -> None:
    assert client.get("/hesabim/")["Location"] == "/giris/?next=%2Fhesabim%2F"


def test_locked_account_is_told_only_to_who_knows_the_password(cast: Cast, client: Client) -> None:
    with acting(system_actor("test")):
        cast.seeker.locked_at = timezone.now()
        cast.seeker.save()
    assert sign_in_by_page(client, cast.seeker.national_id, "yanlis-bir-sifre").status_code == 200
    assert sign_in_by_page(client, cast.seeker.national_id).status_code == 403
    assert not client.get(SEEKER).wsgi_request.user.is_authenticated


def test_signing_out_is_a_post(cast: Cast, client: Client) -> None:
    sign_in_by_page(client, cast.seeker.national_id)
    assert client.get("/cikis/").status_code == 405
    client.post("/cikis/")
    assert not client.get(SEEKER).wsgi_request.user.is_authenticated


def test_foreigner_without_surname_signs_in(client: Client, db: None) -> None:
    person = make_person(99, "Amina", "")
    assert sign_in_by_page(client, person.national_id, door=SEEKER).status_code == 302

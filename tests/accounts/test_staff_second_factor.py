"""P1.6: institution staff are asked for a second factor, or let nowhere without it, as the installation wants."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from imece.config.environment import Environment, SettingsProblem
from tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
ADVICE = "Hesabınızı ikinci adımla koruyun"
INDEX, LATER = "/hesabim/ikinci-adim/", "/hesabim/ikinci-adim/sonra/"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.officer, cast.unit)


def set_up(cast: Cast) -> None:
    Authenticator.objects.create(user=cast.officer, type=Authenticator.Type.TOTP, data={})


def page(client: Client, address: str = "/baslangic/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_staff_are_advised_until_it_is_set_up(cast: Cast, officer: Client) -> None:
    shown = page(officer)
    assert ADVICE in shown
    assert f'href="{INDEX}"' in shown
    assert ADVICE not in page(officer, INDEX)
    set_up(cast)
    assert ADVICE not in page(officer)


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, officer: Client) -> None:
    Authenticator.objects.create(user=cast.officer, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert ADVICE in page(officer)


def test_advice_is_put_off_for_this_session_alone(cast: Cast, officer: Client) -> None:
    assert officer.post(LATER, {"next": "/kurum/kuruluslar/"})["Location"] == "/kurum/kuruluslar/"
    assert ADVICE not in page(officer)
    assert ADVICE in page(sign_in(Client(), cast.officer, cast.unit))


@pytest.mark.parametrize("who", ["seeker", "manager"])
def test_others_are_not_advised(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, getattr(cast, who), cast.workplace.organisation if who == "manager" else None)
    assert ADVICE not in page(client, "/hesabim/")


def test_required_leaves_only_the_own_account(cast: Cast, officer: Client, settings) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    assert officer.get("/kurum/kuruluslar/")["Location"] == f"{INDEX}?next=%2Fkurum%2Fkuruluslar%2F"
    assert "ikinci adım zorunludur" in page(officer, INDEX)
    for address in ("/hesabim/", "/hesabim/oturumlar/", "/firma-sec/", "/kosullar/"):
        assert ADVICE not in page(officer, address)
    set_up(cast)
    assert officer.get("/kurum/kuruluslar/").status_code == 200


def test_required_keeps_what_was_sent(cast: Cast, officer: Client, settings) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    typed = {"national_id": cast.seeker.national_id, "reason": "Dilekçe 2026/17"}
    assert officer.post("/kurum/hesaplar/", typed)["Location"] == f"{INDEX}?next=%2Foturum%2Fform%2F"
    set_up(cast)
    assert "Dilekçe 2026/17" in page(officer, "/oturum/form/")


def test_required_lets_others_alone_and_the_same_person_as_job_seeker(
    cast: Cast, client: Client, settings
) -> None:
    settings.STAFF_SECOND_FACTOR = "required"
    sign_in(client, cast.manager, cast.workplace.organisation)
    assert client.get("/isveren/isyerleri/").status_code == 200
    assert sign_in(Client(), cast.officer).get("/baslangic/").status_code == 200


def test_setting_takes_two_words_only() -> None:
    known = Environment({"IMECE_STAFF_SECOND_FACTOR": "always"})
    with pytest.raises(SettingsProblem, match="advised, required"):
        known.choice("IMECE_STAFF_SECOND_FACTOR", ("advised", "required"), "advised")

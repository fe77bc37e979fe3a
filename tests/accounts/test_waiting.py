"""KPS-52: who joins while the register does not answer is no member yet; the clock asks again and tells him."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.closing import close_account
from imece.accounts.domain.waiting import ask_again, keep_waiting
from imece.accounts.enums import Closing
from imece.accounts.models import Person, TermsAcceptance, WaitingIdentity
from imece.core.notifications.models import OutboxMessage
from imece.registry.models import RegisteredPerson
from tests.accounts.test_joining import account, identity_of, newcomer  # noqa: F401  a fixture
from tests.cast import PASSWORD, Cast, actor_of
from tests.silence import register_silent

pytestmark = pytest.mark.django_db
START = "/uye-ol/is-arayan/"


def join_in_silence(client: Client, code: Callable[[str], str], typed: dict[str, object]) -> str:
    with register_silent():
        client.post(START, {"answer": "accept"})
        assert client.post(START + "kimlik/", typed).status_code == 302
        client.post(START + "hesap/", account())
        return client.post(START + "bitir/", {"code": code("yeni@example.org")}).content.decode()


def test_kps_52_a_membership_waits_and_is_completed_when_the_register_answers(
    newcomer: RegisteredPerson,  # noqa: F811
    client: Client,
    last_code: Callable[[str], str],
) -> None:
    page = join_in_silence(client, last_code, identity_of(newcomer))
    assert "Kimliğiniz henüz doğrulanamadı" in page
    assert not Person.objects.filter(national_id=newcomer.number).exists()
    assert PASSWORD not in str(WaitingIdentity.objects.get().given)
    later = timezone.now() + timedelta(minutes=2)
    with register_silent():
        assert ask_again(now=later) == 0
    waiting = WaitingIdentity.objects.get()
    assert (waiting.tries, waiting.asked_at) == (2, later)
    assert ask_again(now=later) == 1
    person = Person.objects.get(national_id=newcomer.number)
    assert (person.surname, person.identity_checked_at, person.check_password(PASSWORD)) == (
        "Çiğdemoğlu", later, True,
    )  # fmt: skip
    assert set(TermsAcceptance.objects.values_list("address", flat=True)) == {"127.0.0.1"}
    assert not WaitingIdentity.objects.exists()
    told = OutboxMessage.objects.get(notice="accounts.identity_verified")
    assert (told.destination, told.subject) == ("yeni@example.org", "Kimliğiniz doğrulandı")


def test_kps_52_whom_the_register_does_not_confirm_is_told_and_becomes_no_member(
    newcomer: RegisteredPerson,  # noqa: F811
    client: Client,
    last_code: Callable[[str], str],
) -> None:
    join_in_silence(client, last_code, identity_of(newcomer, birth_year=1950))
    assert ask_again(now=timezone.now()) == 1
    assert not Person.objects.filter(national_id=newcomer.number).exists()
    assert not WaitingIdentity.objects.exists()
    assert "kimlik" in OutboxMessage.objects.get(notice="accounts.identity_refused").body


def test_kps_52_a_members_number_shows_the_same_page_and_changes_nothing(
    cast: Cast, client: Client, last_code: Callable[[str], str]
) -> None:
    typed = {"national_id": cast.seeker.national_id, "given_names": "Iraz", "surname": "Gündoğar"}
    page = join_in_silence(client, last_code, typed | {"birth_year": 1990})
    assert "Kimliğiniz henüz doğrulanamadı" in page
    before = cast.seeker.password
    assert ask_again(now=timezone.now()) == 1
    cast.seeker.refresh_from_db()
    assert cast.seeker.password == before
    assert OutboxMessage.objects.filter(notice="accounts.joined_again", person_id=cast.seeker.pk).exists()


def test_what_waited_goes_with_a_closed_account(cast: Cast) -> None:
    now, actor = timezone.now(), actor_of(cast.seeker)
    keep_waiting(act="jobseekers.profile", key="1", given={}, addressee=cast.seeker, actor=actor, now=now)
    close_account(person=cast.seeker, ground=Closing.OWN_WISH, actor=actor, now=now)
    assert not WaitingIdentity.objects.exists()

"""KPS-52: while the register is silent nobody becomes an employer or is authorised; then the clock does it."""

import pytest
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.waiting import ask_again
from imece.accounts.models import Membership, Person, WaitingIdentity
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.employment.employers.models import Employer, Workplace
from tests.cast import Cast, make_person, make_registered_person, person_number, sign_in
from tests.employment.employers.conftest import SYSTEM
from tests.employment.employers.test_membership import DONE, FOUNDER, SECRET, begin, founder_page
from tests.employment.employers.test_users import ROLES, fetch
from tests.silence import register_silent

pytestmark = pytest.mark.django_db


def apply_in_silence(client: Client) -> None:
    begin(client)
    with register_silent():
        assert client.post(FOUNDER, founder_page()).url == DONE
    assert "Kimliğiniz henüz doğrulanamadı" in client.get(DONE).content.decode()
    assert not Employer.objects.exists()


def test_kps_52_an_employers_membership_waits_and_is_completed(client: Client) -> None:
    make_registered_person(70, "Çiğdem", "Işık")
    apply_in_silence(client)
    assert not Person.objects.exists()
    assert ask_again(now=timezone.now()) == 1
    membership = Membership.objects.get()
    assert (membership.is_founding_manager, membership.person.check_password(SECRET)) == (True, True)
    assert Workplace.objects.get().number in client.get(DONE).content.decode()
    assert OutboxMessage.objects.get(notice="accounts.identity_verified").destination == "cigdem@example.org"


def test_kps_52_a_member_whose_password_was_not_proven_founds_nothing(client: Client) -> None:
    make_person(70, "Çiğdem", "Işık")
    apply_in_silence(client)
    assert ask_again(now=timezone.now()) == 1
    assert not Employer.objects.exists()
    assert OutboxMessage.objects.filter(notice="accounts.identity_refused").exists()


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def test_kps_52_a_new_user_has_no_membership_until_the_register_answers(cast: Cast, manager: Client) -> None:
    with register_silent():
        assert fetch(manager, 7, "IRAZ", "gündoğar").url == ROLES
        assert ask_again(now=timezone.now()) == 0
    page = manager.get(ROLES).content.decode()
    assert "IRAZ" in page
    assert person_number(7) not in page
    assert not Membership.objects.filter(person=cast.seeker).exists()
    assert ask_again(now=timezone.now()) == 1
    assert Membership.objects.get(person=cast.seeker).grants == []
    told = OutboxMessage.objects.get(notice="accounts.identity_verified")
    assert told.person_id == cast.manager.pk


@pytest.mark.parametrize("ended", [False, True], ids=["another name", "no longer a manager"])
def test_kps_52_a_new_user_who_may_not_be_is_refused(cast: Cast, manager: Client, ended: bool) -> None:
    with register_silent():
        fetch(manager, 7, "Iraz" if ended else "Başka", "Gündoğar")
    if ended:
        with acting(SYSTEM):
            Membership.objects.filter(person=cast.manager).update(locked_at=timezone.now())
    assert ask_again(now=timezone.now()) == 1
    assert not WaitingIdentity.objects.exists()
    assert not Membership.objects.filter(person=cast.seeker).exists()
    assert OutboxMessage.objects.get(notice="accounts.identity_refused").person_id == cast.manager.pk

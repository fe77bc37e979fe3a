"""Staff with the right «portal accounts»: look up with a reason, lock, unlock (P1.7, P1.4)."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.access import lock_person, unlock_person
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from tests.cast import PASSWORD, SECRET_ANSWER, Cast, actor_of, person_number, sign_in

pytestmark = pytest.mark.django_db
PAGE, ACCOUNT = "/kurum/hesaplar/", "/kurum/hesaplar/hesap/"
REASON = "Dilekçe 2026/17, kimlik kartı görüldü"


@pytest.fixture
def officer(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.officer, cast.unit)


def look_up(client: Client, number: str, reason: str = REASON):
    return client.post(PAGE, {"national_id": number, "reason": reason})


def test_look_up_is_recorded_with_its_reason(cast: Cast, officer: Client) -> None:
    assert look_up(officer, cast.clerk.national_id)["Location"] == ACCOUNT
    page = officer.get(ACCOUNT).content.decode()
    assert cast.clerk.full_name in page
    assert cast.workplace.organisation.name in page
    assert cast.clerk.national_id not in page
    record = AuditRecord.objects.get(action="accounts.person_looked_up")
    assert (record.subject_id, record.purpose, record.person_id) == (
        str(cast.clerk.pk),
        REASON,
        cast.officer.pk,
    )


def test_unknown_number_is_recorded_too(cast: Cast, officer: Client) -> None:
    assert look_up(officer, person_number(4321)).status_code == 422
    assert AuditRecord.objects.get(action="accounts.person_looked_up").details == {"was_found": False}


def test_no_reason_no_look_up(cast: Cast, officer: Client) -> None:
    assert look_up(officer, cast.clerk.national_id, "şey").status_code == 422
    assert not AuditRecord.objects.filter(action="accounts.person_looked_up").exists()


def test_account_page_needs_a_look_up_first(officer: Client) -> None:
    assert officer.get(ACCOUNT)["Location"] == PAGE


def test_lock_ends_sessions_and_unlock_opens(cast: Cast, officer: Client) -> None:
    person = Client()
    person.post("/giris/is-arayan/", {"login": cast.seeker.national_id, "password": PASSWORD})
    look_up(officer, cast.seeker.national_id)
    officer.post(ACCOUNT, {"action": "lock", "reason": REASON})
    assert person.get("/hesabim/").status_code == 302
    signing = {"login": cast.seeker.national_id, "password": PASSWORD}
    assert Client().post("/giris/is-arayan/", signing).status_code == 403
    officer.post(ACCOUNT, {"action": "unlock", "reason": REASON})
    assert Client().post("/giris/is-arayan/", signing).status_code == 302
    acts = AuditRecord.objects.filter(action__in=["accounts.person_locked", "accounts.person_unlocked"])
    assert {record.purpose for record in acts} == {REASON}


def test_after_misuse_unlocking_alone_opens_nothing(
    cast: Cast, officer: Client, last_code: Callable[[str], str]
) -> None:
    person = Client()
    signing = {"login": cast.seeker.national_id, "password": PASSWORD}
    person.post("/giris/is-arayan/", signing)
    person.post("/hesabim/izinsiz-kullanim/")
    look_up(officer, cast.seeker.national_id)
    officer.post(ACCOUNT, {"action": "unlock", "reason": REASON})
    assert Client().post("/giris/is-arayan/", signing).status_code == 200
    person.post("/sifremi-unuttum/", {"national_id": cast.seeker.national_id})
    person.post("/sifremi-unuttum/kimlik/", {"given_names": "Iraz", "surname": "Gündoğar"})
    person.post("/sifremi-unuttum/soru/", {"answer": SECRET_ANSWER})
    code = {"code": last_code(cast.seeker.email)}
    assert person.post("/sifremi-unuttum/kod/", code).status_code == 302


@pytest.mark.parametrize("who", ["manager", "clerk", "seeker"])
def test_others_see_neither_page(cast: Cast, client: Client, who: str) -> None:
    sign_in(client, getattr(cast, who), None if who == "seeker" else cast.workplace.organisation)
    assert [client.get(page).status_code for page in (PAGE, ACCOUNT)] == [403, 403]


def test_verbs_ask_the_permission_themselves(cast: Cast) -> None:
    manager = actor_of(cast.manager, cast.workplace.organisation)
    with pytest.raises(Problem, match="CORE-403"):
        lock_person(person=cast.clerk, reason=REASON, actor=manager, now=timezone.now())
    with pytest.raises(Problem, match="ACC-041"):
        unlock_person(person=cast.clerk, reason=REASON, actor=actor_of(cast.officer, cast.unit))

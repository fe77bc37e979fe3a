"""KVK-06, KVK-11: an account is closed by its owner or by a death; ten years after the last act nobody is named."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from imece.accounts.domain.closing import KEPT, close_account, forget_old_people
from imece.accounts.enums import Closing
from imece.accounts.models import Membership, Person, PersonAlias, TermsAcceptance
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.notifications.models import OutboxMessage
from imece.core.retention import destroy_old
from imece.core.transactions import acting
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.enums import CandidateState
from imece.employment.vacancies.models import SavedSearch
from imece.registry.models import RegisteredPerson
from tests.accounts.test_joining import join
from tests.cast import PASSWORD, Cast, actor_of, sign_in
from tests.employment.main_job import make_candidate, make_profile, make_vacancy

pytestmark = pytest.mark.django_db
CLOSE = "/hesabim/kapat/"
CLOCK = system_actor("core.destroy_by_plan")
RIGHT = {"old_password": PASSWORD}


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def search_of(person: Person) -> None:
    with acting(CLOCK):
        SavedSearch.objects.create(
            person=person,
            name="Kaynakçı",
            query="m=kaynakci",
            frequency="daily",
            created_at=timezone.now(),
            told_until=timezone.now(),
        )


# ------------------------------------------------------------------------------------------ the page
def test_who_never_had_a_matter_reads_that_nothing_is_kept_and_is_forgotten_at_once(
    cast: Cast, client: Client
) -> None:
    number, name = cast.seeker.national_id, cast.seeker.full_name
    sign_in(client, cast.seeker)
    assert "bizde bir işiniz olmadı" in client.get(CLOSE).content.decode()
    done = client.post(CLOSE, RIGHT).content.decode()
    assert "Sizi belli eden ne varsa yok edildi." in done
    person = fresh(cast.seeker)
    assert (person.national_id, person.full_name, person.email) == (f"-{person.pk}", "—", "")
    assert person.forgotten_at is not None
    assert not Person.objects.with_number(number).exists()
    assert client.get("/hesabim/").status_code == 302, "the session has ended"
    assert client.post("/giris/is-arayan/", {"login": number, "password": PASSWORD}).status_code != 302
    told = OutboxMessage.objects.get(notice="accounts.account_closed")
    assert (told.person_id, told.recipient_name) == (person.pk, name)


def test_what_law_keeps_is_named_and_stays(cast: Cast, client: Client) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    with acting(CLOCK):
        JobSeeker.objects.update(about="Sekiz yıl kaynak yaptım.")
    search_of(cast.seeker)
    sign_in(client, cast.seeker)
    page = client.get(CLOSE).content.decode()
    assert "Başvurular, davetler ve sonuçları" in page
    assert "4904" in page
    client.post(CLOSE, RIGHT)
    person, profile = fresh(cast.seeker), JobSeeker.objects.get(person=cast.seeker)
    candidate.refresh_from_db()
    assert (person.closing, person.is_active, person.forgotten_at) == (Closing.OWN_WISH, False, None)
    assert person.national_id == cast.seeker.national_id
    assert (person.email, person.secret_answer, person.has_usable_password()) == ("", "", False)
    assert (profile.is_active, profile.about) == (False, "Sekiz yıl kaynak yaptım.")
    assert candidate.state == CandidateState.WITHDRAWN
    assert not SavedSearch.objects.filter(person=person).exists()


def test_a_wrong_password_closes_nothing(cast: Cast, client: Client) -> None:
    sign_in(client, cast.seeker)
    assert client.post(CLOSE, {"old_password": "yanlış parola"}).status_code == 422
    assert fresh(cast.seeker).closed_at is None


def test_a_workplace_is_not_left_without_a_manager(cast: Cast, client: Client) -> None:
    sign_in(client, cast.manager, cast.workplace.organisation)
    assert cast.workplace.name in client.get(CLOSE).content.decode()
    refused = client.post(CLOSE, RIGHT)
    assert refused.status_code == 422
    assert "yöneticisiz kalır" in refused.content.decode()
    with acting(CLOCK):
        Membership.objects.filter(person=cast.clerk).update(is_manager=True)
    assert client.post(CLOSE, RIGHT).status_code == 200
    assert not Membership.objects.filter(person=cast.manager, closes_on__isnull=True).exists()


def test_who_joins_again_finds_what_law_kept(
    cast: Cast, client: Client, last_code: Callable[[str], str]
) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    close_account(
        person=cast.seeker, ground=Closing.OWN_WISH, actor=actor_of(cast.seeker), now=timezone.now()
    )
    join(client, RegisteredPerson.objects.get(number=cast.seeker.national_id), last_code)
    person = fresh(cast.seeker)
    assert (person.closed_at, person.closing, person.is_active) == (None, "", True)
    assert person.check_password(PASSWORD)
    assert candidate.job_seeker.person_id == person.pk
    assert Person.objects.with_number(cast.seeker.national_id).count() == 1


# ------------------------------------------------------------------------------------------ the dead
def test_KVK_11_the_register_says_the_person_has_died(cast: Cast, client: Client) -> None:
    """Staff ask about him; the account is closed on record, and a workplace left without a manager is named there."""
    RegisteredPerson.objects.filter(number=cast.manager.national_id).update(is_alive=False)
    sign_in(client, cast.officer, cast.unit)
    typed = {"national_id": cast.manager.national_id, "reason": "Görevlendirme yazısı 41"}
    client.post(f"/kurum/kuruluslar/{cast.unit.number}/yeni/", typed)
    person = fresh(cast.manager)
    assert (person.closing, person.is_active) == (Closing.DEATH, False)
    record = AuditRecord.objects.get(action="accounts.account_closed")
    assert record.person_id == cast.officer.pk
    assert record.details["left_without_manager"] == [cast.workplace.organisation.name]
    assert not OutboxMessage.objects.filter(notice="accounts.account_closed").exists()
    found = client.post("/kurum/hesaplar/", typed, follow=True).content.decode()
    assert "Kütüğe göre kişi ölmüş" in found


def test_KVK_11_nobody_joins_with_the_number_of_a_dead_person(cast: Cast, client: Client) -> None:
    own = RegisteredPerson.objects.filter(number=cast.seeker.national_id)
    own.update(is_alive=False)
    client.post("/uye-ol/is-arayan/", {"answer": "accept"})
    facts = own.values("number", "given_names", "surname", "birth_year").get()
    typed = facts | {"national_id": facts["number"]}
    assert client.post("/uye-ol/is-arayan/kimlik/", typed).status_code == 422
    assert fresh(cast.seeker).closing == Closing.DEATH


# ------------------------------------------------------------------------------------------ ten years later
def age(person: Person, by: timedelta) -> None:
    with acting(CLOCK):
        Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - by, last_login=None)


def test_KVK_06_ten_years_after_the_last_act_nobody_is_named(cast: Cast) -> None:
    make_profile(cast.seeker, about="Sekiz yıl kaynak yaptım.")
    age(cast.seeker, KEPT + timedelta(days=1))
    age(cast.other_seeker, KEPT - timedelta(days=1))
    now = timezone.now()
    assert forget_old_people(actor=CLOCK, now=now) == 1
    assert forget_old_people(actor=CLOCK, now=now) == 0
    profile = JobSeeker.objects.select_related("person").get(person=cast.seeker)
    assert (str(profile), profile.about, profile.birth_year, profile.birth_month) == ("—", "", 1990, None)
    assert not profile.occupations.exists()
    assert fresh(cast.other_seeker).forgotten_at is None


def test_KVK_06_a_younger_matter_keeps_the_person(cast: Cast) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    age(cast.seeker, 2 * KEPT)
    now = timezone.now()
    assert forget_old_people(actor=CLOCK, now=now) == 0
    with acting(CLOCK):
        type(candidate).objects.update(created_at=now - KEPT - timedelta(days=1))
    assert forget_old_people(actor=CLOCK, now=now) == 1
    candidate.refresh_from_db()
    assert str(candidate.job_seeker) == "—", "the candidacy stays for the figures and names nobody"


def test_what_goes_with_the_account_goes_with_nobody_else(cast: Cast) -> None:
    with acting(CLOCK):
        for person in (cast.seeker, cast.other_seeker):
            number = f"99{person.national_id[2:]}"
            PersonAlias.objects.create(
                person=person, old_number=number, source="test", recorded_at=timezone.now() - 2 * KEPT
            )
        Person.objects.filter(pk=cast.seeker.pk).update(forgotten_at=timezone.now() - timedelta(days=1))
    assert destroy_old(PersonAlias) == 1
    assert PersonAlias.objects.get().person == cast.other_seeker
    accepted = TermsAcceptance.objects.count()
    assert destroy_old(TermsAcceptance) == 2, "of the one person both texts"
    assert TermsAcceptance.objects.count() == accepted - 2


def test_the_database_keeps_numbers_of_people_who_are_not_forgotten(cast: Cast) -> None:
    with pytest.raises(Exception, match="person_national_id_has_eleven_digits"), acting(CLOCK):
        Person.objects.filter(pk=cast.seeker.pk).update(national_id="-5")


def test_closing_twice_is_closing_once(cast: Cast) -> None:
    now = timezone.now()
    make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    first = close_account(person=cast.seeker, ground=Closing.DEATH, actor=CLOCK, now=now)
    again = close_account(
        person=cast.seeker, ground=Closing.OWN_WISH, actor=CLOCK, now=now + timedelta(days=1)
    )
    assert (again.closed_at, again.closing) == (first.closed_at, Closing.DEATH)


def test_the_refusal_names_the_workplaces(cast: Cast) -> None:
    with pytest.raises(Problem) as refused:
        close_account(
            person=cast.manager, ground=Closing.OWN_WISH, actor=actor_of(cast.manager), now=timezone.now()
        )
    assert refused.value.kind.code == "ACC-033"
    assert cast.workplace.organisation.name in refused.value.message

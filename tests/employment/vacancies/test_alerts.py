"""P2.3: saved searches: kept once, each new vacancy told once by real mail, stopped by one press."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.notifications.delivery import deliver
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.employment.vacancies.domain import alerts
from imece.employment.vacancies.domain.search import SearchCriteria, parse
from imece.employment.vacancies.enums import AlertFrequency
from imece.employment.vacancies.models import AlertFeedback, SavedSearch
from imece.reference.domain.occupations import retire_occupation
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of, sign_in
from tests.core.notifications.conftest import Mailbox
from tests.core.notifications.conftest import mailbox as mailbox
from tests.employment.main_job import NOW, make_vacancy
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
WELDING = SearchCriteria(words="kaynakçı", provinces=(6,))
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _at_that_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def save(cast: Cast, person: Any = None, **changes: Any) -> SavedSearch:
    values = {"criteria": WELDING, "name": "Ankara'da kaynak", "frequency": AlertFrequency.DAILY} | changes
    return alerts.save_search(actor=actor_of(person or cast.seeker), now=NOW, **values)


def tell(now: Any = LATER, frequency: AlertFrequency = AlertFrequency.DAILY) -> int:
    return alerts.tell_of_new_vacancies(frequency=frequency, now=now)


def publish(cast: Cast, minutes: int = 30, **changes: Any) -> Any:
    return make_vacancy(cast.manager, cast.workplace, now=NOW + timedelta(minutes=minutes), **changes)


def told() -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(notice="vacancies.search_alert").order_by("pk"))


def test_only_what_is_new_is_told_and_nothing_twice(cast: Cast) -> None:
    old = publish(cast, minutes=-30)
    save(cast)
    new = publish(cast)
    publish(cast, province_id=42, district_id=_konya(), title="Gazaltı kaynakçısı, Konya")
    assert (tell(), tell(LATER + timedelta(minutes=1))) == (1, 0)
    (message,) = told()
    assert new.number in message.body
    assert old.number not in message.body
    assert "Konya" not in message.body


def _konya() -> str:
    from imece.reference.models import District

    return District.objects.filter(province_id=42).order_by("code")[0].pk


def test_nothing_new_no_mail(cast: Cast) -> None:
    save(cast)
    publish(cast, title="Garson", description="Salonda servis.", occupation_id=_waiter())
    assert tell() == 0
    assert told() == []


def _waiter() -> int:
    return Occupation.objects.filter(code__startswith="5131").order_by("code")[0].pk


def test_each_frequency_by_itself_and_never_at_all(cast: Cast) -> None:
    save(cast, frequency=AlertFrequency.WEEKLY)
    save(cast, criteria=SearchCriteria(words="kaynakçı"), frequency=AlertFrequency.NEVER)
    publish(cast)
    assert [tell(frequency=one) for one in AlertFrequency] == [0, 0, 1, 0]


def test_a_mail_tells_no_category_and_no_hidden_name(cast: Cast) -> None:
    """VAC-21, KVK-03: a mail is read by whoever holds the phone."""
    saved = save(cast, criteria=WELDING.with_(personal_statuses=("disabled",)))
    assert "disabled" not in saved.query
    publish(cast, personal_status="disabled")
    assert tell() == 0
    publish(cast, minutes=150)
    assert tell(LATER + timedelta(hours=1)) == 1
    assert cast.workplace.organisation.name not in told()[0].body


def test_words_that_are_filters_are_told_of_as_the_page_finds_them(cast: Cast) -> None:
    save(cast, criteria=SearchCriteria(words="yarı zamanlı kaynakçı"))
    part_time = publish(cast, work_kind="part_time")
    publish(cast, work_kind="full_time")
    assert tell() == 1
    assert re.findall(r"/is-ilanlari/(\d+)/", told()[0].body) == [part_time.number]


def test_KVK_03_a_category_among_the_words_is_not_kept(cast: Cast) -> None:
    saved = save(cast, criteria=SearchCriteria(words="engelli kaynakçı"))
    assert parse(saved.query) == SearchCriteria(words="kaynakçı")
    client = sign_in(Client(), cast.seeker)
    assert "engelli" not in client.get("/aramalarim/yeni/?v=2&words=engelli+garson").context["summary"]


def test_the_mail_over_a_real_server_can_be_stopped_with_one_press(cast: Cast, mailbox: Mailbox) -> None:
    """RFC 8058: the mail program posts to the link of the header, without a cookie."""
    saved = save(cast)
    publish(cast)
    tell()
    deliver(message_id=told()[0].pk)
    (mail,) = mailbox.mails
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.fullmatch(r"<https?://[^/]+(/.+)>", mail["List-Unsubscribe"].strip())
    assert address is not None, mail["List-Unsubscribe"]
    client = Client(enforce_csrf_checks=True)
    assert client.get(address[1]).status_code == 200
    saved.refresh_from_db()
    assert saved.frequency == AlertFrequency.DAILY, "a scanner that opens the link stops nothing"
    assert client.post(address[1], {"List-Unsubscribe": "One-Click"}).status_code == 200
    saved.refresh_from_db()
    assert saved.frequency == AlertFrequency.NEVER


def test_one_link_stops_all_searches_of_the_person_and_no_others(cast: Cast) -> None:
    """Who keeps three searches need not open three mails; whose link it is not loses nothing."""
    saved = save(cast)
    others = [save(cast, criteria=SearchCriteria(words=f"iş {number}")) for number in range(2)]
    foreign = save(cast, person=cast.other_seeker)
    path = f"/aramalarim{alerts.stop_link(saved).partition('/aramalarim')[2]}"
    assert "Diğer 2 aramanız" in Client().get(path).content.decode()
    page = Client(enforce_csrf_checks=True).post(path, {"which": "all"}).content.decode()
    assert "Başka hiçbir aramanız" in page
    silent = SavedSearch.objects.filter(frequency=AlertFrequency.NEVER).values_list("pk", flat=True)
    assert set(silent) == {saved.pk, *(one.pk for one in others)}
    assert foreign.pk not in silent


def test_the_link_of_a_deleted_search_says_that_no_mail_comes(cast: Cast) -> None:
    """RFC 8058: a mail program that posts to it is told that all is well."""
    saved = save(cast)
    path = f"/aramalarim{alerts.stop_link(saved).partition('/aramalarim')[2]}"
    alerts.delete_search(saved=saved, actor=actor_of(cast.seeker))
    for answer in (Client().get(path), Client().post(path, {"List-Unsubscribe": "One-Click"})):
        assert answer.status_code == 200
        assert "artık posta göndermez" in answer.content.decode()


def test_a_changed_link_does_nothing(cast: Cast) -> None:
    saved = save(cast)
    path = alerts.stop_link(saved).partition("/aramalarim")[2]
    spoilt = f"/aramalarim{path[:-3]}xx/"
    assert Client().post(spoilt).status_code == 404
    saved.refresh_from_db()
    assert saved.frequency == AlertFrequency.DAILY


def test_begun_again_it_tells_of_what_comes_from_then_on(cast: Cast) -> None:
    saved = save(cast)
    alerts.stop_alerts(saved=saved, actor=system_actor("test"))
    publish(cast)
    saved.refresh_from_db()
    alerts.change_search(
        saved=saved, name="Kaynak", frequency=AlertFrequency.DAILY, actor=actor_of(cast.seeker), now=LATER
    )
    assert tell(LATER + timedelta(hours=1)) == 0


def test_the_answer_to_an_alert_is_kept_and_the_last_counts(cast: Cast) -> None:
    saved = save(cast)
    path = alerts.answer_link(saved, LATER).partition("/aramalarim")[2]
    client = Client()
    for answer in ("yes", "no"):
        assert client.post(f"/aramalarim{path}", {"answer": answer}).status_code == 200
    (kept,) = AlertFeedback.objects.all()
    assert (kept.is_relevant, kept.alerted_at) == (False, LATER)


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"criteria": SearchCriteria()}, "VAC-602"), ({}, "VAC-603")],
)
def test_what_cannot_be_saved_is_refused(cast: Cast, changes: dict[str, Any], code: str) -> None:
    save(cast)
    with pytest.raises(Problem) as caught:
        save(cast, **changes)
    assert caught.value.code == code


def test_more_than_the_limit_is_refused(cast: Cast) -> None:
    for number in range(alerts.MOST_SEARCHES):
        save(cast, criteria=SearchCriteria(words=f"iş {number}"))
    with pytest.raises(Problem) as caught:
        save(cast)
    assert caught.value.code == "VAC-601"


def test_the_pages_save_change_and_delete(cast: Cast) -> None:
    client = sign_in(Client(), cast.seeker)
    address = "/aramalarim/yeni/?v=2&words=kaynak%C3%A7%C4%B1&province=6"
    assert "kaynakçı" in client.get(address).content.decode()
    assert client.post(address, {"name": "Kaynak", "frequency": "weekly"}).status_code == 302
    (saved,) = SavedSearch.objects.all()
    assert (saved.person, saved.frequency) == (cast.seeker, "weekly")
    assert "Kaynak" in client.get("/aramalarim/").content.decode()
    client.post(f"/aramalarim/{saved.pk}/", {"name": "Kaynak işi", "frequency": "at_once"})
    saved.refresh_from_db()
    assert (saved.name, saved.frequency) == ("Kaynak işi", "at_once")
    client.post(f"/aramalarim/{saved.pk}/sil/")
    assert not SavedSearch.objects.exists()


def test_OCC_04_a_search_for_a_retired_occupation_says_so_and_names_the_successor(cast: Cast) -> None:
    """Its name stays; the link looks for what replaced it, with everything else as it was."""
    waiter, welder = (
        Occupation.objects.filter(code__startswith=group).order_by("code")[0] for group in ("5131", "7212")
    )
    save(cast, criteria=WELDING.with_(occupations=(waiter.code,)), name="Garsonluk")
    save(cast)
    client = sign_in(Client(), cast.seeker)
    assert "sözlükten çıktı" not in client.get("/aramalarim/").content.decode()
    officer = actor_of(cast.headquarters, cast.head_institution)
    retire_occupation(occupation=waiter, replaced_by=welder, reason="Deneme", actor=officer, today=NOW.date())
    assert alerts.outdated_searches(actor_of(cast.seeker), NOW.date() - timedelta(days=1)) == []
    (one,) = alerts.outdated_searches(actor_of(cast.seeker), NOW.date())
    assert (one.saved.name, parse(one.query)) == ("Garsonluk", WELDING.with_(occupations=(welder.code,)))
    for address in ("/aramalarim/", f"/aramalarim/{one.saved.pk}/"):
        page = client.get(address).content.decode()
        assert "sözlükten çıktı" in page
        assert f"{waiter.name} ({waiter.code})" in page
        assert f"Yerine geçen {welder.name} mesleğini arayın" in page
    with acting(system_actor("test")):
        Occupation.objects.filter(pk=waiter.pk).update(replaced_by=None)
    assert "başka bir meslek ya da sözcük seçin" in client.get("/aramalarim/").content.decode()
    assert alerts.outdated_searches(actor_of(cast.other_seeker), NOW.date()) == []


def test_who_has_no_e_mail_address_is_told_before_he_relies_on_it(cast: Cast) -> None:
    client = sign_in(Client(), cast.seeker)
    address = "/aramalarim/yeni/?v=2&words=kaynakçı"
    assert "E-posta adresi ver" not in client.get(address).content.decode()
    with acting(system_actor("test")):
        type(cast.seeker).objects.filter(pk=cast.seeker.pk).update(email="")
    assert "E-posta adresi ver" in client.get(address).content.decode()


def test_anothers_search_does_not_exist(cast: Cast) -> None:
    saved = save(cast)
    other = sign_in(Client(), cast.other_seeker)
    assert other.get(f"/aramalarim/{saved.pk}/").status_code == 404
    assert other.post(f"/aramalarim/{saved.pk}/sil/").status_code == 404
    assert SavedSearch.objects.filter(pk=saved.pk).exists()


def test_rows_cost_no_further_queries(cast: Cast) -> None:
    from imece.employment.vacancies.web.open.saved import SAVED

    made = iter(range(100))

    def make_rows(count: int) -> None:
        for _ in range(count):
            save(cast, criteria=SearchCriteria(words=f"iş {next(made)}"))

    assert_constant_queries(SAVED.respond, actor_of(cast.seeker), make_rows=make_rows)

"""The person's pages and the desk's: words, refusals, nothing typed is lost, pressed twice is once."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from imece.core.models import AuditRecord
from imece.employment.data_rights.domain.demo import make_demo_data_requests
from imece.employment.data_rights.domain.requests import open_data_request
from imece.employment.data_rights.enums import (
    DataRequestOutcome,
    DataRequestState,
    OnBehalf,
    SubjectRight,
)
from imece.employment.data_rights.models import DataRequest
from imece.employment.data_rights.web import seeker as seeker_pages
from imece.employment.data_rights.web import staff as staff_pages
from tests.cast import Cast, actor_of, make_membership, person_number, sign_in
from tests.employment.data_rights.requests import (
    NOW,
    REPLY,
    WORDS,
    answer_one,
    desk_of,
    new_request,
    open_one,
    seeker_of,
)
from tests.employment.main_job import make_candidate, make_vacancy
from tests.lists import assert_constant_queries

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
NEW = "/verilerim/basvurular/yeni/"
TOKEN = "7b0d3e0e-52a5-4d3b-9f0e-0d6c2f7f3c11"
FORM = {"right": "information", "area": "profile", "words": WORDS, "on_behalf": "myself", "token": TOKEN}
FOR_HEIR = {
    "on_behalf": OnBehalf.DECEASED,
    "subject_number": person_number(702),
    "representation": "Mirasçılık belgesi 2026/5",
}


@pytest.fixture
def person(cast: Cast) -> Client:
    return sign_in(Client(), cast.seeker)


@pytest.fixture
def desk(cast: Cast) -> Client:
    return sign_in(Client(), cast.headquarters, cast.head_institution)


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:3000]
    return re.sub(r"\s+", " ", answer.content.decode())


def mine(request: DataRequest) -> str:
    return reverse("my_data_request", args=[request.pk])


def card(request: DataRequest) -> str:
    return reverse("data_request", args=[request.pk])


# ---- the person
def test_KVK_05_my_data_says_what_is_kept_and_what_to_do_first(person: Client) -> None:
    page = text(person.get("/verilerim/"))
    for words in (
        "Kişisel verilerim",
        "Hakkımda tutulanlar",
        "Henüz başvurunuz yok.",
        "Yeni başvuru",
        "Önce yukarıdaki",
    ):
        assert words in page
    for name in ("accounts:own", "profile", "my_applications", "looks_at_me", "who_asked"):
        assert f'href="{reverse(name)}"' in page


def test_what_is_not_installed_has_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seeker_pages, "KEPT", (*seeker_pages.KEPT, ("no_such_page", "x", "y")))
    assert len(seeker_pages._kept()) == len(seeker_pages.KEPT) - 1


def test_newest_first_with_state_and_day(cast: Cast, person: Client) -> None:
    older, newer = open_one(cast), open_one(cast)
    answer_one(cast, older)
    page = text(person.get("/verilerim/"))
    assert page.index(newer.number) < page.index(older.number)
    assert "21.12.2026" in page
    assert "Cevap verildi" in page


def test_a_request_is_sent_once_however_often_it_is_pressed(person: Client) -> None:
    first, second = person.post(NEW, FORM), person.post(NEW, FORM)
    request = DataRequest.objects.get()
    assert first["Location"] == second["Location"] == mine(request)
    page = text(person.get(mine(request)))
    for words in (request.number, "Hangi verilerimi", "21.12.2026", "30 gün kaldı", "Cevap bekliyor"):
        assert words in page
    assert "şikâyet" not in page.lower()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"words": ""}, "“Başvurunuz” boş"),
        ({"words": "a" * 4001}, "4000"),
        ({"right": "none"}, "none"),
        ({"on_behalf": "ward"}, "hangi dayanakla"),
        ({"on_behalf": "ward", "subject_number": "12345678901"}, "12345678901"),
        ({"representation": "Vasi"}, "Kendi adınıza"),
    ],
)
def test_a_wrong_form_keeps_what_was_typed(person: Client, changes: dict[str, str], words: str) -> None:
    page = text(person.post(NEW, FORM | {"about_number": "00000012345"} | changes), 422)
    assert words in page
    assert "00000012345" in page
    assert changes.get("words", WORDS) in page
    assert not DataRequest.objects.exists()


def test_KVK_11_before_sending_an_heir_reads_by_which_law_he_is_answered(person: Client) -> None:
    assert "KVKK (6698) yaşayan kişileri korur" in text(person.get(NEW))
    person.post(NEW, FORM | FOR_HEIR)
    request = DataRequest.objects.get()
    page = text(person.get(mine(request)))
    number = person_number(702)
    assert f"{number[:3]}******{number[-2:]}" in page
    assert number not in page
    assert "ölmüş bir kişiyle ilgili" in page


def test_KVK_09_the_objection_is_filled_in_from_the_address(person: Client) -> None:
    page = text(person.get(f"{NEW}?hak=automated_result&konu=matching&ilan=00000012345"))
    assert re.search(r'value="automated_result"[^>]*checked', page)
    assert re.search(r'value="matching"[^>]*selected', page)
    assert 'value="00000012345"' in page
    unknown = text(person.get(f"{NEW}?hak=yok&konu=yok"))
    assert not re.search(r'name="right"[^>]*checked', unknown)


def test_KVK_09_the_page_of_the_points_leads_to_the_objection(cast: Cast, person: Client) -> None:
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    address = reverse("match_explanation", args=[candidate.pk])
    page = text(person.get(address))
    link = f"{NEW}?hak=automated_result&amp;konu=matching&amp;ilan={candidate.round.number}"
    assert f'href="{link}">Bu sonuca itiraz et</a>' in page
    employer = sign_in(Client(), cast.manager, cast.workplace.organisation)
    assert "Bu sonuca itiraz et" not in text(employer.get(address))


def test_KVK_09_the_person_reads_who_decided(cast: Cast, person: Client) -> None:
    request = open_one(cast, right=SubjectRight.AUTOMATED_RESULT)
    assert "görevli karar verir" in text(person.get(mine(request)))
    answer_one(cast, request)
    page = text(person.get(mine(request)))
    for words in (REPLY, "Ömer Irmaklı", "Yerine getirildi", "24.12.2026", "Nasuh Akar"):
        assert words in page


def test_KVK_06_the_person_reads_the_law_and_the_day(cast: Cast, person: Client, desk: Client) -> None:
    request = open_one(cast, right=SubjectRight.ERASURE)
    given = {"outcome": "refused", "answer": "Saklama süresi sürüyor.", "is_kept_by_law": "on"}
    page = text(desk.post(card(request), given), 422)
    assert "hangi güne kadar sürdüğü yazılmadı" in page
    assert "Saklama süresi sürüyor." in page
    desk.post(card(request), given | {"kept_ground": "5651 md. 5", "kept_until": "31.12.2030"})
    page = text(person.get(mine(request)))
    for words in ("Reddedildi", "5651 md. 5", "31.12.2030", "6698 md. 7"):
        assert words in page


def test_anothers_request_does_not_exist_and_the_attempt_is_on_record(cast: Cast, person: Client) -> None:
    request = open_data_request(new=new_request(), actor=actor_of(cast.other_seeker), now=NOW)
    assert person.get(mine(request)).status_code == 404
    assert person.get(card(request)).status_code == 403
    assert request.number not in text(person.get("/verilerim/"))
    assert AuditRecord.objects.filter(action="access.outside_scope", person_id=cast.seeker.pk).exists()


# ---- the desk
def test_the_desk_sees_by_the_day_due_and_what_is_overdue(cast: Cast, desk: Client) -> None:
    call = {"now": NOW.replace(month=10, day=1)}
    late, new = open_one(cast, **call), open_one(cast)
    page = text(desk.get("/kurum/veri-basvurulari/"))
    assert page.index(late.number) < page.index(new.number)
    assert "21 gün gecikti" in page
    answer_one(cast, late)
    assert late.number not in text(desk.get("/kurum/veri-basvurulari/"))
    assert late.number in text(desk.get("/kurum/veri-basvurulari/?state=answered"))
    assert late.number in text(desk.get("/kurum/veri-basvurulari/?state=all"))


def test_the_desk_answers_and_both_read_what_happened(cast: Cast, desk: Client) -> None:
    request = open_one(cast)
    page = text(desk.get(card(request)))
    for words in (WORDS, "Iraz Gündoğar", "30 gün kaldı", "Cevabı gönder"):
        assert words in page
    assert "Verileri saklatan kanun" not in page, "asked of an erasure alone"
    assert "“Cevap” boş" in text(desk.post(card(request), {"outcome": "fulfilled"}), 422)
    answered = desk.post(card(request), {"outcome": "fulfilled", "answer": REPLY}, follow=True)
    assert "Cevap kaydedildi" in text(answered)
    assert "Cevabı gönder" not in text(desk.get(card(request)))
    late = desk.post(card(request), {"outcome": "refused", "answer": "İkinci"})
    assert late.status_code == 422
    request.refresh_from_db()
    assert (request.state, request.answer) == (DataRequestState.ANSWERED, REPLY)


def test_KVK_10_the_desk_sees_the_number_by_an_act(cast: Cast, desk: Client) -> None:
    request = open_one(cast, **FOR_HEIR)
    number = person_number(702)
    assert number not in text(desk.get(card(request)))
    assert number in text(desk.post(card(request), {"show": "subject_number"}))
    assert AuditRecord.objects.filter(action="data_requests.number_shown").count() == 1


def test_ones_own_request_says_who_answers_it(cast: Cast, desk: Client) -> None:
    request = open_data_request(new=new_request(), actor=actor_of(cast.headquarters), now=NOW)
    page = text(desk.get(card(request)))
    assert "kendi başvurusu dışında" in page
    assert "Cevabı gönder" not in page
    assert desk.post(card(request), {"outcome": "fulfilled", "answer": REPLY}).status_code in (403, 422)
    assert DataRequest.objects.get().is_waiting


@pytest.mark.parametrize("who", ["without the right", "unit", "employer", "person"])
def test_others_are_refused_at_the_desk(cast: Cast, who: str) -> None:
    make_membership(cast.other_seeker, cast.head_institution, "audit")
    whom: dict[str, tuple[Any, Any]] = {
        "without the right": (cast.other_seeker, cast.head_institution),
        "unit": (cast.officer, cast.unit),
        "employer": (cast.manager, cast.workplace.organisation),
        "person": (cast.seeker, None),
    }
    client = sign_in(Client(), *whom[who])
    assert client.get("/kurum/veri-basvurulari/").status_code == 403
    assert client.get(card(open_one(cast))).status_code == 403


def test_the_start_page_counts_what_waits(cast: Cast, desk: Client) -> None:
    open_one(cast)
    assert "cevap bekleyen kişisel veri başvurusu" in text(desk.get("/baslangic/"))
    unit = sign_in(Client(), cast.officer, cast.unit)
    assert "kişisel veri başvurusu" not in text(unit.get("/baslangic/"))


def test_lists_cost_the_same_for_many_rows(cast: Cast) -> None:
    def make(count: int) -> None:
        for _number in range(count):
            open_one(cast)

    assert_constant_queries(seeker_pages.my_data, seeker_of(cast), make)
    assert_constant_queries(staff_pages.data_requests, desk_of(cast), lambda count: None)


def test_the_demo_has_one_answered_and_one_that_waits(cast: Cast) -> None:
    assert make_demo_data_requests(person=seeker_of(cast), desk=desk_of(cast), now=NOW) == 2
    states = DataRequest.objects.order_by("pk").values_list("state", "outcome")
    assert list(states) == [("answered", DataRequestOutcome.REFUSED), ("open", "")]

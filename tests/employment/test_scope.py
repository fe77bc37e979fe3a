"""Scope, then permission, for every URL of the main job's rooms: a table, and a test that no URL is missing from it.

Outside the scope the record does not exist (404, on record as `access.outside_scope`); in scope but without the right
the answer is 403 and names who may.
"""

import pytest
from django.test import Client
from django.urls import URLPattern, resolve

from imece.accounts.enums import Grant
from imece.accounts.models import Membership
from imece.core.actor import system_actor
from imece.core.models import AuditRecord
from imece.core.permissions import TABLE
from imece.core.transactions import acting
from imece.employment.home.web import urls as home_urls
from imece.employment.jobseekers.web import urls as jobseekers_urls
from imece.employment.selection.domain.objections import contest_decision
from imece.employment.selection.domain.steps import remove_candidate
from imece.employment.selection.models import Candidate
from imece.employment.selection.web import urls as selection_urls
from imece.employment.vacancies.domain.apply import apply_to_vacancy
from imece.employment.vacancies.domain.review import return_vacancy
from imece.employment.vacancies.models import PriorityRight, ReviewDecision, Vacancy
from imece.employment.vacancies.web import urls as vacancies_urls
from tests.architecture.test_scope import BY_TOKEN, NOBODYS, OWNED
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import NOW, TODAY, make_candidate, make_draft, make_vacancy

pytestmark = pytest.mark.django_db
ROOMS = (home_urls, vacancies_urls, selection_urls, jobseekers_urls)

# name: (address of one record, who does not have it in scope, who has it but not the right)
OF_ONE_RECORD = {
    "vacancy_detail": ("/isveren/istemler/{number}/", ("other_manager", "other_officer"), ("seeker",)),
    "vacancy_step": (
        "/isveren/istemler/{number}/kapat/",
        ("other_manager",),
        ("reader", "officer", "seeker"),
    ),
    "vacancy_open": ("/isveren/istemler/{number}/detay/", ("other_manager", "other_officer"), ("seeker",)),
    "vacancy_copy": (
        "/isveren/istemler/{number}/kopyala/",
        ("other_manager",),
        ("reader", "officer", "seeker"),
    ),
    "vacancy-edit": (
        "/isveren/istemler/sihirbaz/kayit/{number}/",
        ("other_manager",),
        ("reader", "officer", "seeker"),
    ),
    "public_lists": (
        "/isveren/istemler/{number}/asil-yedek/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "public_list": (
        "/isveren/istemler/{number}/asil-yedek/direct_draw/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "public_draw": (
        "/isveren/istemler/{number}/asil-yedek/direct_draw/cekilis/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "priority_loss": (
        "/kurum/oncelik-haklari/{priority}/kayip/",
        ("other_officer",),
        ("manager", "seeker"),
    ),
    "vacancy_review": ("/kurum/inceleme/{review}/", ("other_officer",), ("manager", "seeker")),
    "review_decision": ("/kurum/inceleme/kararlar/{decision}/", ("other_officer",), ("manager", "seeker")),
    "round_candidates": ("/secim/{round}/", ("other_manager", "other_officer"), ("reader", "seeker")),
    "candidate_detail": (
        "/secim/aday/{candidate}/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "candidate_step": (
        "/secim/aday/{candidate}/davet/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "round_sheet": (
        "/secim/{round}/toplu/davet/",
        ("other_manager", "other_officer"),
        ("reader", "seeker"),
    ),
    "my_interview_calendar": (
        "/basvurularim/{candidate}/takvim.ics",
        ("other_seeker",),
        ("manager", "officer"),
    ),
    "withdraw_application": (
        "/basvurularim/{candidate}/geri-cek/",
        ("other_seeker",),
        ("manager", "officer"),
    ),
    "contest_decision": ("/basvurularim/{candidate}/itiraz/", ("other_seeker",), ("manager", "officer")),
    "my_objection": ("/itirazlarim/{objection}/", ("other_seeker",), ("manager", "officer")),
    "objection": ("/itirazlar/{objection}/", ("other_officer",), ("manager", "seeker")),
    "contest_eligibility": ("/is-ilanlari/{draft}/itiraz/", ("seeker",), ("manager", "officer")),
    "my_application": ("/basvurularim/{candidate}/", ("other_seeker",), ("manager", "officer")),
    "answer_invitation": ("/basvurularim/{candidate}/cevap/", ("other_seeker",), ("manager", "officer")),
    "announcement": ("/is-ilanlari/{draft}/", ("other_manager", "officer", "seeker"), ()),
    "apply": ("/is-ilanlari/{draft}/basvur/", ("seeker",), ("manager", "officer")),
}
# name: who is refused
OF_NO_RECORD = {
    "vacancy_list": ("/isveren/istemler/", ("seeker",)),
    "vacancy_new": ("/isveren/istemler/yeni/", ("reader", "officer", "seeker")),
    "vacancy-start": ("/isveren/istemler/sihirbaz/", ("reader", "officer", "seeker")),
    "public_list_report": ("/isveren/raporlar/asil-yedek/", ("reader", "seeker")),
    "priority_list": ("/kurum/oncelik-haklari/", ("manager", "seeker")),
    "priority_new": ("/kurum/oncelik-haklari/yeni/", ("manager", "seeker")),
    "interview_day": ("/secim/gorusmeler/", ("reader", "seeker")),
    "interview_day_calendar": ("/secim/gorusmeler/takvim.ics", ("reader", "seeker")),
    "dispatches": ("/secim/sevk/", ("reader", "seeker")),
    "work_refusals": ("/secim/is-redleri/", ("manager", "seeker")),
    "objections": ("/itirazlar/", ("manager", "seeker")),
    "equality_watch": ("/secim/esit-davranma/", ("manager", "seeker")),
    "duties": ("/isveren/yukumlulukler/", ("seeker", "officer")),
    "my_objections": ("/itirazlarim/", ("manager", "officer")),
    "selection_list": ("/isveren/raporlar/secim-listesi/", ("reader", "seeker")),
    "dispatch_list": ("/isveren/raporlar/gonderme-listesi/", ("reader", "seeker")),
    "interview_list": ("/isveren/raporlar/gorusme-listesi/", ("reader", "seeker")),
    "result_list": ("/isveren/raporlar/sonuc-listesi/", ("reader", "seeker")),
    "bulk_uploads": ("/isveren/toplu-istem/", ("reader", "officer", "seeker")),
    "bulk_template": ("/isveren/toplu-istem/sablon/", ("reader", "officer", "seeker")),
    "check_text": ("/isveren/metin-denetimi/", ("reader", "officer", "seeker")),
    "review_list": ("/kurum/inceleme/", ("manager", "seeker")),
    "review_decisions": ("/kurum/inceleme/kararlar/", ("manager", "seeker")),
    "fairness_exceptions": ("/kurum/inceleme/istisnalar/", ("manager", "seeker")),
    "exception_report": ("/kurum/inceleme/istisnalar/rapor/", ("manager", "seeker")),
    "my_applications": ("/basvurularim/", ("manager", "officer")),
    "profile": ("/ozgecmis/", ("manager", "officer")),
    "profile_switch": ("/ozgecmis/durum/", ("manager", "officer")),
    "profile_occupations": ("/ozgecmis/meslekler/", ("manager", "officer")),
    "profile_section": ("/ozgecmis/dil/", ("manager", "officer")),
    "profile_vitae": ("/ozgecmis/pdf/", ("manager", "officer")),
}
OPEN_TO_ALL = {
    "landing",
    "institutions",
    "open_vacancies",
    "vacancy_feed",
    "robots",
    "sitemap",
    "employer_api_document",
    "employer_api_page",
    "open_api_document",
    "open_api_page",
    "api_open_list_open_vacancies",
}
OF_EVERYBODY_SIGNED_IN = {"start", "saved_searches", "saved_search_new"}
OF_A_DRAFT = {
    f"vacancy-{page}" for page in ("resume", "check", "delete", "file", "step")
}  # architecture/test_scope.py
POSTED = {"answer_invitation", "apply", "profile_switch"}


@pytest.fixture
def addresses(cast: Cast) -> dict[str, object]:
    vacancy = make_vacancy(cast.manager, cast.workplace)
    candidate = make_candidate(vacancy, cast.seeker)
    draft = make_draft(cast.manager, cast.workplace)
    with acting(system_actor("test")):
        right = PriorityRight.objects.create(
            job_seeker=candidate.job_seeker, document_on=TODAY, document_number="1", recorded_at=NOW
        )
    manager = actor_of(cast.manager, cast.workplace.organisation)
    other = make_vacancy(cast.manager, cast.workplace, title="Deneme")
    removed = apply_to_vacancy(
        vacancy=other, profile=candidate.job_seeker, actor=actor_of(cast.seeker), now=NOW
    )
    remove_candidate(candidate=removed, actor=manager, now=NOW)
    objection = contest_decision(candidate=removed, words="Deneme", actor=actor_of(cast.seeker), now=NOW)
    return {
        "objection": objection.pk,
        "number": vacancy.number,
        "round": vacancy.round_id,
        "candidate": candidate.pk,
        "draft": draft.number,
        "priority": right.pk,
        "review": make_vacancy(cast.manager, cast.workplace, description="BAYAN ELEMAN ARANIYOR").number,
        "decision": _decision(cast).pk,
    }


def _decision(cast: Cast) -> ReviewDecision:
    vacancy = make_vacancy(cast.manager, cast.workplace, description="BAYAN ELEMAN ARANIYOR")
    actor = actor_of(cast.officer, cast.unit)
    return return_vacancy(vacancy=vacancy, reason="Deneme", actor=actor, now=NOW)


def enter(client: Client, cast: Cast, who: str) -> Client:
    """`reader` is the clerk with no right at all but being of the workplace."""
    places = {
        "other_manager": cast.other_workplace.organisation, "officer": cast.unit, "other_officer": cast.other_unit,
        "manager": cast.workplace.organisation, "reader": cast.workplace.organisation,
    }  # fmt: skip
    if who == "reader":
        with acting(system_actor("test")):
            Membership.objects.filter(person=cast.clerk).update(grants=[Grant.EMPLOYER_DATA])
    return sign_in(client, cast.clerk if who == "reader" else getattr(cast, who), places.get(who))


def ask(client: Client, name: str, address: str):
    return client.post(address) if name in POSTED else client.get(address)


def outside() -> list[tuple[str, str, str]]:
    return [
        (name, address, who) for name, (address, strangers, _) in OF_ONE_RECORD.items() for who in strangers
    ]


def without_right() -> list[tuple[str, str, str]]:
    rows = [(name, address, who) for name, (address, _, refused) in OF_ONE_RECORD.items() for who in refused]
    return rows + [
        (name, address, who) for name, (address, refused) in OF_NO_RECORD.items() for who in refused
    ]


def test_the_table_names_every_url() -> None:
    """What stands in the tables of `architecture/test_scope.py` is asked there."""
    patterns = [pattern for room in ROOMS for pattern in room.urlpatterns]
    names = {str(pattern.name) for pattern in patterns if isinstance(pattern, URLPattern)}
    here = OF_ONE_RECORD.keys() | OF_NO_RECORD.keys() | OPEN_TO_ALL | OF_EVERYBODY_SIGNED_IN | OF_A_DRAFT
    there = OWNED.keys() | NOBODYS.keys() | BY_TOKEN.keys()
    by_program = {name for name in names if name.startswith("api_employer_")}
    assert names - here - there - by_program == set()
    assert here - names == set(), "these addresses are gone"


@pytest.mark.parametrize(("name", "address", "who"), outside())
def test_outside_the_scope_there_is_nothing(
    cast: Cast, client: Client, addresses: dict[str, object], name: str, address: str, who: str
) -> None:
    before = list(Vacancy.objects.values()), list(Candidate.objects.values())
    response = ask(enter(client, cast, who), name, address.format(**addresses))
    assert response.status_code == 404
    assert AuditRecord.objects.filter(action="access.outside_scope").count() == 1
    assert (list(Vacancy.objects.values()), list(Candidate.objects.values())) == before


@pytest.mark.parametrize(("name", "address", "who"), without_right())
def test_without_the_right_the_answer_names_who_may(
    cast: Cast, client: Client, addresses: dict[str, object], name: str, address: str, who: str
) -> None:
    response = ask(enter(client, cast, who), name, address.format(**addresses))
    assert response.status_code == 403
    permission = resolve(address.format(**addresses)).func.access
    assert str(TABLE[permission].who) in response.content.decode()


@pytest.mark.parametrize("name", sorted(OF_ONE_RECORD.keys() | OF_NO_RECORD.keys()))
def test_nobody_signed_in_is_led_to_sign_in(client: Client, addresses: dict[str, object], name: str) -> None:
    address = OF_ONE_RECORD[name][0] if name in OF_ONE_RECORD else OF_NO_RECORD[name][0]
    response = client.get(address.format(**addresses))
    assert response.status_code in ({404} if name == "announcement" else {302})
    assert name == "announcement" or "/giris/" in response["Location"]

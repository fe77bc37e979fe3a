"""İşgücü İstemi Sihirbazı over HTTP (P3.1, P3.2, P0.4, VAC-02, VAC-03): no JavaScript, nothing lost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from imece.core.formats import format_date
from imece.core.models import Draft
from imece.employment.vacancies.domain.review import return_vacancy
from imece.employment.vacancies.domain.warnings import VacancyWarning, add_vacancy_warnings
from imece.employment.vacancies.enums import VacancyState
from imece.employment.vacancies.models import Vacancy
from imece.employment.vacancies.web.employer.wizard import VACANCY_WIZARD
from imece.reference.models import Occupation
from tests.cast import Cast, actor_of, sign_in
from tests.employment.main_job import cankaya, make_candidate, make_draft, make_profile, make_vacancy, welder

pytestmark = pytest.mark.django_db
START = "/isveren/istemler/sihirbaz/"
TITLES = [
    "Mesleki Özellikler", "Kişisel Durum", "Çalışma Şartları", "Öğrenim Durumu", "Fiziksel Özellikler ve Yaş",
    "Yabancı Dil", "Sınav Gereksinimi", "Sürücü Belgesi", "Askerlik Şartı", "Çalışma Adresi", "Olanaklar",
    "Görüşme Adresi", "Talep Özellikleri", "İşlem Sonu",
]  # fmt: skip


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def other_welder() -> Occupation:
    return Occupation.objects.filter(code__startswith="7212").order_by("code")[1]


def answers(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Each page as a browser sends it; `mesleki={"title": …}` changes one field."""
    pages: dict[str, dict[str, Any]] = {
        "mesleki": {
            "occupation": welder().code, "accepted_1": other_welder().code, "title": "Gazaltı kaynakçısı",
            "description": "Çelik konstrüksiyon kaynağı yapılacaktır.", "min_experience_months": "12",
            "computer_skills": "AutoCAD\r\nExcel", "certificates": "",
        },
        "kisisel_durum": {"personal_status": "normal"},
        "calisma_sartlari": {
            "work_kind": "full_time", "contract_kind": "indefinite", "weekly_hours": "45",
            "wage_basis": "gross", "wage_min_amount": "45.000",
        },
        "ogrenim": {"min_education": "primary"},
        "fiziksel": {},
        "yabanci_dil": {"language_1": "en", "language_1_reading": "B1", "language_1_min_score": "72,5"},
        "sinav": {},
        "surucu_belgesi": {"licence_classes": ["B", "CE"], "needs_src": "on"},
        "askerlik": {},
        "calisma_adresi": {"province": "6", "district": cankaya().pk, "work_address": "Örnek Sok. 1"},
        "olanaklar": {"benefits": ["meals", "transport"]},
        "gorusme_adresi": {"interview_place": "Örnek Sok. 1", "contact_name": "Deneme Kişisi"},
        "talep_ozellikleri": {
            "post_count": "2", "last_application_on": format_date(timezone.localdate() + timedelta(days=20)),
            "application_area": "province", "matching_kind": "own_choice",
        },
    }  # fmt: skip
    for slug, values in changes.items():
        pages[slug] |= values
    return {slug.replace("_", "-"): values for slug, values in pages.items()}


def fill(client: Client, address: str = START, **changes: dict[str, Any]) -> Draft:
    """Page by page with İleri; the draft as it stands before İşlem Sonu."""
    pages = answers(**changes)
    token = "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b001"
    first = client.post(address, {"_token": token, "_go": "next", **pages.pop("mesleki")})
    assert first.status_code == 302, first.content.decode()[:3000]
    draft = Draft.objects.latest("pk")
    for slug, values in pages.items():
        draft.refresh_from_db()
        url = VACANCY_WIZARD.url("step", token=draft.token, slug=slug)
        client.post(url, {"_version": draft.version, "_go": "next", **values})
    draft.refresh_from_db()
    return draft


def check_url(draft: Draft) -> str:
    return VACANCY_WIZARD.url("check", token=draft.token)


def test_P3_2_fourteen_pages_in_the_manuals_order(manager: Client) -> None:
    page = manager.get(START)
    assert [str(task.title) for task in page.context["tasks"]] == TITLES
    assert page.context["previous"] is None  # Geri is not shown on the first page


def test_P3_2_every_page_is_kept_and_saved_once(manager: Client) -> None:
    draft = fill(manager)
    assert not Vacancy.objects.exists()  # VAC-03
    pressed = [manager.post(check_url(draft)) for _ in range(2)]
    assert pressed[0]["Location"] == pressed[1]["Location"]
    vacancy = Vacancy.objects.get()
    assert vacancy.state == VacancyState.OPEN
    assert [one.occupation for one in vacancy.accepted_occupations.all()] == [other_welder()]
    language = vacancy.languages.get()
    assert (language.language, language.reading, str(language.min_score)) == ("en", "B1", "72.50")
    assert vacancy.computer_skills == ["AutoCAD", "Excel"]
    assert vacancy.licence_classes == ["B", "CE"]
    assert vacancy.needs_src
    assert vacancy.benefits == ["meals", "transport"]
    assert (vacancy.work_address, vacancy.contact_name) == ("Örnek Sok. 1", "Deneme Kişisi")
    assert vacancy.application_area == "province"
    assert vacancy.round.accepts_until == vacancy.last_application_on


def test_P0_5_saved_says_so(manager: Client) -> None:
    page = manager.post(check_url(fill(manager)), follow=True)
    assert "Kayıt başarıyla oluşturulmuştur" in page.content.decode()


def test_P3_4_the_last_page_says_as_of_which_day_people_are_judged(manager: Client) -> None:
    text = manager.get(check_url(fill(manager))).content.decode()
    assert "bugüne göre değil" in text
    assert format_date(timezone.localdate() + timedelta(days=20)) in text


def test_the_last_page_leads_to_what_each_demand_costs(manager: Client, cast: Cast) -> None:
    """The draft's own demands arrive, and people who would fit without one of them are counted."""
    for person in (cast.seeker, cast.other_seeker):
        make_profile(person, licence_classes=["B"])
    no_language = {"language_1": "", "language_1_reading": "", "language_1_min_score": ""}
    draft = fill(manager, yabanci_dil=no_language, ogrenim={"min_education": "doctorate"})
    counted = manager.get(manager.get(check_url(draft)).context["fit_counts_url"])
    asked = counted.context["form"].cleaned_data
    assert (asked["occupation"], asked["licence_classes"]) == (welder(), ["B", "CE"])
    assert (asked["min_education"], asked["min_experience_months"]) == ("doctorate", 12)
    assert counted.context["counts"]["known"] != "0"


@pytest.mark.parametrize(
    ("page", "values", "code"),
    [
        ("calisma_sartlari", {"wage_min_amount": "33.029,99"}, "VAC-102"),
        ("calisma_sartlari", {"wage_basis": "net", "wage_min_amount": "28.075,49"}, "VAC-140"),
        ("calisma_sartlari", {"weekly_hours": "46"}, "VAC-106"),
        ("calisma_sartlari", {"contract_kind": "definite"}, "VAC-143"),
        ("calisma_sartlari", {"contract_months": "6"}, "VAC-144"),
        ("kisisel_durum", {"min_disability_rate": "40"}, "VAC-147"),
        ("kisisel_durum", {"personal_status": "disabled", "min_disability_rate": "39"}, "VAC-148"),
        ("calisma_adresi", {"is_abroad": "on"}, "VAC-145"),
        ("calisma_adresi", {"country": "DE"}, "VAC-146"),
        ("ogrenim", {"min_education": "bachelor", "max_education": "primary"}, "VAC-149"),
    ],
)
def test_faults_across_pages_are_named_with_the_way_there(
    manager: Client, page: str, values: dict[str, str], code: str
) -> None:
    draft = fill(manager, **{page: values})
    shown = manager.get(check_url(draft))
    assert [problem.code for problem, _url in shown.context["faults"]] == [code]
    assert all(url for _problem, url in shown.context["faults"])
    assert manager.post(check_url(draft)).status_code == 422
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize(
    ("page", "values", "field"),
    [
        ("yabanci_dil", {"language_1": ""}, "language_1"),
        ("yabanci_dil", {"language_2": "en", "language_2_reading": "A1"}, "language_2"),
        ("sinav", {"min_exam_score": "70"}, "exam_kind"),
        ("mesleki", {"accepted_2": "same"}, "accepted_2"),
    ],
)
def test_faults_within_a_page_stand_at_their_field(
    manager: Client, page: str, values: dict[str, str], field: str
) -> None:
    pages = answers(**{page: values})
    if page == "mesleki":
        pages["mesleki"]["accepted_2"] = other_welder().code
        form = VACANCY_WIZARD.step("mesleki").form_class(pages["mesleki"])
    else:
        slug = page.replace("_", "-")
        form = VACANCY_WIZARD.step(slug).form_class(pages[slug])
    assert field in form.errors


def test_kept_as_a_draft_it_is_not_announced(manager: Client) -> None:
    manager.post(check_url(fill(manager, talep_ozellikleri={"is_kept_as_draft": "on"})))
    assert Vacancy.objects.get().state == VacancyState.DRAFT


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Kaydet ilanı hemen yayımlar"),
        ({"mesleki": {"description": "Bayan eleman aranıyor."}}, "şu sözlere bakar: «Bayan eleman»"),
        ({"talep_ozellikleri": {"is_kept_as_draft": "on"}}, "taslak olarak saklar"),
        ({"mesleki": {"description": "Başvuru: 0532 123 45 67"}}, "VAC-115"),
        ({"calisma_sartlari": {"wage_max_amount": "1.000"}}, "VAC-181"),
    ],
)
def test_the_last_page_tells_what_kaydet_will_do(manager: Client, changes: dict[str, Any], said: str) -> None:
    assert said in manager.get(check_url(fill(manager, **changes))).content.decode()


def test_a_later_first_day_is_told(manager: Client) -> None:
    day = format_date(timezone.localdate() + timedelta(days=3))
    page = manager.get(check_url(fill(manager, talep_ozellikleri={"starts_on": day}))).content.decode()
    assert f"Kaydet istemi {day} gününe dek saklar" in page


def finish_with_nothing_changed(manager: Client, vacancy: Vacancy, said: str) -> None:
    page = {"_token": str(uuid4()), "_go": "next", **answers()["mesleki"]}
    manager.post(VACANCY_WIZARD.url("edit", key=vacancy.number), page)
    url = check_url(Draft.objects.latest("pk"))
    assert said in manager.get(url).content.decode()
    manager.post(url)
    vacancy.refresh_from_db()


def test_a_copy_is_announced_by_kaydet(cast: Cast, manager: Client) -> None:
    copied_from = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
    manager.post(f"/isveren/istemler/{copied_from.number}/kopyala/", {"token": str(uuid4())})
    vacancy = Vacancy.objects.get(copied_from=copied_from)
    finish_with_nothing_changed(manager, vacancy, "Kaydet ilanı hemen yayımlar")
    assert vacancy.state == VacancyState.OPEN


def test_what_the_unit_gave_back_is_sent_to_it_again(cast: Cast, manager: Client) -> None:
    told = {"title": "Bayan eleman", "last_application_on": soon()}
    vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), **told)
    officer = actor_of(cast.officer, cast.unit)
    return_vacancy(vacancy=vacancy, reason="Başlıktan cinsiyeti çıkarın.", actor=officer, now=timezone.now())
    finish_with_nothing_changed(manager, vacancy, "Kaydet ilanı hemen yayımlar")
    assert vacancy.state == VacancyState.OPEN


def test_prefilled_by_a_link_from_another_room(manager: Client) -> None:
    query = f"?occupation={welder().code}&personal_status=disabled&post_count=3"
    page = manager.get(f"{START}{query}").content.decode()
    assert welder().name in page
    draft = fill(manager, f"{START}{query}")
    assert draft.answers["kisisel-durum"]["personal_status"] == ["normal"], "typed over what the link said"
    short = manager.get(f"/isveren/istemler/yeni/{query}").content.decode()
    assert welder().name in short
    assert 'value="3"' in short
    assert '<option value="disabled" selected>' in short


def test_prefilled_answers_of_later_pages_wait_in_the_draft(manager: Client) -> None:
    values = answers()["mesleki"]
    manager.post(f"{START}?personal_status=disabled&post_count=3", {"_go": "next", **values})
    draft = Draft.objects.get()
    assert draft.answers["kisisel-durum"]["personal_status"] == ["disabled"]
    assert draft.answers["talep-ozellikleri"]["post_count"] == ["3"]


class TestAnExistingVacancy:
    def test_P3_1_the_list_opens_it_in_the_wizard_with_its_values(self, cast: Cast, manager: Client) -> None:
        vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
        page = manager.get(f"/isveren/istemler/{vacancy.number}/detay/", follow=True)
        assert page.context["wizard"] is VACANCY_WIZARD
        assert "Gazaltı kaynakçısı" in page.content.decode()

    def test_one_that_is_over_is_only_read(self, cast: Cast, manager: Client) -> None:
        vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
        close = {"placed_through_us": "0", "placed_otherwise": "2", "outcome": "filled_otherwise"}
        assert manager.post(f"/isveren/istemler/{vacancy.number}/kapat/", close).status_code == 302
        page = manager.get(f"/isveren/istemler/{vacancy.number}/detay/", follow=True)
        assert page.redirect_chain[-1][0].endswith(f"/{vacancy.number}/")
        assert "sihirbaz/kayit" not in page.content.decode()
        assert manager.get(VACANCY_WIZARD.url("edit", key=vacancy.number)).status_code == 409

    def test_changed_at_the_end_and_not_before(self, cast: Cast, manager: Client) -> None:
        vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
        draft = fill(
            manager, VACANCY_WIZARD.url("edit", key=vacancy.number), mesleki={"title": "Yeni başlık"}
        )
        vacancy.refresh_from_db()
        assert vacancy.title == "Gazaltı kaynakçısı"
        assert manager.post(check_url(draft)).status_code == 302
        vacancy.refresh_from_db()
        assert (vacancy.title, vacancy.version) == ("Yeni başlık", 2)
        assert vacancy.languages.count() == 1

    def test_somebody_else_was_faster(self, cast: Cast, manager: Client) -> None:
        from imece.employment.vacancies.domain.create import change_vacancy
        from tests.cast import actor_of

        vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
        draft = fill(manager, VACANCY_WIZARD.url("edit", key=vacancy.number), mesleki={"title": "Benimki"})
        actor = actor_of(cast.clerk, cast.workplace.organisation)
        change_vacancy(
            vacancy=vacancy, values={"title": "Onunki"}, version=1, actor=actor, now=timezone.now()
        )
        page = manager.post(check_url(draft))
        assert page.status_code == 409
        assert "Onunki" in page.content.decode()
        assert "Benimki" in page.content.decode()
        vacancy.refresh_from_db()
        assert vacancy.title == "Onunki"

    def test_VAC_02_a_draft_is_deleted_from_the_last_page(self, cast: Cast, manager: Client) -> None:
        vacancy = make_draft(cast.manager, cast.workplace)
        page = self.last_page(manager, vacancy)
        assert f"/isveren/istemler/{vacancy.number}/sil/" in page
        assert manager.post(f"/isveren/istemler/{vacancy.number}/sil/").status_code == 302
        vacancy.refresh_from_db()
        assert vacancy.state == VacancyState.DELETED

    def test_P3_1_with_candidates_only_closing_is_offered_and_says_why(
        self, cast: Cast, manager: Client
    ) -> None:
        vacancy = make_vacancy(cast.manager, cast.workplace, now=timezone.now(), last_application_on=soon())
        make_candidate(vacancy, cast.seeker, now=timezone.now())
        page = self.last_page(manager, vacancy)
        assert f"/isveren/istemler/{vacancy.number}/sil/" not in page
        assert f"/isveren/istemler/{vacancy.number}/kapat/" in page
        assert "1 aday" in page
        manager.post(f"/isveren/istemler/{vacancy.number}/sil/")
        vacancy.refresh_from_db()
        assert vacancy.state == VacancyState.OPEN

    def last_page(self, manager: Client, vacancy: Vacancy) -> str:
        manager.post(VACANCY_WIZARD.url("edit", key=vacancy.number), {"_go": "later"})
        return manager.get(check_url(Draft.objects.get())).content.decode()


def test_VAC_32_another_rooms_warning_is_said_and_refuses_nothing(
    manager: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imece.employment.vacancies.domain.warnings._HOOKS", [])
    add_vacancy_warnings(lambda workplace, occupation, on: [VacancyWarning("Önce çıkarılanlar çağrılır.")])
    draft = fill(manager)
    assert "Önce çıkarılanlar çağrılır." in manager.get(check_url(draft)).content.decode()
    assert manager.post(check_url(draft)).status_code == 302
    short = manager.get(f"/isveren/istemler/yeni/?occupation={welder().code}")
    assert "Önce çıkarılanlar çağrılır." in short.content.decode()


def soon() -> Any:
    return timezone.localdate() + timedelta(days=20)


REASON = "Kadın konukevinin gece nöbetinde yalnızca kadın çalışan bulunabilir."


class TestTheGate:
    """NDR-05: off by default; with exception and reason it goes to the unit's review."""

    def test_off_by_default_nothing_is_asked_for(self, manager: Client) -> None:
        manager.post(check_url(fill(manager)))
        assert not Vacancy.objects.get().fairness_exceptions.exists()

    def test_a_demand_without_its_exception_does_not_leave_the_page(self, manager: Client) -> None:
        form = VACANCY_WIZARD.step("fiziksel").form_class({"sex": "female"})
        assert "sex_kind" in form.errors
        draft = fill(manager, fiziksel={"sex": "female"})
        assert manager.post(check_url(draft)).status_code == 422

    def test_P3_8_with_exception_and_reason_it_waits_for_the_unit(self, manager: Client) -> None:
        asked = {"sex": "female", "sex_kind": "one_sex", "sex_reason": REASON}
        manager.post(check_url(fill(manager, fiziksel=asked)))
        vacancy = Vacancy.objects.get()
        assert vacancy.state == VacancyState.IN_REVIEW
        exception = vacancy.fairness_exceptions.get()
        assert (exception.ground, exception.kind, exception.reason) == ("sex", "one_sex", REASON)

    def test_a_reason_of_few_letters_is_refused(self) -> None:
        form = VACANCY_WIZARD.step("askerlik").form_class(
            {"military": "done", "military_kind": "occupational", "military_reason": "Gerekli."}
        )
        assert "military_reason" in form.errors

    def test_VAC_29_an_age_that_the_law_sets_needs_no_exception(self, manager: Client) -> None:
        draft = fill(
            manager, fiziksel={"min_age": "18"}, calisma_sartlari={"is_underground_or_underwater": "on"}
        )
        manager.post(check_url(draft))
        assert Vacancy.objects.get().state == VacancyState.OPEN

    @pytest.mark.parametrize(
        ("physical", "code"),
        [
            ({"min_age": "14", "age_kind": "age_limit", "age_reason": REASON}, "VAC-117"),
            ({"sex": "female", "sex_kind": "one_sex", "sex_reason": REASON}, "VAC-116"),
        ],
    )
    def test_VAC_29_no_exception_makes_it_lawful(
        self, manager: Client, physical: dict[str, str], code: str
    ) -> None:
        draft = fill(manager, fiziksel=physical, calisma_sartlari={"is_underground_or_underwater": "on"})
        shown = manager.get(check_url(draft))
        assert code in [problem.code for problem, _url in shown.context["faults"]]
        assert manager.post(check_url(draft)).status_code == 422
        assert not Vacancy.objects.exists()


def test_a_page_asks_the_dictionary_once_for_one_name(manager: Client) -> None:
    """Every page of the draft is looked at several times for one answer; that took up to seventy questions."""
    draft = fill(manager)
    url = VACANCY_WIZARD.url("step", token=draft.token, slug="mesleki")
    typed = {"_version": draft.version, "_go": "next", "occupation": "böyle bir meslek yok"}
    with CaptureQueriesContext(connection) as asked:
        answer = manager.post(url, typed)
    assert "böyle bir meslek yok" in answer.content.decode()
    alike = [one["sql"] for one in asked if "set_config('pg_trgm" in one["sql"]]
    assert len(alike) == 2  # to check it, and to list what is spelt alike

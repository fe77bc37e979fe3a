"""P10.1 over HTTP: list, wizard, Detayını Gör, the lock after a month, the paper; without JavaScript."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdf
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from imece.core.models import Draft, IssuedDocument
from imece.employment.dismissals.domain.records import MOST_PAPERS
from imece.employment.dismissals.models import DismissalNotice
from imece.employment.dismissals.web.employer.views import dismissal_list
from imece.employment.dismissals.web.employer.wizard import DISMISSAL_WIZARD
from tests.cast import Cast, actor_of, make_workplace, sign_in
from tests.employment.dismissals.test_notices import TODAY, tell
from tests.employment.main_job import welder
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db
LIST = "/isveren/toplu-isten-cikarma/"
START = f"{LIST}sihirbaz/"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+03:00", tick=False):
        yield


@pytest.fixture
def manager(cast: Cast, client: Client) -> Client:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def general(**changes: Any) -> dict[str, Any]:
    return {
        "dismissal_on": "02.03.2026", "last_dismissal_on": "20.03.2026", "ground": "economic",
        "explanation": "Sipariş azaldı.", "stewards_told_on": "30.01.2026",
    } | changes  # fmt: skip


def line(cast: Cast, **changes: Any) -> dict[str, Any]:
    return {
        "line_0_workplace": cast.workplace.pk, "line_0_men": "7", "line_0_women": "5", "line_0_worker_count": "80",
        "line_0_groups": "Kaynak atölyesi",
    } | changes  # fmt: skip


def post_step(client: Client, draft: Draft, slug: str, values: dict[str, Any], go: str = "next") -> Any:
    draft.refresh_from_db()
    url = DISMISSAL_WIZARD.url("step", token=draft.token, slug=slug)
    return client.post(url, {"_version": draft.version, "_go": go, **values})


def fill(
    client: Client, general_page: dict[str, Any], details: dict[str, Any], address: str = START
) -> Draft:
    token = "b6c8f0a2-3d8e-4c13-9f63-0d2a35a2b002"
    first = client.post(address, {"_token": token, "_go": "next", **general_page})
    assert first.status_code == 302, first.content.decode()[:3000]
    draft = Draft.objects.latest("pk")
    post_step(client, draft, "detay", details)
    return draft


def check_url(draft: Draft) -> str:
    return DISMISSAL_WIZARD.url("check", token=draft.token)


def test_P10_1_the_list_begins_with_what_to_do(manager: Client) -> None:
    text = manager.get(LIST).content.decode()
    for words in ("Toplu İşten Çıkarma Listeleme", "Yeni Çıkarma Bildir"):
        assert words in text


def test_P10_1_the_pages_bear_the_manuals_names(manager: Client) -> None:
    text = manager.get(START).content.decode()
    for words in ("Genel Bilgiler", "Detay Bilgiler", "İşlem Sonu", "Çıkarma Tarihi", "Bildirme Tarihi",
                  "Toplam Erkek Sayısı", "Toplam Kadın Sayısı"):  # fmt: skip
        assert words in text, words
    assert 'value="31.01.2026"' in text  # Bildirme Tarihi is today


def test_P10_1_told_by_the_wizard(cast: Cast, manager: Client) -> None:
    draft = fill(manager, general(), line(cast))
    shown = manager.get(check_url(draft)).content.decode()
    assert "COL-01" in shown
    assert "12" in shown
    answer = manager.post(check_url(draft), follow=True)
    notice = DismissalNotice.objects.get()
    assert answer.request["PATH_INFO"] == f"{LIST}{notice.number}/"
    assert "Kayıt başarıyla oluşturulmuştur" in answer.content.decode()
    assert (notice.notified_on, notice.lines.get().total) == (TODAY, 12)


def test_pressed_twice_is_one_notice(cast: Cast, manager: Client) -> None:
    draft = fill(manager, general(), line(cast))
    assert manager.post(check_url(draft)).url == manager.post(check_url(draft)).url
    assert DismissalNotice.objects.count() == 1


def test_T_COL_12_typed_totals_and_day_are_not_taken(cast: Cast, manager: Client) -> None:
    typed = {"total_men": "99", "total_women": "99", "notified_on": "01.01.2020"}
    draft = fill(manager, general(**typed), line(cast))
    lines = dict(manager.get(check_url(draft)).context["sections"][0].lines)
    assert (lines["Toplam Erkek Sayısı"], lines["Toplam Kadın Sayısı"]) == ("7", "5")
    assert lines["Bildirme Tarihi"] == "31.01.2026"


def test_P10_1_an_emptied_dismissal_date_stays_on_the_page_and_kaydet_refuses_it(
    cast: Cast, manager: Client
) -> None:
    draft = fill(manager, general(dismissal_on="", last_dismissal_on=""), line(cast))
    answer = manager.post(check_url(draft))
    assert answer.status_code == 422
    assert "DIS-002" in answer.content.decode()
    assert not DismissalNotice.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line_0_men": "", "line_0_women": ""}, "line_0_men"),
        ({"line_0_worker_count": "11"}, "line_0_worker_count"),
        ({"line_0_worker_count": ""}, "line_0_worker_count"),
        ({"line_0_workplace": ""}, "line_0_workplace"),
        ({"line_0_workplace": "0"}, "line_0_workplace"),
    ],
)
def test_a_wrong_line_stays_on_its_page(
    cast: Cast, manager: Client, changes: dict[str, Any], field: str
) -> None:
    manager.post(START, {"_go": "next", **general()})
    answer = post_step(manager, Draft.objects.latest("pk"), "detay", line(cast, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_P10_1_ekle_shows_a_new_line_and_cikar_takes_one_out(cast: Cast, manager: Client) -> None:
    branch = make_workplace(77, cast.workplace.employer, "Deneme Şubesi", head_office=cast.workplace)
    manager.post(START, {"_go": "next", **general()})
    draft = Draft.objects.latest("pk")
    answer = post_step(manager, draft, "detay", line(cast), go="stay")
    assert 'name="line_1_workplace"' in manager.get(answer.url).content.decode()
    both = line(cast) | {
        "line_1_workplace": branch.pk, "line_1_men": "1", "line_1_women": "0", "line_1_worker_count": "5",
    }  # fmt: skip
    post_step(manager, draft, "detay", both | {"line_0_out": "on"})
    manager.post(check_url(draft))
    assert DismissalNotice.objects.get().lines.get().workplace == branch


def test_T_COL_11_changed_within_the_month_and_locked_after_it(cast: Cast, manager: Client) -> None:
    notice = tell(cast)
    edit = f"{START}kayit/{notice.number}/"
    with time_machine.travel("2026-02-28T10:00:00+03:00"):
        sign_in(manager, cast.manager, cast.workplace.organisation)
        draft = fill(manager, general(explanation="Düzeltme"), line(cast, line_0_women="4"), edit)
        manager.post(check_url(draft))
    notice.refresh_from_db()
    assert (notice.explanation, notice.version, notice.notified_on) == ("Düzeltme", 2, TODAY)
    with time_machine.travel("2026-03-01T10:00:00+03:00"):
        sign_in(manager, cast.manager, cast.workplace.organisation)
        assert manager.get(edit).status_code == 409
        text = manager.get(f"{LIST}{notice.number}/").content.decode()
        assert "28.02.2026" in text
        assert edit not in text


def test_the_paper_says_what_was_told_and_can_be_checked(cast: Cast, manager: Client) -> None:
    """COL-04 to whom; COL-05 reasons, number and groups of those affected, from when to when."""
    notice = tell(cast)
    answer = manager.post(f"{LIST}{notice.number}/pdf/")
    assert answer.status_code == 200
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages)
    told = (
        notice.number, "İŞKUR il müdürlüğüne ve işyeri sendika temsilcilerine", "Ekonomik", "Sipariş azaldı.",
        "80 işçiden 7 erkek, 5 kadın. Kaynak atölyesi", "02.03.2026 – 20.03.2026",
        IssuedDocument.objects.get().shown_code,
    )  # fmt: skip
    assert [words for words in told if words not in " ".join(text.split())] == []


def test_COL_06_the_record_of_the_talks_is_attached(cast: Cast, manager: Client) -> None:
    """After the notice's month too: the talks follow it. A wrong file is refused, staff read, others see nothing."""
    notice = tell(cast)
    url = f"{LIST}{notice.number}/tutanak/"
    pdf = b"%PDF-1.7 deneme"
    assert "UPL-015" in manager.post(url, {"file": SimpleUploadedFile("a.pdf", b"MZ")}).content.decode()
    with time_machine.travel("2026-04-01T10:00:00+03:00"):
        sign_in(manager, cast.manager, cast.workplace.organisation)
        assert manager.post(url, {"file": SimpleUploadedFile("tutanak.pdf", pdf)}).status_code == 302
        officer = sign_in(Client(), cast.officer, cast.unit)
        assert "tutanak.pdf" in officer.get(f"{LIST}{notice.number}/").content.decode()
        assert officer.get(f"{url}{notice.papers.get().pk}/").content == pdf
        assert officer.post(url, {"file": SimpleUploadedFile("b.pdf", pdf)}).status_code == 403
        other = sign_in(Client(), cast.other_manager, cast.other_workplace.organisation)
        assert other.get(f"{url}{notice.papers.get().pk}/").status_code == 404
        for _number in range(MOST_PAPERS - 1):
            manager.post(url, {"file": SimpleUploadedFile("tutanak.pdf", pdf)})
        again = manager.post(url, {"file": SimpleUploadedFile("tutanak.pdf", pdf)})
        assert "DIS-005" in again.content.decode()
        assert notice.papers.count() == MOST_PAPERS


def test_staff_read_and_do_not_write(cast: Cast, client: Client) -> None:
    notice = tell(cast)
    officer = sign_in(client, cast.officer, cast.unit)
    assert notice.number in officer.get(LIST).content.decode()
    text = officer.get(f"{LIST}{notice.number}/").content.decode()
    assert f"kayit/{notice.number}" not in text
    assert officer.get(START).status_code == 403


def test_rows_cost_no_further_queries(cast: Cast) -> None:
    def make_rows(count: int) -> None:
        for _number in range(count):
            tell(cast, today=date(2026, 1, 31))

    assert_constant_queries(dismissal_list, actor_of(cast.manager, cast.workplace.organisation), make_rows)


def test_VAC_32_a_new_vacancy_is_warned_of_the_dismissed(cast: Cast, manager: Client) -> None:
    tell(cast)
    with time_machine.travel("2026-03-21T10:00:00+03:00"):
        assert "20.09.2026" in _new_vacancy_page(cast, manager)
    with time_machine.travel("2026-09-21T10:00:00+03:00"):
        assert "20.09.2026" not in _new_vacancy_page(cast, manager)


def _new_vacancy_page(cast: Cast, client: Client) -> str:
    sign_in(client, cast.manager, cast.workplace.organisation)
    return client.post("/isveren/istemler/yeni/", {"occupation": welder().code}).content.decode()

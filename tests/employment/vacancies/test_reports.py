"""P4.1: the employer's four lists; criteria, scope, masking, Turkish order, files read back (VAC-11, T-VAC-14)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from imece.core.models import ReportFile, ReportRun
from imece.core.reports.report import REPORTS
from imece.employment.selection.enums import CandidateState
from imece.employment.selection.models import Candidate
from imece.employment.selection.public import add_candidate
from tests.cast import KONYA, Cast, actor_of, make_person, make_workplace, sign_in
from tests.employment.main_job import (
    AFTER_INTERVIEW,
    NOW,
    make_candidate,
    make_profile,
    make_vacancy,
    welder,
)
from tests.employment.selection.test_steps import take_to

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(AFTER_INTERVIEW, tick=False)]
PAGES = {
    "secim": ("vacancy-selection", "İşgücü İstemi Seçim Listesi"),
    "gonderme": ("vacancy-dispatches", "Gönderme Listesi"),
    "gorusme": ("vacancy-interviews", "Görüşme Listesi"),
    "sonuc": ("vacancy-results", "Sonuç Listesi"),
}
ALL = {"number": "", "occupation": "", "first_on": "", "last_on": "", "state": ""}


@pytest.fixture
def sent(cast: Cast) -> Candidate:
    """Sent off: stands on all four lists."""
    candidate = make_candidate(make_vacancy(cast.manager, cast.workplace), cast.seeker)
    take_to(candidate, CandidateState.SENT, cast)
    return candidate


@pytest.fixture
def employer(cast: Cast, client: Any) -> Any:
    return sign_in(client, cast.manager, cast.workplace.organisation)


def address(listed: str) -> str:
    return f"/isveren/raporlar/{listed}-listesi/"


def names(listed: str, actor: Any, **criteria: Any) -> list[str]:
    report = REPORTS[PAGES[listed][0]]
    form = report.criteria_form(ALL | criteria)
    assert form.is_valid(), form.errors
    return [row.job_seeker.person.full_name for row in report.rows(actor, form.cleaned_data)]


@pytest.mark.parametrize("listed", PAGES)
def test_P4_1_each_list_comes_as_pdf_and_excel(employer: Any, sent: Candidate, listed: str) -> None:
    answer = employer.post(address(listed), ALL, follow=True)
    shown = answer.content.decode()
    assert "Raporunuz Oluşturuldu" in shown
    assert "Bir Kopya Kaydet" in shown
    assert "Yazdır" in shown
    run = ReportRun.objects.get()
    files = {stored.format: stored.file.read() for stored in ReportFile.objects.filter(run=run)}
    text = " ".join(
        " ".join(sheet.extract_text() for sheet in PdfReader(BytesIO(files["pdf"])).pages).split()
    )
    cells = [
        str(cell)
        for row in openpyxl.load_workbook(BytesIO(files["xlsx"])).active.values
        for cell in row
        if cell
    ]
    for words in (PAGES[listed][1], sent.round.number, "Iraz Gündoğar"):
        assert words in text, words
        assert words in cells, words
        assert words in shown, words
    number = sent.job_seeker.person.national_id
    for told in (text, " ".join(cells), shown):
        assert number not in told
    assert f"{number[:3]}******{number[-2:]}" in text


@pytest.mark.parametrize("listed", PAGES)
def test_T_VAC_14_nothing_found_no_file(employer: Any, listed: str) -> None:
    answer = employer.post(address(listed), ALL, follow=True)
    assert "Girdiğiniz kriterlere uygun kayıt bulunamadı" in answer.content.decode()
    assert not ReportFile.objects.exists()


@pytest.mark.parametrize("listed", PAGES)
def test_VAC_11_only_ones_own(cast: Cast, sent: Candidate, listed: str) -> None:
    konya = make_workplace(9, cast.other_workplace.employer, "Deneme Gıda Konya", KONYA)
    assert konya.organisation.province == KONYA
    sees = {
        "own": actor_of(cast.manager, cast.workplace.organisation),
        "unit": actor_of(cast.officer, cast.unit),
        "headquarters": actor_of(cast.headquarters, cast.head_institution),
    }
    blind = {
        "another employer": actor_of(cast.other_manager, cast.other_workplace.organisation),
        "another unit": actor_of(cast.other_officer, cast.other_unit),
    }
    assert {who for who, actor in (sees | blind).items() if names(listed, actor)} == set(sees)


@pytest.mark.parametrize(
    ("listed", "criteria", "is_found"),
    [
        ("secim", {"first_on": "21.11.2026", "last_on": "21.11.2026"}, True),
        ("secim", {"first_on": "22.11.2026"}, False),
        ("secim", {"state": "sent"}, True),
        ("secim", {"state": "placed"}, False),
        ("gorusme", {"first_on": "24.11.2026", "last_on": "24.11.2026"}, True),
        ("gorusme", {"last_on": "23.11.2026"}, False),
        ("gonderme", {"first_on": "24.11.2026"}, True),
        ("gonderme", {"first_on": "25.11.2026"}, False),
        ("sonuc", {"number": "1"}, False),
        ("sonuc", {"first_on": "24.11.2026"}, True),
    ],
)
def test_criteria(cast: Cast, sent: Candidate, listed: str, criteria: dict[str, str], is_found: bool) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert bool(names(listed, actor, **criteria)) == is_found


@pytest.mark.parametrize("listed", PAGES)
def test_number_and_occupation(cast: Cast, sent: Candidate, listed: str) -> None:
    actor = actor_of(cast.manager, cast.workplace.organisation)
    assert names(listed, actor, number=str(int(sent.round.number)))
    assert names(listed, actor, occupation=welder().code)
    other = type(welder()).objects.exclude(pk=welder().pk).filter(code__startswith="2512")[0]
    assert not names(listed, actor, occupation=other.code)


def test_the_last_day_may_not_lie_before_the_first(employer: Any) -> None:
    answer = employer.post(address("sonuc"), ALL | {"first_on": "25.11.2026", "last_on": "24.11.2026"})
    assert "Son gün ilk günden önce." in answer.content.decode()


def test_the_occupation_picker_searches_on_the_criteria_page(employer: Any) -> None:
    """P0.7 without JavaScript: **Ara** brings the page back with the list in it."""
    answer = employer.post(address("secim"), ALL | {"occupation": "kaynakçı", "occupation_search": ""})
    assert welder().name in answer.content.decode()
    assert not ReportRun.objects.exists()


def test_names_stand_in_turkish_order(cast: Cast) -> None:
    """TR-02: Çınar after Can, İnce after Irmak."""
    vacancy = make_vacancy(cast.manager, cast.workplace)
    for serial, name in enumerate(("İpek", "Zeki", "Çınar", "Irmak", "Can", "Şule", "Sunay")):
        make_candidate(vacancy, make_person(400 + serial, name, "Deneme"))
    found = names("secim", actor_of(cast.manager, cast.workplace.organisation))
    assert [name.split()[0] for name in found] == ["Can", "Çınar", "Irmak", "İpek", "Sunay", "Şule", "Zeki"]


def test_who_was_only_chosen_is_masked_until_contact(cast: Cast) -> None:
    """Neither applied nor invited: the report says that somebody is there, not who (KVK-10)."""
    vacancy, profile = make_vacancy(cast.manager, cast.workplace), make_profile(cast.seeker)
    actor = actor_of(cast.manager, cast.workplace.organisation)
    candidate = add_candidate(
        selection_round=vacancy.round,
        job_seeker=profile,
        source=CandidateState.SELECTED,
        actor=actor,
        now=NOW,
    )
    report = REPORTS["vacancy-selection"]
    name = next(column for column in report.columns if column.name == "name")
    assert name.accessor(candidate) == "I*** G*******"  # type: ignore[operator]
    candidate.interview_at = NOW + timedelta(days=1)
    assert name.accessor(candidate) == "Iraz Gündoğar"  # type: ignore[operator]


@pytest.mark.parametrize("listed", PAGES)
def test_the_rows_cost_the_same_however_many(
    cast: Cast, listed: str, django_assert_max_num_queries: Any
) -> None:
    from imece.core.columns import format_cell

    vacancy = make_vacancy(cast.manager, cast.workplace, post_count=20)
    for serial in range(4):
        take_to(
            make_candidate(vacancy, make_person(500 + serial, "Deneme", "Aday")), CandidateState.SENT, cast
        )
    report, actor = REPORTS[PAGES[listed][0]], actor_of(cast.manager, cast.workplace.organisation)
    with django_assert_max_num_queries(1):
        rows = [[format_cell(column, row) for column in report.columns] for row in report.rows(actor, {})]
    assert len(rows) == 4

"""From *Raporu Oluştur* to the files: P0.5, P0.6, VAC-11, KVK-03, scope and trail."""

import datetime
import hashlib
import io

import openpyxl
import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation
from procrastinate.contrib.django.models import ProcrastinateJob

from imece.core.errors import Problem
from imece.core.models import AuditRecord, IssuedDocument, ReportFile, ReportRun, ReportState
from imece.core.reports import make
from imece.core.reports.make import delete_expired_reports, start_report
from imece.core.reports.report import REPORTS
from imece.core.reports.views import report_page, run_file, run_page
from imece.core.tasks import make_report
from tests.core.reports import sample
from tests.core.reports.sample import MAKER, NOW, OTHER_PERSON, OTHER_WORKPLACE

pytestmark = pytest.mark.django_db


def _form(report, **data):
    form = report.criteria_form(QueryDict("&".join(f"{name}={value}" for name, value in data.items())))
    assert form.is_valid()
    return form


def _start(count=3, *, code="tests.sent", actor=MAKER, now=NOW, **data) -> ReportRun:
    report = REPORTS[code]
    return start_report(report=report, actor=actor, form=_form(report, count=count, **data), now=now)


def _request(method="get", path="/", data=None, actor=MAKER):
    request = getattr(RequestFactory(), method)(path, data or {})
    request.actor, request.htmx, request.csp_nonce, request.user = actor, False, "", None
    return request


def _page(view, request, **arguments) -> str:
    with translation.override("tr"):
        return view(request, **arguments).content.decode()


def _recent() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def test_P05_a_report_makes_pdf_and_excel_with_fingerprints_on_record():
    run = _start(occupation="7212")
    assert (run.state, run.row_count) == (ReportState.MADE, 3)
    files = {stored.format: stored for stored in run.files.all()}
    assert set(files) == {"pdf", "xlsx"}
    for stored in files.values():
        content = stored.file.open("rb").read()
        assert stored.sha256 == hashlib.sha256(content).hexdigest()
        assert (
            IssuedDocument.objects.filter(sha256=stored.sha256, subject_reference=str(run.key)).count() == 1
        )
    trail = AuditRecord.objects.get(action="reports.made")
    assert trail.person_id == MAKER.person_id
    assert trail.details["rows"] == 3
    assert trail.details["files"]["pdf"] == files["pdf"].sha256
    assert files["pdf"].name == "isgucu-istemi-gonderme-listesi-2026-11-21-0900.pdf"


def test_T_VAC_14_no_rows_no_file_and_the_sentence_to_the_letter():
    response = _page(report_page(sample.SentReport), _request("post", data={"count": 0}))
    assert "Girdiğiniz kriterlere uygun kayıt bulunamadı" in response
    run = ReportRun.objects.get()
    assert (run.state, run.row_count, run.files.count()) == (ReportState.EMPTY, 0, 0)
    assert IssuedDocument.objects.count() == 0
    assert AuditRecord.objects.filter(action="reports.empty").exists()


def test_P05_result_page_has_the_manuals_words():
    run = _start(20, now=_recent())
    page = _page(run_page, _request(), key=run.key)
    for words in (
        "Raporunuz Oluşturuldu",
        "Tıklayınız",
        "Yazdır",
        "Bir Kopya Kaydet",
        "Sayfa 1 / 2",
        "Önceki",
        "Sonraki",
    ):
        assert words in page
    assert page.count("<tr>") == 1 + 15
    assert 'href="/kisi/1/"' in page
    second = _page(run_page, _request(data={"sayfa": 2}), key=run.key)
    assert second.count("<tr>") == 1 + 5


def test_criteria_page_asks_and_refuses_what_is_no_criterion():
    page = _page(report_page(sample.SentReport), _request())
    assert "Rapor Hazırlama" in page
    assert "Raporu Oluştur" in page
    with translation.override("tr"):
        wrong = report_page(sample.SentReport)(_request("post", data={"count": "çok"}))
    assert wrong.status_code == 422
    assert ReportRun.objects.count() == 0


def test_the_view_declares_the_rooms_permission():
    assert report_page(sample.SentReport).access == "tests.report"


@pytest.mark.parametrize("actor", [OTHER_PERSON, OTHER_WORKPLACE])
def test_P06_a_report_exists_for_its_maker_alone(actor):
    run = _start(now=_recent())
    for view, arguments in ((run_page, {}), (run_file, {"file_format": "pdf"})):
        with pytest.raises(Problem) as caught:
            view(_request(actor=actor), key=run.key, **arguments)
        assert caught.value.kind.status == 404


def test_files_are_served_privately_and_each_opening_is_on_record():
    run = _start(now=_recent())
    shown = run_file(_request(), key=run.key, file_format="pdf")
    assert b"".join(shown.streaming_content).startswith(b"%PDF")
    assert shown["Content-Disposition"].startswith("inline")
    assert "no-store" in shown["Cache-Control"]
    saved = run_file(_request(data={"kaydet": ""}), key=run.key, file_format="pdf")
    assert saved["Content-Disposition"].startswith("attachment")
    assert hashlib.sha256(b"".join(saved.streaming_content)).hexdigest() == run.files.get(format="pdf").sha256
    assert AuditRecord.objects.filter(action="reports.opened").count() == 2
    with pytest.raises(Problem) as caught:
        run_file(_request(), key=run.key, file_format="csv")
    assert caught.value.kind.status == 404


def test_files_expire_and_the_run_stays():
    run = _start(now=NOW)
    paths = [stored.file.path for stored in run.files.all()]
    assert delete_expired_reports(now=run.expires_at - datetime.timedelta(seconds=1)) == 0
    assert delete_expired_reports(now=run.expires_at) == 2
    assert not any(ReportFile(file=path).file.storage.exists(path) for path in paths)
    assert ReportFile.objects.count() == 0
    assert ReportRun.objects.filter(pk=run.pk).exists()


def test_an_expired_file_says_when_and_what_to_do():
    run = _start(now=_recent() - datetime.timedelta(days=30))
    with pytest.raises(Problem) as caught:
        run_file(_request(), key=run.key, file_format="pdf")
    assert caught.value.code == "RPT-003"
    assert "sil" in _page(run_page, _request(), key=run.key)


@pytest.mark.parametrize("grants, is_shown", [(frozenset(), False), (frozenset({"special"}), True)])
def test_KVK03_special_columns_are_exported_only_by_entitlement(grants, is_shown):
    from dataclasses import replace

    run = _start(code="tests.open", actor=replace(MAKER, grants=grants))
    page = openpyxl.load_workbook(io.BytesIO(run.files.get(format="xlsx").file.open("rb").read())).active
    values = {str(cell.value) for line in page.iter_rows() for cell in line}
    assert ("Engel durumu" in values) is is_shown
    assert run.has_special_columns is is_shown


def test_long_reports_wait_for_a_job_which_may_be_called_twice(
    monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(make, "MAX_ROWS_AT_ONCE", 5)
    run = _start(6, since="2026-03-01")
    queued = ProcrastinateJob.objects.get(task_name="core.make_report")
    assert queued.args == {"run_id": run.pk}
    assert run.state == ReportState.WAITING
    assert "6 satırdan 0" in _page(run_page, _request(), key=run.key)
    with pytest.raises(Problem) as caught:
        run_file(_request(), key=run.key, file_format="pdf")
    assert caught.value.code == "RPT-005"
    polling = _request()
    polling.htmx = True
    assert "<html" not in _page(run_page, polling, key=run.key)
    for _twice in range(2):
        make_report(**queued.args)
    made = ReportRun.objects.get(pk=run.pk)
    assert (made.state, made.row_count, made.files.count()) == (ReportState.MADE, 6, 2)
    assert run_page(polling, key=run.key)["HX-Refresh"] == "true"
    assert AuditRecord.objects.filter(action="reports.made", person_id=MAKER.person_id).count() == 1


def test_beyond_the_pdfs_limit_excel_alone_is_made_and_the_page_says_why(monkeypatch):
    monkeypatch.setattr(make, "MAX_PDF_ROWS", 5)
    run = _start(8, now=_recent())
    assert [stored.format for stored in run.files.all()] == ["xlsx"]
    assert run.row_count == 8
    page = _page(run_page, _request(), key=run.key)
    assert "Excel dosyası hepsini içerir" in page
    assert "Yazdır" not in page


def test_criteria_are_kept_and_written_as_people_read_them():
    run = _start(occupation="7212", since="2026-03-01")
    assert run.criteria == {"count": ["3"], "occupation": ["7212"], "since": ["2026-03-01"]}
    report = REPORTS["tests.sent"]
    lines = report.criteria_lines(_form(report, count=3, occupation="7212", since="2026-03-01"), "tr")
    assert lines == [("Meslek", "Kaynakçı"), ("Başlangıç", "01.03.2026"), ("Satır", "3")]

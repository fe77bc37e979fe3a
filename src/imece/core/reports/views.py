"""Criteria page → *Raporu Oluştur* → result page with the table, PDF, Excel, *Yazdır* and *Bir Kopya
Kaydet*.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from imece.core.audit import record
from imece.core.columns import Column, cell_link, format_cell
from imece.core.models import ReportRun, ReportState
from imece.core.permissions import require
from imece.core.reports import permissions  # noqa: F401  registers reports.open_own
from imece.core.reports.errors import FILE_EXPIRED, NO_ROWS, NOT_READY
from imece.core.reports.make import bound_form, start_report
from imece.core.reports.pdf import MAX_PDF_ROWS
from imece.core.reports.queries import report_runs
from imece.core.reports.report import REPORTS, Report
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest

ROWS_A_PAGE = 15
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def report_page(report: type[Report]) -> Callable[..., HttpResponse]:
    """The view a room puts into its urls; it declares the report's permission."""

    @needs(report.permission)
    def view(request: ActorRequest) -> HttpResponse:
        return report_view(request, REPORTS[report.code])

    return view


@require_http_methods(["GET", "POST"])
def report_view(
    request: ActorRequest, report: Report, *, template: str = "core/reports/criteria.html"
) -> HttpResponse:
    """*Rapor Hazırlama*. No rows: the same page with P0.5's sentence and no file."""
    if request.method == "GET":
        return _criteria_page(request, report, report.criteria_form(request.GET or None), template)
    form = report.criteria_form(request.POST)
    if not form.is_valid():
        return _criteria_page(request, report, form, template)
    run = start_report(
        report=report,
        actor=request.actor,
        form=form,
        now=timezone.now(),
        language=translation.get_language() or "tr",
    )
    if run.state == ReportState.EMPTY:
        return _criteria_page(request, report, form, template, empty=NO_ROWS())
    return redirect("reports:run", key=run.key)


def _criteria_page(
    request: ActorRequest, report: Report, form: forms.Form, template: str, **more: Any
) -> HttpResponse:
    status = 422 if form.is_bound and request.method == "POST" and form.errors else 200
    return render(request, template, {"report": report, "form": form, **more}, status=status)


@needs("reports.open_own")
@require_GET
def run_page(request: ActorRequest, key: uuid.UUID) -> HttpResponse:
    """The result, its first 15 rows and its files; while a job works, the progress."""
    run = get_in_scope(report_runs(request.actor), request.actor, key=key)
    report = _permitted_report(request, run)
    context: dict[str, Any] = {"run": run, "report": report, "pdf_limit": MAX_PDF_ROWS}
    if run.state == ReportState.WAITING:
        fragment = getattr(request, "htmx", False)
        return render(request, f"core/reports/{'progress_part' if fragment else 'progress'}.html", context)
    if getattr(request, "htmx", False):
        return HttpResponseClientRefresh()  # the bar is done: the whole page comes anew
    if run.is_made:
        files = {stored.format: stored for stored in run.files.all()}
        context |= {"files": files, "is_expired": run.expires_at <= timezone.now()}
        context |= _table(request, report, run)
    return render(request, "core/reports/result.html", context)


def _table(request: ActorRequest, report: Report, run: ReportRun) -> dict[str, Any]:
    """The rows are asked again, from the scope of today: the page never shows more than the actor may see
    now.
    """
    actor = request.actor
    columns = report.columns_for(actor)
    form = bound_form(report, run)
    rows: Iterable[Any] = report.rows(actor, form.cleaned_data) if form.is_valid() else []
    found = rows if isinstance(rows, QuerySet) else list(rows)
    page: Page[Any] = Paginator(found, ROWS_A_PAGE).get_page(request.GET.get("sayfa"))
    lines = [[_cell(column, row) for column in columns] for row in page.object_list]
    return {"columns": columns, "lines": lines, "page": page}


def _cell(column: Column, row: Any) -> dict[str, str | Promise | None]:
    text = format_cell(column, row, translation.get_language() or "tr")
    return {"text": text, "link": cell_link(column, row), "align": column.align}


@needs("reports.open_own")
@require_GET
@cache_control(private=True, no_store=True)
def run_file(request: ActorRequest, key: uuid.UUID, file_format: str) -> HttpResponse | FileResponse:
    """PDF opens in the browser (there *Yazdır*); `?kaydet` saves it; every opening is on record."""
    actor = request.actor
    run = get_in_scope(report_runs(actor), actor, key=key)
    _permitted_report(request, run)
    if run.state == ReportState.WAITING:
        raise NOT_READY(done=run.done_count, count=run.row_count)
    if run.expires_at <= timezone.now():
        raise FILE_EXPIRED(expired_at=f"{timezone.localtime(run.expires_at):%d.%m.%Y}")
    stored = get_in_scope(run.files.all(), actor, format=file_format)
    record(actor, "reports.opened", run, details={"format": file_format, "sha256": stored.sha256})
    is_saved = file_format != "pdf" or "kaydet" in request.GET
    return FileResponse(
        stored.file.open("rb"),
        as_attachment=is_saved,
        filename=stored.name,
        content_type=CONTENT_TYPES[file_format],
    )


def _permitted_report(request: ActorRequest, run: ReportRun) -> Report:
    """A right that was taken away since closes the report too."""
    report = REPORTS[run.report]
    require(request.actor, report.permission)
    return report

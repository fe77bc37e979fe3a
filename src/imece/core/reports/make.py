"""From a press of *Raporu Oluştur* to files: counted, rendered, fingerprinted, recorded."""

from __future__ import annotations

import dataclasses
import datetime
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import translation

from imece.core.actor import Actor, ActorKind
from imece.core.audit import record
from imece.core.documents.issue import Paper, issue_rendered
from imece.core.errors import Problem
from imece.core.jobs.queue import enqueue
from imece.core.models import ReportFile, ReportRun, ReportState
from imece.core.reports.delimited import render_csv
from imece.core.reports.pdf import MAX_PDF_ROWS, MAX_TAGGED_ROWS, render_pdf
from imece.core.reports.report import REPORTS, Report
from imece.core.reports.sheet import Sheet
from imece.core.reports.xlsx import render_xlsx
from imece.core.transactions import acting, verb
from imece.core.turkish import slug

MAKE_REPORT = "core.make_report"
KEPT_FOR = datetime.timedelta(days=7)
MAX_ROWS_AT_ONCE = MAX_TAGGED_ROWS  # more are made by a job
PROGRESS_STEP = 500
CHUNK = 2_000


@verb
def start_report(
    *, report: Report, actor: Actor, form: forms.Form, now: datetime.datetime, language: str = "tr"
) -> ReportRun:
    """One run from a valid form. EMPTY: nothing found, no file. MADE: files are there. WAITING: a job makes
    them.
    """
    run = ReportRun.objects.create(
        report=report.code,
        language=language,
        criteria=criteria_of(form),
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        actor_name=actor.name,
        actor=actor_to_json(actor),
        made_at=now,
        expires_at=now + KEPT_FOR,
        row_count=count_rows(report.rows(actor, form.cleaned_data)),
        has_special_columns=report.may_see_special(actor),
    )
    if run.row_count == 0:
        _finish(run, actor, ReportState.EMPTY)
    elif run.row_count > MAX_ROWS_AT_ONCE:
        enqueue(MAKE_REPORT, run_id=run.pk)
    else:
        make_files(run=run, report=report, actor=actor, form=form)
    return run


def make_waiting_report(*, run_id: int) -> ReportRun:
    """What the job calls, as often as it likes: a run that is no longer waiting is left alone."""
    run = ReportRun.objects.get(pk=run_id)
    if run.state != ReportState.WAITING:
        return run
    report, actor = REPORTS[run.report], actor_from_json(run.actor)
    form = bound_form(report, run)
    try:
        if not form.is_valid():
            raise ValueError(f"criteria of report run {run.pk} are no longer valid")
        make_files(run=run, report=report, actor=actor, form=form)
    except Problem as problem:
        run.problem = str(problem)
        _finish(run, actor, ReportState.FAILED)
    return run


def make_files(*, run: ReportRun, report: Report, actor: Actor, form: forms.Form) -> None:
    """The rows are read once for all files, so they cannot differ; beyond the PDF's limit they stream by."""
    rows = _watched(run, stream_rows(report.rows(actor, form.cleaned_data)))
    held = list(islice(rows, MAX_PDF_ROWS + 1))
    is_long = len(held) > MAX_PDF_ROWS
    sheet = _sheet(run, report, actor, form, held)
    with acting(actor):
        if is_long:
            _store(run, actor, dataclasses.replace(sheet, rows=chain(held, rows)), "xlsx")
        else:
            for file_format in report.formats:
                _store(run, actor, sheet, file_format)
        run.row_count = run.done_count
        _finish(run, actor, ReportState.MADE)


def _sheet(run: ReportRun, report: Report, actor: Actor, form: forms.Form, rows: Iterable[Any]) -> Sheet:
    with translation.override(run.language):
        return Sheet(
            title=str(report.title),
            issuer=report.issuer_name(actor),
            maker=actor.name,
            made_at=run.made_at,
            columns=report.columns_for(actor),
            rows=rows,
            criteria=report.criteria_lines(form, run.language),
            language=run.language,
        )


def _store(run: ReportRun, actor: Actor, sheet: Sheet, file_format: str) -> None:
    """Each file is an issued document of its own: its code is printed on it, its fingerprint can be
    checked.
    """
    paper = Paper(
        kind=f"report.{run.report}",
        title=sheet.title,
        issuer_name=sheet.issuer,
        issuer_id=run.organisation_id,
        subject_reference=str(run.key),
        language=run.language,
    )

    def render(seal: Mapping[str, str]) -> bytes:
        return RENDERERS[file_format](dataclasses.replace(sheet, seal=seal))

    document, content = issue_rendered(actor=actor, paper=paper, render=render, now=run.made_at)
    stored = ReportFile(
        run=run,
        format=file_format,
        name=file_name(sheet, file_format),
        sha256=document.sha256,
        size_bytes=len(content),
    )
    stored.file.save(f"{run.key}.{file_format}", ContentFile(content), save=False)
    stored.save()


def _xlsx_bytes(sheet: Sheet) -> bytes:
    output = io.BytesIO()
    render_xlsx(sheet, output)
    return output.getvalue()


def _csv_bytes(sheet: Sheet) -> bytes:
    output = io.StringIO(newline="")
    render_csv(sheet, output)
    return output.getvalue().encode()


RENDERERS: dict[str, Callable[[Sheet], bytes]] = {"pdf": render_pdf, "xlsx": _xlsx_bytes, "csv": _csv_bytes}


def _finish(run: ReportRun, actor: Actor, state: ReportState) -> None:
    run.state = state
    run.save(update_fields=["state", "row_count", "done_count", "problem"])
    files = {file.format: file.sha256 for file in run.files.all()}
    details = {
        "report": run.report,
        "rows": run.row_count,
        "files": files,
        "special": run.has_special_columns,
    }
    record(actor, f"reports.{state}", run, details=details)


def _watched(run: ReportRun, rows: Iterable[Any]) -> Iterator[Any]:
    """Count as they pass; every 500 the count is written for the progress page (seen when a job makes it)."""
    for row in rows:
        run.done_count += 1
        if run.done_count % PROGRESS_STEP == 0:
            ReportRun.objects.filter(pk=run.pk).update(done_count=run.done_count)
        yield row


def count_rows(rows: Iterable[Any]) -> int:
    return rows.count() if isinstance(rows, QuerySet) else sum(1 for _row in rows)


def stream_rows(rows: Iterable[Any]) -> Iterable[Any]:
    return rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows


def file_name(sheet: Sheet, file_format: str) -> str:
    """ASCII, for mail programs and old disks (TR-04)."""
    return f"{slug(sheet.title) or 'rapor'}-{sheet.made_at:%Y-%m-%d-%H%M}.{file_format}"


def criteria_of(form: forms.Form) -> dict[str, list[str]]:
    """What was sent, field by field, so that the same form can be bound again by the job and the result
    page.
    """
    data = form.data if isinstance(form.data, QueryDict) else None
    prefix = f"{form.prefix}-" if form.prefix else ""
    wanted = tuple(prefix + name for name in form.fields)
    if data is None:
        return {name: [str(value)] for name, value in form.data.items() if name.startswith(wanted)}
    return {name: [str(value) for value in data.getlist(name)] for name in data if name.startswith(wanted)}


def bound_form(report: Report, run: ReportRun) -> forms.Form:
    data = QueryDict(mutable=True)
    for name, values in run.criteria.items():
        data.setlist(name, values)
    return report.criteria_form(data)


def actor_to_json(actor: Actor) -> dict[str, Any]:
    return {**dataclasses.asdict(actor), "grants": sorted(actor.grants)}


def actor_from_json(stored: Mapping[str, Any]) -> Actor:
    return Actor(**{**stored, "kind": ActorKind(stored["kind"]), "grants": frozenset(stored["grants"])})


def delete_expired_reports(*, now: datetime.datetime) -> int:
    """The files go, the rows of who made what stay. Answers how many files were deleted."""
    expired = ReportFile.objects.filter(run__expires_at__lte=now).select_related("run")
    deleted = 0
    for stored in expired.iterator(chunk_size=CHUNK):
        stored.file.delete(save=False)
        stored.delete()
        deleted += 1
    return deleted

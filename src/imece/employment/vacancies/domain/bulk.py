"""Vacancies by a file (P3.10): uploaded, judged row by row, taken over whole or the right rows alone."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import Problem, define
from imece.core.formats import format_instant
from imece.core.jobs.background import begin_job
from imece.core.permissions import require
from imece.core.remembering import remembering
from imece.core.scope import key
from imece.core.transactions import acting, verb
from imece.core.uploads.check import RowError, check_rows, in_each_language
from imece.core.uploads.parsing import as_text
from imece.core.uploads.rows import Row, read_rows
from imece.employment.employers.models import Workplace
from imece.employment.vacancies.domain.asked_exceptions import (
    EXCEPTION_CELLS,
    Exceptions,
    Line,
    lines_of_cells,
)
from imece.employment.vacancies.domain.bulk_template import NO_VALUES, vacancy_template
from imece.employment.vacancies.domain.create import create_open_vacancy
from imece.employment.vacancies.domain.incoming import judge_new, read_codes
from imece.employment.vacancies.domain.references import (
    KNOWN_ALREADY,
    keep_reference,
    record_conflict,
    taken_references,
)
from imece.employment.vacancies.enums import BulkRowFate, IncomingWay
from imece.employment.vacancies.models import BulkRow, BulkUpload

NO_ROWS = define(
    "VAC-191",
    _("No row of “{name}” is right, so nothing can be taken over."),
    remedy=_("Download the list of wrong rows, correct it and upload it."),
    status=422,
)
WRONG_ROWS = define(
    "VAC-192",
    _("{count} rows of “{name}” are wrong, so nothing was taken over."),
    remedy=_("Correct them, or take over the right rows alone."),
    status=422,
)
TAKEN_ALREADY = define(
    "VAC-193",
    _("“{name}” was taken over at {at}."),
    remedy=_("What it holds stands among your labour requests."),
)
NOT_JUDGED_YET = define(
    "VAC-194",
    _("“{name}” is still being read."),
    remedy=_("Wait until all rows are judged."),
)
REFERENCE_TWICE = define(
    "VAC-195",
    _("The own number «{reference}» stands in row {row} too."),
    remedy=_("Give each vacancy its own number, or delete one of the two rows."),
    status=422,
)
KEPT = timedelta(days=30)
PORTION = 100
Tell = Callable[[int], None]


def uploads_in_scope(actor: Actor) -> QuerySet[BulkUpload]:
    rows = BulkUpload.objects.filter(workplace__organisation_id=key(actor.organisation_id))
    return rows.select_related("workplace__organisation").defer("content")


@verb
def upload_vacancies(
    *, workplace: Workplace, file_name: str, content: bytes, actor: Actor, now: datetime
) -> tuple[BulkUpload, bool]:
    """The upload and whether it is new: the same file of a workplace is recognised by its fingerprint.

    Raises a UPL problem when the file as a whole is unfit; its rows are judged by a job.
    """
    require(actor, "vacancies.edit")
    fingerprint = hashlib.sha256(content).hexdigest()
    if known := BulkUpload.objects.filter(workplace=workplace, fingerprint=fingerprint).first():
        return known, False
    rows = read_rows(io.BytesIO(content), vacancy_template(), name=file_name)
    next(rows, None)
    assert actor.person_id is not None  # whoever may edit is a person
    upload = BulkUpload.objects.create(
        workplace=workplace,
        person_id=key(actor.person_id),
        sender=actor.name,
        file_name=file_name[-100:],
        fingerprint=fingerprint,
        content=content,
        created_at=now,
    )
    audit.record(actor, "vacancies.uploaded", upload, details={"fingerprint": fingerprint})
    begin_judging(upload=upload, actor=actor)
    return upload, True


@verb
def begin_judging(*, upload: BulkUpload, actor: Actor) -> None:
    """At first, and again when days have passed or something was changed elsewhere."""
    require(actor, "vacancies.edit")
    _refuse_taken(upload)
    title = str(_("Reading the file {name}")).format(name=upload.file_name)
    job = begin_job(title=title, task_name="vacancies.judge_upload", actor=actor, upload_id=upload.pk)
    BulkUpload.objects.filter(pk=upload.pk).update(job_id=job.pk, checked_at=None)


@verb
def begin_taking_over(*, upload: BulkUpload, only_right: bool, actor: Actor) -> int:
    """Queue the work; the number of its job. Raises VAC-191 to VAC-194."""
    require(actor, "vacancies.edit")
    _check_takeable(upload, only_right=only_right)
    title = str(_("Taking over the file {name}")).format(name=upload.file_name)
    job = begin_job(
        title=title,
        task_name="vacancies.take_upload",
        actor=actor,
        total_count=upload.row_count - upload.wrong_count,
        upload_id=upload.pk,
        only_right=only_right,
    )
    BulkUpload.objects.filter(pk=upload.pk).update(job_id=job.pk)
    return job.pk


def judge_upload(*, upload_id: int, actor: Actor, now: datetime, begin: Tell, advance: Tell) -> BulkUpload:
    """All rows anew, in portions, so that the progress is seen; running it twice gives the same."""
    upload = BulkUpload.objects.select_related("workplace__organisation").get(pk=upload_id)
    _refuse_taken(upload)
    upload.rows.all().delete()
    rows = _rows_of(upload)
    begin(len(rows))
    with remembering():
        for judged in _portions(_judged_rows(upload, rows, now)):
            with acting(actor):
                BulkRow.objects.bulk_create(judged)
            advance(len(judged))
    upload.row_count = len(rows)
    upload.wrong_count = upload.rows.filter(fate=BulkRowFate.WRONG).count()
    upload.checked_at = now
    upload.save(update_fields=["row_count", "wrong_count", "checked_at"])
    _record_conflicts(upload, actor=actor, now=now)
    return upload


@verb
def take_over(
    *, upload_id: int, only_right: bool, actor: Actor, now: datetime, tell: Tell = lambda count: None
) -> BulkUpload:
    """One transaction: every vacancy of the file (or of its right rows), or none. Each row is judged once more."""
    rows = BulkUpload.objects.select_for_update(of=("self",)).select_related("workplace__organisation")
    upload = rows.get(pk=upload_id)
    if upload.taken_at is not None:
        return upload
    _check_takeable(upload, only_right=only_right)
    made = 0
    right = list(upload.rows.exclude(fate=BulkRowFate.WRONG).order_by("number"))
    taken = taken_references(upload.workplace, [row.cells.get("reference", "") for row in right])
    with remembering():
        for row in right:
            made += _take_row(upload, row, taken, only_right=only_right, actor=actor, now=now)
            tell(made)
    BulkRow.objects.bulk_update(right, ["problems", "fate", "vacancy"], batch_size=PORTION)
    upload.taken_at, upload.taken_count = now, made
    upload.wrong_count = upload.row_count - made
    upload.save(update_fields=["taken_at", "taken_count", "wrong_count"])
    audit.record(actor, "vacancies.taken_over", upload, details={"made": made, "only_right": only_right})
    return upload


def forget_old_uploads(*, now: datetime) -> int:
    """Files and rows of a month ago; the vacancies made from them stay."""
    return BulkUpload.objects.filter(created_at__lt=now - KEPT).delete()[0]


def wrong_rows(upload: BulkUpload) -> Iterator[BulkRow]:
    return upload.rows.filter(fate=BulkRowFate.WRONG).order_by("number").iterator()


# ------------------------------------------------------------------------------------------ one row
def _rows_of(upload: BulkUpload) -> list[Row]:
    return list(read_rows(io.BytesIO(bytes(upload.content)), vacancy_template(), name=upload.file_name))


def _judged_rows(upload: BulkUpload, rows: list[Row], now: datetime) -> Iterator[BulkRow]:
    first_rows: dict[str, int] = {}
    told = [
        {name: as_text(cell) for name, cell in row.cells.items() if isinstance(name, str)} for row in rows
    ]
    taken = taken_references(upload.workplace, [cells.get("reference", "") for cells in told])
    for row, cells in zip(rows, told, strict=True):
        reference = cells.get("reference", "")
        first = first_rows.setdefault(reference, row.number) if reference else row.number
        judge = partial(_judge_row, upload.workplace, row, taken, now, first)
        judged = judge()
        problems = _in_each_language(judged, judge)
        yield BulkRow(upload=upload, number=row.number, cells=cells, problems=problems, fate=judged.fate)


@dataclass(frozen=True)
class JudgedRow:
    """What is wrong ([column, value, what is wrong, what to do] of everything), or what becomes of the row."""

    problems: list[list[str]]
    fate: BulkRowFate = BulkRowFate.WRONG
    values: dict[str, Any] = field(default_factory=dict)
    exceptions: Exceptions | None = None


def _judge_row(
    workplace: Workplace, row: Row, taken: Mapping[str, str], now: datetime, first: int = 0
) -> JudgedRow:
    """`first` is the row in which its own number stands first, if that is another."""
    judged = _judge_alone(workplace, row, taken, now)
    if first in (0, row.number):
        return judged
    fault = REFERENCE_TWICE(reference=as_text(row.cells["reference"]), row=first, field="reference")
    return JudgedRow([*judged.problems, _told(row, fault)])


def _judge_alone(workplace: Workplace, row: Row, taken: Mapping[str, str], now: datetime) -> JudgedRow:
    checked = check_rows([row], vacancy_template())
    if checked.errors:
        return JudgedRow([_as_list(error) for error in checked.errors])
    values, lines, reference, faults = _values_of(checked.accepted[0].values, now)
    if reference in taken:
        faults = [KNOWN_ALREADY(reference=reference, number=taken[reference], field="reference"), *faults]
    if faults:
        return JudgedRow([_told(row, fault) for fault in faults])
    judged = judge_new(workplace, values, now, for_publishing=True, exceptions=lines)
    if judged.faults:
        return JudgedRow([_told(row, fault) for fault in judged.faults])
    fate = BulkRowFate.REVIEW if judged.at_the_gate(now).needs_review else BulkRowFate.OPEN
    return JudgedRow([], fate, values, judged.exceptions)


def _in_each_language(judged: JudgedRow, judge: Callable[[], JudgedRow]) -> dict[str, list[list[str]]]:
    """A wrong row is judged anew in each language; a right one has nothing to tell."""
    return in_each_language(judged.problems, lambda: judge().problems) if judged.problems else {}


def _values_of(
    parsed: dict[str, Any], now: datetime
) -> tuple[dict[str, Any], list[Line], str, list[Problem]]:
    """Empty cells are not given at all: the vacancy's usual value stands."""
    given = {name: value for name, value in parsed.items() if value is not None and name not in NO_VALUES}
    reference, lines = given.pop("reference", ""), lines_of_cells(given)
    content = {name: value for name, value in given.items() if name not in EXCEPTION_CELLS}
    values, faults = read_codes(content, now)
    return values, lines, reference, faults


def _take_row(
    upload: BulkUpload,
    row: BulkRow,
    taken: Mapping[str, str],
    *,
    only_right: bool,
    actor: Actor,
    now: datetime,
) -> int:
    """1 when it became a vacancy. A row that has become wrong meanwhile stops the whole, or is left out."""
    workplace = upload.workplace
    judge = partial(_judge_row, workplace, Row(row.number, row.cells), taken, now)
    judged = judge()
    if judged.problems:
        if not only_right:
            raise WRONG_ROWS(count=1, name=f"{upload.file_name}, {row.number}")
        row.problems, row.fate = _in_each_language(judged, judge), BulkRowFate.WRONG
        return 0
    row.vacancy = create_open_vacancy(
        workplace=workplace,
        values=judged.values,
        exceptions=judged.exceptions,
        actor=actor,
        now=now,
    )
    keep_reference(row.vacancy, row.cells.get("reference", ""))
    return 1


def _record_conflicts(upload: BulkUpload, *, actor: Actor, now: datetime) -> None:
    """Rows whose own number is taken, for the list of attempts."""
    for row in wrong_rows(upload):
        if reference := row.cells.get("reference", ""):
            record_conflict(
                workplace=upload.workplace, reference=reference, way=IncomingWay.FILE, actor=actor, now=now
            )


def _told(row: Row, problem: Problem) -> list[str]:
    name = problem.field
    labels = {column.name: str(column.label) for column in vacancy_template().columns}
    value = as_text(row.cells.get(name, ""))
    return [labels.get(name, name or "–"), value[:200], f"{problem.message} ({problem.code})", problem.remedy]


def _as_list(error: RowError) -> list[str]:
    return [error.column, error.value, error.problem, error.remedy]


def _portions(rows: Iterable[BulkRow]) -> Iterator[list[BulkRow]]:
    portion: list[BulkRow] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _refuse_taken(upload: BulkUpload) -> None:
    if upload.taken_at is not None:
        raise TAKEN_ALREADY(name=upload.file_name, at=format_instant(upload.taken_at))


def _check_takeable(upload: BulkUpload, *, only_right: bool) -> None:
    _refuse_taken(upload)
    if upload.checked_at is None:
        raise NOT_JUDGED_YET(name=upload.file_name)
    if upload.wrong_count >= upload.row_count:
        raise NO_ROWS(name=upload.file_name)
    if upload.wrong_count and not only_right:
        raise WRONG_ROWS(count=upload.wrong_count, name=upload.file_name)

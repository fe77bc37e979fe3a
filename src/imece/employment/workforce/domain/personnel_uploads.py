"""The personnel form as a file (P8.9): uploaded, judged by a job, taken whole or its right rows alone (AIC-30)."""

import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.database.copying import copy_rows
from imece.core.errors import define
from imece.core.formats import format_date, format_instant
from imece.core.jobs.background import begin_job
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import acting, verb
from imece.core.turkish import fold, mask_number
from imece.core.uploads.check import AcceptedRow, CheckedRows, RowError, check_rows, in_each_language
from imece.core.uploads.rows import Row as FileRow
from imece.core.uploads.rows import read_rows
from imece.core.uploads.template import UploadTemplate
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.grid import Listed
from imece.employment.workforce.domain.movements import dismissals_without_notice
from imece.employment.workforce.domain.personnel_file import personnel_template, row_of
from imece.employment.workforce.domain.queries import valid_occupations
from imece.employment.workforce.domain.tables import Person
from imece.employment.workforce.enums import Direction, Row, Sex
from imece.employment.workforce.models import PersonnelFault, PersonnelLine, PersonnelUpload
from imece.exchange.client import ask_many
from imece.exchange.contract import Reason

NOTHING_RIGHT = define(
    "WRK-011",
    _("No row of “{name}” is right, so nothing can be taken."),
    remedy=_("Download the list of errors, correct the file and upload it again."),
    status=422,
)
STILL_WRONG = define(
    "WRK-012",
    _("{count} rows of “{name}” are wrong, so nothing was taken."),
    remedy=_("Correct them, or take only the right rows."),
    status=422,
)
NOT_READ_YET = define(
    "WRK-013", _("“{name}” is still being read."), remedy=_("Wait until all rows are judged.")
)
TAKEN = define(
    "WRK-014",
    _("“{name}” was taken at {at}."),
    remedy=_("Its persons are offered on the page Table details of the month's table."),
)
KEPT: Final = timedelta(days=60)
PORTION: Final = 2_000
Tell = Callable[[int], None]
Faults = Sequence[RowError]


def uploads_in_scope(actor: Actor) -> QuerySet[PersonnelUpload]:
    rows = PersonnelUpload.objects.filter(workplace__organisation_id=key(actor.organisation_id))
    return rows.select_related("workplace__organisation").defer("content")


def template_of(month: date) -> UploadTemplate:
    return personnel_template(month, valid_occupations(on=month))


@verb
def upload_personnel(
    *, workplace: Workplace, month: date, file_name: str, content: bytes, actor: Actor, now: datetime
) -> tuple[PersonnelUpload, bool]:
    """The upload and whether it is new. Raises a UPL problem when the file as a whole is unfit."""
    require(actor, "workforce.edit")
    fingerprint = hashlib.sha256(content).hexdigest()
    same = PersonnelUpload.objects.filter(workplace=workplace, month=month, fingerprint=fingerprint)
    if known := same.first():
        return known, False
    next(read_rows(io.BytesIO(content), template_of(month), name=file_name), None)
    upload = PersonnelUpload.objects.create(
        workplace=workplace, month=month, person_id=key(actor.person_id), sender=actor.name,
        file_name=file_name[-100:], fingerprint=fingerprint, content=content, created_at=now,
    )  # fmt: skip
    audit.record(actor, "workforce.uploaded", upload, details={"fingerprint": fingerprint})
    begin_judging(upload=upload, actor=actor)
    return upload, True


@verb
def begin_judging(*, upload: PersonnelUpload, actor: Actor) -> None:
    """At first, and again after the register or the dictionary was mended."""
    require(actor, "workforce.edit")
    refuse_taken(upload)
    title = gettext("Reading the file {name}").format(name=upload.file_name)
    job = begin_job(title=title, task_name="workforce.judge_personnel", actor=actor, upload_id=upload.pk)
    PersonnelUpload.objects.filter(pk=upload.pk).update(job_id=job.pk, checked_at=None)


def judge_personnel(
    *, upload_id: int, actor: Actor, now: datetime, begin: Tell, advance: Tell
) -> PersonnelUpload:
    """All rows anew: their cells first, then the persons at the register, in portions. Twice gives the same."""
    upload = PersonnelUpload.objects.select_related("workplace__organisation").get(pk=upload_id)
    refuse_taken(upload)
    upload.lines.all().delete()
    upload.faults.all().delete()
    template = template_of(upload.month)
    checked = check_rows(_rows_of(upload, template), template)
    wrong = {error.row for error in checked.errors}
    begin(len(checked.accepted) + len(wrong))
    _keep_faults(upload, checked.errors, lambda: _errors_again(upload, checked, template), actor)
    advance(len(wrong))
    for start in range(0, len(checked.accepted), PORTION):
        portion = checked.accepted[start : start + PORTION]
        wrong |= _judge_portion(upload, portion, actor)
        advance(len(portion))
    upload.row_count = len(checked.accepted) + len({error.row for error in checked.errors})
    upload.wrong_count, upload.checked_at = len(wrong), now
    upload.save(update_fields=["row_count", "wrong_count", "checked_at"])
    return upload


def _errors_again(upload: PersonnelUpload, checked: CheckedRows, template: UploadTemplate) -> list[RowError]:
    """In the language of now; the right rows, which may be a hundred thousand, are only read past."""
    rows = (row for row in _rows_of(upload, template) if row.number in checked.concerned)
    return check_rows(rows, template).errors


def _rows_of(upload: PersonnelUpload, template: UploadTemplate) -> Iterator[FileRow]:
    return read_rows(io.BytesIO(bytes(upload.content)), template, name=upload.file_name)


def _judge_portion(upload: PersonnelUpload, portion: Sequence[AcceptedRow], actor: Actor) -> set[int]:
    """Lines of those the register knows; faults of the others. The numbers of the wrong rows."""
    reason = Reason(purpose=gettext("Monthly workforce table"), file=f"{upload.month:%Y-%m}/{upload.pk}")
    asked = [row.values["national_id"] for row in portion]
    answers = ask_many("registry.person", asked, reason=reason, actor=actor)
    lines, strangers = [], []
    for row, answer in zip(portion, answers, strict=True):
        if answer.facts is None:
            strangers.append(row)
        else:
            lines.append(_line(upload, row, answer.facts))
    _note_dismissals(upload, lines)
    with acting(actor):
        copy_rows(PersonnelLine, lines)
    _keep_faults(upload, _unknown(strangers), lambda: _unknown(strangers), actor)
    return {row.number for row in strangers}


def _note_dismissals(upload: PersonnelUpload, lines: Sequence[dict[str, Any]]) -> None:
    """AIC-33: the notice is asked for, never required."""
    text = gettext("No notice of collective dismissal covers {day} (AIC-33).")
    days = [(line["direction"], line["dismissal"], line["on"]) for line in lines]
    for place in dismissals_without_notice(upload.workplace, upload.month, days):
        line = lines[place]
        line["note"] = f"{line['note']} {text.format(day=format_date(line['on']))}".strip()[:300]


def _unknown(strangers: Sequence[AcceptedRow]) -> list[RowError]:
    return [
        RowError(
            row.number,
            gettext("T.C. identity number"),
            mask_number(row.values["national_id"]),
            gettext("The identity register knows nobody with this number."),
            gettext("Check the number on the identity card."),
        )
        for row in strangers
    ]


def _line(upload: PersonnelUpload, row: AcceptedRow, facts: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `PersonnelLine`. Names and sex of the register; a name that differs is told, not taken."""
    values = row.values
    written = f"{values['given_names'] or ''} {values['surname'] or ''}".strip()
    known = f"{facts['given_names']} {facts['surname']}".strip()
    note = ""
    if written and written != known and fold(written) != fold(known):
        note = gettext("The file says “{written}”, the register “{known}”.").format(
            written=written, known=known
        )
    return {
        "upload_id": upload.pk, "number": row.number, "direction": values["direction"],
        "national_id": values["national_id"], "given_names": facts["given_names"],
        "surname": facts["surname"] or "", "sex": Sex(facts["sex"]), "row": row_of(values),
        "occupation_id": values["occupation_id"], "on": values["on"], "reason_code": values["reason_code"] or "",
        "dismissal": values["dismissal"] or "", "note": note[:300],
    }  # fmt: skip


def _keep_faults(upload: PersonnelUpload, errors: Faults, again: Callable[[], Faults], actor: Actor) -> None:
    if not errors:
        return
    rows = [
        {
            "upload_id": upload.pk, "language": language, "number": one.row, "column": one.column[:200],
            "value": one.value[:200], "problem": one.problem[:500], "remedy": one.remedy[:500],
        }
        for language, told in in_each_language(errors, again).items()
        for one in told
    ]  # fmt: skip
    with acting(actor):
        copy_rows(PersonnelFault, rows)


# ------------------------------------------------------------------------------------------ taking
@verb
def take_personnel(
    *, upload: PersonnelUpload, only_right: bool, actor: Actor, now: datetime
) -> PersonnelUpload:
    """From now on the month's table may be made of its lines. Raises WRK-011…014; **Yalnız doğru satırları al**."""
    require(actor, "workforce.edit")
    upload = PersonnelUpload.objects.select_for_update(of=("self",)).defer("content").get(pk=upload.pk)
    refuse_taken(upload)
    if upload.checked_at is None:
        raise NOT_READ_YET(name=upload.file_name)
    if upload.wrong_count >= upload.row_count:
        raise NOTHING_RIGHT(name=upload.file_name)
    if upload.wrong_count and not only_right:
        raise STILL_WRONG(name=upload.file_name, count=upload.wrong_count)
    upload.taken_at = now
    upload.save(update_fields=["taken_at"])
    details = {"rows": upload.row_count - upload.wrong_count, "only_right": only_right}
    audit.record(actor, "workforce.personnel_taken", upload, details=details)
    return upload


def refuse_taken(upload: PersonnelUpload) -> None:
    if upload.taken_at is not None:
        raise TAKEN(name=upload.file_name, at=format_instant(upload.taken_at))


def taken_uploads(workplace: Workplace, months: Sequence[date]) -> QuerySet[PersonnelUpload]:
    rows = PersonnelUpload.objects.filter(workplace=workplace, month__in=months, taken_at__isnull=False)
    return rows.defer("content").order_by("-month", "-taken_at")


def counted_lines(upload: PersonnelUpload) -> dict[Listed, int]:
    rows = upload.lines.values_list("direction", "row", "sex").annotate(n=Count("pk")).order_by()
    return {(Direction(direction), Row(row), Sex(sex)): n for direction, row, sex, n in rows}


def persons_of_upload(upload: PersonnelUpload) -> list[Person]:
    names = [name for name in Person.__dataclass_fields__ if name != "is_internal"]
    return [
        Person(**line | {"direction": Direction(line["direction"]), "row": Row(line["row"]), "sex": Sex(line["sex"])})
        for line in upload.lines.order_by("number").values(*names)
    ]  # fmt: skip


def faults_of(upload: PersonnelUpload) -> QuerySet[PersonnelFault]:
    """In the reader's language."""
    return upload.faults.filter(language=get_language() or settings.LANGUAGE_CODE)


def errors_of(upload: PersonnelUpload) -> list[RowError]:
    rows = faults_of(upload).order_by("number", "pk")
    return [RowError(*row) for row in rows.values_list("number", "column", "value", "problem", "remedy")]


def forget_old_uploads(*, now: datetime) -> int:
    """Files of two months ago; what was taken stands in the tables."""
    return PersonnelUpload.objects.filter(created_at__lt=now - KEPT).delete()[0]

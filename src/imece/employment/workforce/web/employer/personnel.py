"""**İşgücü Çizelgesi Toplu Personel Bildirim Formu** (P8.9): the files, one file's faults, taking its persons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.formats import format_month
from imece.core.jobs.background import jobs_of
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.uploads.downloads import errors_response, template_response
from imece.core.uploads.limits import DEFAULT_LIMITS
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.personnel_export import EXPORTS
from imece.employment.workforce.domain.personnel_uploads import (
    begin_judging,
    errors_of,
    faults_of,
    take_personnel,
    template_of,
    upload_personnel,
    uploads_in_scope,
)
from imece.employment.workforce.domain.queries import last_ended_months, last_table, table_of_key
from imece.employment.workforce.models import PersonnelUpload
from imece.employment.workforce.web.employer.answers import own_workplace
from imece.employment.workforce.web.employer.wizard import TABLE_WIZARD


class UploadForm(forms.Form):
    month = forms.ChoiceField(label=_("Month"))
    file = forms.FileField(
        label=_("Personnel form"),
        help_text=_("XML of the public form, Excel (.xlsx) or CSV, at most 20 MB and 100,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xml,.xlsx,.csv"}),
    )

    def __init__(self, *args: Any, months: list[date], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["month"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(f"{one:%Y-%m}", format_month(one)) for one in months]

    def clean_month(self) -> date:
        return date.fromisoformat(f"{self.cleaned_data['month']}-01")


class TakeForm(forms.Form):
    what = forms.ChoiceField(choices=[("all", ""), ("right", "")])


def state_of(upload: PersonnelUpload) -> str:
    if upload.taken_at is not None:
        return gettext("Taken")
    return gettext("Judged") if upload.checked_at is not None else gettext("Is being read")


UPLOADS = ListPage(
    name="uploads",
    title=_("Workforce table: personnel form"),
    columns=(
        Column(name="file_name", label=_("File"), link=lambda row: reverse("personnel_upload", args=[row.pk])),
        Column(name="month", label=_("Month"), accessor=lambda row: f"{row.month:%m.%Y}", order_by=("month",)),
        Column(name="created_at", label=_("Uploaded at"), kind=Kind.INSTANT, order_by=("created_at",)),
        Column(name="sender", label=_("Sender")),
        Column(name="row_count", label=_("Rows"), kind=Kind.INTEGER),
        Column(name="wrong_count", label=_("Wrong rows"), kind=Kind.INTEGER),
        Column(name="state", label=_("State"), accessor=state_of),
    ),
    rows=lambda actor, criteria: uploads_in_scope(actor),
    order=("-created_at", "-id"),
    actions=(
        RowAction(
            name="open", label=_("See the rows"), is_main=True,
            url=lambda row: reverse("personnel_upload", args=[row.pk]),
        ),
    ),
    template="workforce/personnel_uploads.html",
    row_label=str,
    empty=Empty(text=_("No file was uploaded yet."), hint=_("Download the template, fill it in and upload it here.")),
)  # fmt: skip


FAULTS = ListPage(
    name="faults",
    title=_("Faults in the file"),
    columns=(
        Column(name="number", label=_("Row"), kind=Kind.INTEGER, order_by=("number", "id")),
        Column(name="column", label=_("Column")),
        Column(name="value", label=_("Value")),
        Column(name="problem", label=_("What is wrong")),
        Column(name="remedy", label=_("What to do")),
    ),
    order=("number", "id"),
    over_cap="first",
    template="workforce/personnel_upload.html",
    row_label=str,
    empty=Empty(text=_("No fault was found.")),
)


def months_of(workplace: Workplace) -> list[date]:
    """The month that is next, and the last table's, which may still be changed (AIC-11)."""
    months = last_ended_months(workplace, timezone.localdate())
    last = last_table(workplace)
    return [*months, last.month] if last else months


@needs("workforce.edit")
def personnel_uploads(request: ActorRequest) -> HttpResponse:
    """The files; POST takes a new one. The same file again leads to what it was the first time."""
    months = months_of(own_workplace(request.actor))
    is_sent = request.method == "POST" and "month" in request.POST
    if is_sent:
        form = UploadForm(request.POST, request.FILES or MultiValueDict(), months=months)
        if form.is_valid() and (upload := _uploaded(request, form)):
            return redirect("personnel_upload", upload.pk)
    else:
        form = UploadForm(months=months, initial={"month": f"{months[0]:%Y-%m}"})
        if request.method == "POST":
            return UPLOADS.respond(request)
    answer = UPLOADS.show(request, upload_form=form)
    answer.status_code = 422 if form.errors else 200
    return answer


def _uploaded(request: ActorRequest, form: UploadForm) -> PersonnelUpload | None:
    file = form.cleaned_data["file"]
    try:
        return upload_personnel(
            workplace=own_workplace(request.actor), month=form.cleaned_data["month"], file_name=file.name,
            content=file.read(DEFAULT_LIMITS.max_bytes + 1), actor=request.actor, now=timezone.now(),
        )[0]  # fmt: skip
    except Problem as problem:
        add_problem(form, problem)
        return None


@needs("workforce.edit")
@require_safe
def personnel_template_file(request: ActorRequest) -> HttpResponse:
    return template_response(template_of(months_of(own_workplace(request.actor))[0]))


@needs("workforce.edit")
@never_cache
@require_safe
def personnel_upload(request: ActorRequest, upload_id: int) -> HttpResponse:
    """While a job reads it, its progress; then every fault, and the buttons."""
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> Any:
        return faults_of(upload)

    page = replace(FAULTS, rows=rows, title=f"{upload.file_name} · {upload.month:%m.%Y}")
    right_count = upload.row_count - upload.wrong_count
    context = {
        "upload": upload,
        "state": state_of(upload),
        "job": jobs_of(request.actor).filter(pk=upload.job_id or 0).first(),
        "right_count": right_count,
        "notes": upload.lines.exclude(note="").order_by("number")[:50],
        "table_url": f"{TABLE_WIZARD.url('start')}?liste={upload.pk}",
    }
    return page.respond(request, **context)


@needs("workforce.edit")
@require_POST
def personnel_take(request: ActorRequest, upload_id: int) -> HttpResponse:
    """All rows, or knowingly the right ones alone: **Yalnız doğru satırları al**."""
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    form = TakeForm(request.POST)
    only_right = form.is_valid() and form.cleaned_data["what"] == "right"
    take_personnel(upload=upload, only_right=only_right, actor=request.actor, now=timezone.now())
    return redirect("personnel_upload", upload.pk)


@needs("workforce.edit")
@require_POST
def personnel_again(request: ActorRequest, upload_id: int) -> HttpResponse:
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    begin_judging(upload=upload, actor=request.actor)
    return redirect("personnel_upload", upload.pk)


@needs("workforce.edit")
@require_safe
def personnel_errors(request: ActorRequest, upload_id: int, kind: str) -> HttpResponse:
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    return errors_response(template_of(upload.month), errors_of(upload), "csv" if kind == "csv" else "xlsx")


@needs("workforce.persons")
@require_safe
def personnel_export(request: ActorRequest, table_id: int, kind: str) -> HttpResponse:
    """A saved table's persons in the shape in which they are taken (AIC-30)."""
    table = table_of_key(request.actor, str(table_id))
    if kind not in EXPORTS:
        raise OUT_OF_SCOPE(what=kind)
    export = EXPORTS[kind]
    headers = {
        "Content-Disposition": f'attachment; filename="personel-{table.month:%Y-%m}.{kind}"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(
        export.write(table, actor=request.actor), content_type=export.content_type, headers=headers
    )

"""Many labour requests from a file (P3.10): the files, one file's rows, taking them over."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
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
from imece.core.jobs.background import jobs_of
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.scope import get_in_scope
from imece.core.uploads.downloads import XLSX, template_response
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.employers.public import workplace_of
from imece.employment.vacancies.domain.bulk import (
    begin_judging,
    begin_taking_over,
    upload_vacancies,
    uploads_in_scope,
)
from imece.employment.vacancies.domain.bulk_files import reasons_of, write_wrong_rows
from imece.employment.vacancies.domain.bulk_template import LIMITS, vacancy_template
from imece.employment.vacancies.enums import BulkRowFate
from imece.employment.vacancies.models import BulkRow, BulkUpload


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File with vacancies"),
        help_text=_("Excel (.xlsx) or CSV, at most 5 MB and 5,000 rows."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class TakeForm(forms.Form):
    what = forms.ChoiceField(choices=[("all", ""), ("right", "")])


class RowCriteria(forms.Form):
    fate = forms.ChoiceField(
        label=_("What becomes of it"), choices=[("", _("All")), *BulkRowFate.choices], required=False
    )


def state_of(upload: BulkUpload) -> str:
    if upload.taken_at is not None:
        return gettext("Taken over")
    return gettext("Judged") if upload.checked_at is not None else gettext("Is being read")


UPLOADS = ListPage(
    name="uploads",
    title=_("Many labour requests from a file"),
    columns=(
        Column(
            name="file_name",
            label=_("File"),
            link=lambda row: reverse("bulk_upload", args=[row.pk]),
        ),
        Column(name="created_at", label=_("Uploaded at"), kind=Kind.INSTANT, order_by=("created_at",)),
        Column(name="sender", label=_("Sender")),
        Column(name="row_count", label=_("Rows"), kind=Kind.INTEGER),
        Column(name="wrong_count", label=_("Wrong rows"), kind=Kind.INTEGER),
        Column(name="taken_count", label=_("Taken over"), kind=Kind.INTEGER),
        Column(name="state", label=_("State"), accessor=state_of),
    ),
    rows=lambda actor, criteria: uploads_in_scope(actor),
    order=("-created_at", "-id"),
    actions=(
        RowAction(
            name="open", label=_("See the rows"), url=lambda row: reverse("bulk_upload", args=[row.pk]), is_main=True
        ),
    ),
    template="vacancies/bulk_uploads.html",
    row_label=str,
    empty=Empty(
        text=_("No file was uploaded yet."), hint=_("Download the template, fill it in and upload it here.")
    ),
)  # fmt: skip


ROWS = ListPage(
    name="rows",
    title=_("Rows of the file"),
    columns=(
        Column(name="number", label=_("Row"), kind=Kind.INTEGER, order_by=("number",)),
        Column(name="title", label=_("Heading"), accessor=lambda row: row.cells.get("title", "")),
        Column(name="reference", label=_("Your own number"), accessor=lambda row: row.cells.get("reference", "")),
        Column(name="fate", label=_("What becomes of it"), accessor=lambda row: fate_of(row)),
        Column(name="problems", label=_("What is wrong"), accessor=reasons_of),
    ),
    criteria_form=RowCriteria,
    order=("number",),
    over_cap="first",
    template="vacancies/bulk_upload.html",
    row_label=str,
)  # fmt: skip


def fate_of(row: BulkRow) -> str:
    """What will become of it; once it is a vacancy, that vacancy's number and state."""
    return (
        f"{row.vacancy.number} · {row.vacancy.get_state_display()}" if row.vacancy else row.get_fate_display()
    )


@needs("vacancies.edit")
def upload_list(request: ActorRequest) -> HttpResponse:
    """The files; POST takes a new one. The same file again leads to what it was the first time."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and request.FILES.get("file") and form.is_valid():
        try:
            upload, is_new = _upload(request, form.cleaned_data["file"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            if not is_new:
                messages.info(
                    request, gettext("This very file was uploaded already; here is what became of it.")
                )
            return redirect("bulk_upload", upload.pk)
    elif request.method == "POST":
        form = UploadForm({}, MultiValueDict())
        form.is_valid()
    page = replace(UPLOADS, template="vacancies/bulk_uploads.html")
    answer = page.show(request, upload_form=form)
    answer.status_code = 422 if form.errors else 200
    return answer


def _upload(request: ActorRequest, file: Any) -> tuple[BulkUpload, bool]:
    workplace = workplace_of(request.actor)
    if workplace is None:
        raise OUT_OF_SCOPE(what=request.actor.organisation_name)
    content = file.read(LIMITS.max_bytes + 1)  # one more than allowed is enough to be refused
    return upload_vacancies(
        workplace=workplace, file_name=file.name, content=content, actor=request.actor, now=timezone.now()
    )


@needs("vacancies.edit")
@require_safe
def template_file(request: ActorRequest) -> HttpResponse:
    return template_response(vacancy_template())


@needs("vacancies.edit")
@never_cache
@require_safe
def upload_page(request: ActorRequest, upload_id: int) -> HttpResponse:
    """While a job works on it, its progress; then every row with what is wrong, and the buttons."""
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    job = jobs_of(request.actor).filter(pk=upload.job_id or 0).first()

    def rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[BulkRow]:
        found = upload.rows.select_related("vacancy")
        return found.filter(fate=criteria["fate"]) if criteria.get("fate") else found

    page = replace(ROWS, rows=rows, title=f"{gettext('Rows of the file')} · {upload.file_name}")
    context = {"upload": upload, "job": job, "right_count": upload.row_count - upload.wrong_count}
    return page.respond(request, state=state_of(upload), **context)


@needs("vacancies.edit")
@require_POST
def upload_take(request: ActorRequest, upload_id: int) -> HttpResponse:
    """All rows, or knowingly the right ones alone."""
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    form = TakeForm(request.POST)
    only_right = form.is_valid() and form.cleaned_data["what"] == "right"
    job_id = begin_taking_over(upload=upload, only_right=only_right, actor=request.actor)
    return redirect("jobs:job", job_id)


@needs("vacancies.edit")
@require_POST
def upload_again(request: ActorRequest, upload_id: int) -> HttpResponse:
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    begin_judging(upload=upload, actor=request.actor)
    return redirect("bulk_upload", upload.pk)


@needs("vacancies.edit")
@require_safe
def wrong_file(request: ActorRequest, upload_id: int) -> HttpResponse:
    upload = get_in_scope(uploads_in_scope(request.actor), request.actor, pk=upload_id)
    headers = {
        "Content-Disposition": f'attachment; filename="hatali-satirlar-{upload.pk}.xlsx"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(write_wrong_rows(upload), content_type=XLSX, headers=headers)

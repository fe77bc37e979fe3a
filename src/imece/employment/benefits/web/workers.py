"""The list of workers by a file (BLD-09): every wrong row at once; nothing is kept unless all rows are right."""

import io

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from imece.core.errors import Problem
from imece.core.scope import get_in_scope
from imece.core.uploads.check import CheckedRows, check_rows
from imece.core.uploads.downloads import errors_response, template_response
from imece.core.uploads.rows import read_rows
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.benefits.domain.declarations import lock_draft, set_workers
from imece.employment.benefits.domain.queries import declarations_in_scope
from imece.employment.benefits.domain.worker_file import LIMITS, as_worker, worker_template
from imece.employment.benefits.models import Declaration
from imece.employment.benefits.web.forms import WorkersForm

SHOWN_ERRORS = 100


@needs("benefits.edit")
def workers_upload(request: ActorRequest, number: str) -> HttpResponse:
    """**Yalnız doğru satırları al** takes the right rows knowingly; what was kept before is replaced."""
    actor = request.actor
    declaration = get_in_scope(declarations_in_scope(actor), actor, number=number)
    form, checked = WorkersForm(request.POST or None, request.FILES or None), CheckedRows()
    if request.method == "POST" and form.is_valid():
        what = form.cleaned_data["what"]
        try:
            lock_draft_of(declaration)
            checked = _checked(declaration, form.cleaned_data["file"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            if what == "errors" and checked.errors:
                return errors_response(worker_template(declaration), checked.errors)
            if checked.accepted and (checked.is_faultless or what == "right"):
                workers = [as_worker(row.values) for row in checked.accepted]
                count = set_workers(declaration=declaration, workers=workers, actor=actor, now=timezone.now())
                messages.success(request, _("{count} workers were taken over.").format(count=count))
                return redirect("declaration", number)
            if not checked.errors:
                form.add_error("file", _("The file holds no worker. Fill in a row for each, and upload it."))
    context = {
        "declaration": declaration,
        "form": form,
        "checked": checked,
        "errors": checked.errors[:SHOWN_ERRORS],
        "hidden_count": max(0, len(checked.errors) - SHOWN_ERRORS),
    }
    status = 422 if form.errors or checked.errors else 200
    return render(request, "benefits/workers.html", context, status=status)


def lock_draft_of(declaration: Declaration) -> None:
    """Raises BEN-010 before a long file is read for nothing."""
    if declaration.sent_at is not None:
        lock_draft(declaration)


def _checked(declaration: Declaration, file: object) -> CheckedRows:
    template = worker_template(declaration)
    content = file.read(LIMITS.max_bytes + 1)  # type: ignore[attr-defined]
    return check_rows(read_rows(io.BytesIO(content), template, name=file.name), template)  # type: ignore[attr-defined]


@needs("benefits.edit")
@require_safe
def workers_template(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    declaration = get_in_scope(declarations_in_scope(actor), actor, number=number)
    return template_response(worker_template(declaration))

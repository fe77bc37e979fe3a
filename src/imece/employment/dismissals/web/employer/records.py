"""Attaching the record of the talks, and opening it (COL-06)."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from imece.core import audit
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.scope import get_in_scope
from imece.core.uploads.papers import PaperField, paper_response
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.employment.dismissals.domain.queries import notices_in_scope
from imece.employment.dismissals.domain.records import attach_record
from imece.employment.dismissals.models import DismissalNotice


class RecordForm(forms.Form):
    file = PaperField()


def _find(request: ActorRequest, number: str) -> DismissalNotice:
    return get_in_scope(notices_in_scope(request.actor), request.actor, number=number)


@needs("dismissals.edit")
def dismissal_record_new(request: ActorRequest, number: str) -> HttpResponse:
    notice = _find(request, number)
    form = RecordForm(request.POST, request.FILES) if request.method == "POST" else RecordForm()
    if form.is_bound and form.is_valid():
        try:
            attach_record(
                notice=notice, paper=form.cleaned_data["file"], actor=request.actor, now=timezone.now()
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The record was attached."))
            return redirect("dismissal_detail", number)
    context = {"notice": notice, "form": form}
    return render(request, "dismissals/record.html", context, status=422 if form.errors else 200)


@needs("dismissals.view")
@require_safe
def dismissal_record(request: ActorRequest, number: str, paper_id: int) -> HttpResponse:
    """As it was given; opening it is on record."""
    notice = _find(request, number)
    paper = notice.papers.filter(pk=paper_id).first()
    if paper is None:
        raise OUT_OF_SCOPE(what=f"{number} {paper_id}")
    audit.record(request.actor, "dismissals.record_seen", notice, details={"paper": paper.pk})
    return paper_response(paper, f"{number}-{paper.pk}")

"""What the gate would find in a text, before it is part of any vacancy: asked while writing, stored nowhere."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.vacancies.domain.fairness.contact import find_contact_data
from imece.employment.vacancies.domain.fairness.phrases import phrase_list
from imece.employment.vacancies.domain.fairness.scan import scan_texts
from imece.employment.vacancies.web.findings import (
    contacts_told,
    findings_shown,
    mark_texts,
    only_marked,
    trace_of,
)


class TextForm(forms.Form):
    title = forms.CharField(label=_("Heading of the announcement"), max_length=150, required=False)
    description = forms.CharField(
        label=_("Description of the work"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Nothing is saved here; you see what the unit would have to look at."),
    )
    personal_status = forms.ChoiceField(
        label=_("Personal status"), choices=PersonalStatus.choices, required=False
    )


@needs("vacancies.edit")
def check_text(request: ActorRequest) -> HttpResponse:
    """As a page by itself, and as a fragment for a form that asks while somebody writes."""
    form = TextForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        texts = {name: given[name] for name in ("title", "description") if given[name]}
        findings = findings_shown(scan_texts(texts, given["personal_status"]))
        context |= {
            "is_checked": True,
            "texts": only_marked(mark_texts(texts, findings)),
            "trace": trace_of({"findings": findings, "phrases": phrase_list().version}),
            "contacts": contacts_told(one for text in texts.values() for one in find_contact_data(text)),
        }
    is_fragment = request.headers.get("HX-Request") == "true"
    template = "vacancies/_findings.html" if is_fragment else "vacancies/text_check.html"
    return render(request, template, context, status=422 if form.errors else 200)

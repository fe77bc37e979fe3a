"""**Dene**: a form that asks the sandbox through the road."""

import json

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from imece.core.errors import Problem
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.public import definition_of, open_versions
from imece.exchange.contract import Service
from imece.exchange.developers.domain.console import Outcome, Trial, try_service
from imece.exchange.services.words import words_in


class TrialForm(forms.Form):
    service = forms.ChoiceField(label=gettext_lazy("Service"))
    client_id = forms.CharField(label=gettext_lazy("Client id of your sandbox credential"), max_length=40)
    secret = forms.CharField(
        label=gettext_lazy("Its password"),
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Used for this one question and kept nowhere."),
    )
    inputs = forms.CharField(
        label=gettext_lazy("Inputs"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy("As JSON. The sandbox knows invented people alone."),
    )
    purpose = forms.CharField(label=gettext_lazy("Purpose code"), max_length=40)
    user = forms.CharField(label=gettext_lazy("User number"), max_length=40)
    file = forms.CharField(label=gettext_lazy("File number"), max_length=80, required=False)

    def __init__(self, services: dict[str, Service], *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        language = get_language() or "tr"
        choices = [(key, f"{words_in(one.title, language)} ({key})") for key, one in services.items()]
        self.fields["service"].choices = choices  # type: ignore[attr-defined]


@needs("developers.try")
@sensitive_post_parameters("secret")
def try_service_page(request: ActorRequest) -> HttpResponse:
    services = {str(row): definition_of(row) for row in open_versions()}
    form = TrialForm(
        services, request.POST or None, initial=_beginning(services, request.GET.get("servis", ""))
    )
    outcome: Outcome | None = None
    if request.method == "POST" and form.is_valid():
        trial = Trial(**{**form.cleaned_data, "service": services[form.cleaned_data["service"]]})
        try:
            outcome = try_service(
                trial, url=settings.EXCHANGE_URL, language=get_language() or "tr", actor=request.actor
            )
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "form": form,
        "outcome": outcome,
        "breadcrumbs": [(_("For developers"), reverse("developers")), (_("Try a service"), None)],
    }
    return render(request, "developers/trial.html", context, status=422 if form.errors else 200)


def _beginning(services: dict[str, Service], wanted: str) -> dict[str, str]:
    """The chosen service with its first example."""
    key = wanted if wanted in services else next(iter(services), "")
    example = services[key].examples[0].inputs if key and services[key].examples else {}
    inputs = json.dumps(example, ensure_ascii=False, indent=2, default=str)
    return {"service": key, "inputs": inputs, "purpose": "DENEME", "user": "1001", "file": "2026/1"}

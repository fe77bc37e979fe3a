"""The catalogue for everybody: which services there are, what each tells, who may ask it (X1.1)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.domain.queries import definition_of, open_versions, versions_in_scope
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.contract import Service
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.services.annex import field_rows, input_rows
from imece.exchange.services.words import words_in


@public
def service_catalogue(request: ActorRequest) -> HttpResponse:
    entries = [_entry(row) for row in open_versions()]
    return render(request, "catalogue/service_catalogue.html", {"entries": entries})


@public
def service_page(request: ActorRequest, name: str, version: int) -> HttpResponse:
    row = versions_in_scope(request.actor).filter(name=name, version=version).first()
    if row is None:
        raise Http404
    service, language = definition_of(row), get_language() or "tr"
    context = {
        "row": row,
        "title": words_in(service.title, language),
        "meaning": words_in(service.meaning, language),
        "summary": _summary(row, service, language),
        "inputs": input_rows(service, language),
        "fields": field_rows(service, language),
        "breadcrumbs": [(_("Service catalogue"), reverse("service_catalogue")), (str(row), None)],
    }
    return render(request, "catalogue/service_page.html", context)


def _entry(row: ServiceVersion) -> dict[str, object]:
    service, language = definition_of(row), get_language() or "tr"
    return {
        "row": row,
        "title": words_in(service.title, language),
        "meaning": words_in(service.meaning, language),
        "readers": _readers(service),
    }


def _readers(service: Service) -> str:
    """Who may be granted it at all (X1.2)."""
    if not service.open_to:
        return _("Every institution with a ground in law")
    return ", ".join(str(InstitutionKind(one).label) for one in sorted(service.open_to))


def _summary(row: ServiceVersion, service: Service, language: str) -> list[dict[str, object]]:
    return [
        {"label": _("Name and version"), "value": str(row)},
        {"label": _("State"), "value": row.get_state_display()},
        {"label": _("Purpose"), "value": words_in(service.purpose, language)},
        {"label": _("Who may ask"), "value": _readers(service)},
        {
            "label": _("Is it charged"),
            "value": _("Outside general government, a query") if service.tariff else _("No"),
        },
        {"label": _("Questions a second"), "value": service.rate_per_second},
    ]

"""The developers' pages: how to begin, each service with its samples, the road's refusals with what to do."""

import json
import re

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.permissions import is_permitted
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.public import definition_of, find_definition, open_versions
from imece.exchange.contract import Service
from imece.exchange.developers.domain.queries import sees_closed_pages, sees_technical_pages
from imece.exchange.gateway.problems import CATALOGUE
from imece.exchange.services.annex import field_rows, input_rows
from imece.exchange.services.inputs import WORDS
from imece.exchange.services.openapi import answer_example, path_of, question_of
from imece.exchange.services.samples import samples_for
from imece.exchange.services.words import words_in
from imece.exchange.services.wsdl import action_of

VALUE = re.compile(r"\{\w+\}")


@public
def developers(request: ActorRequest) -> HttpResponse:
    language, sees_all = get_language() or "tr", sees_closed_pages(request.actor)
    entries = []
    for row in open_versions():
        service = definition_of(row)
        is_seen = service.is_open or sees_all
        entries.append({"row": row, "title": words_in(service.title, language), "is_seen": is_seen})
    context = {
        "entries": entries,
        "url": settings.EXCHANGE_URL,
        "token_url": f"{settings.EXCHANGE_URL}/v1/token",
        **_led_to(request.actor),
    }
    return render(request, "developers/developers.html", context)


def _led_to(actor: Actor) -> dict[str, bool]:
    """Whoever has not signed in is asked to; whoever has and may not is not led there."""
    rights = {"is_led_to_trial": "developers.try", "is_led_to_calls": "developers.calls"}
    return {name: not actor.is_signed_in or is_permitted(actor, right) for name, right in rights.items()}


@public
def developer_service(request: ActorRequest, name: str, version: int) -> HttpResponse:
    """Fields for everybody; address, samples and files where the technical pages are open (KPS-09)."""
    service = find_definition(name, version)
    if service is None:
        raise Http404
    language = get_language() or "tr"
    context = {
        "service": service,
        "title": words_in(service.title, language),
        "meaning": words_in(service.meaning, language),
        "inputs": input_rows(service, language),
        "fields": field_rows(service, language),
        "is_seen": sees_technical_pages(request.actor, service),
        "breadcrumbs": [(_("For developers"), reverse("developers")), (f"{name} v{version}", None)],
        **_led_to(request.actor),
    }
    if context["is_seen"]:
        context |= _technical(service)
    return render(request, "developers/service.html", context)


def _technical(service: Service) -> dict[str, object]:
    url = settings.EXCHANGE_URL
    return {
        "address": f"{url}{path_of(service)}",
        "action": action_of(service),
        "samples": samples_for(service, url),
        "examples": [
            (_indented(question_of(service, one)), _indented(answer_example(service, one)))
            for one in service.examples
        ],
    }


@public
def road_problems(request: ActorRequest) -> HttpResponse:
    """Every refusal of the road by its code, with what to do; and what may be wrong with an input."""
    is_english = (get_language() or "").startswith("en")
    kinds = []
    for _code, kind in sorted(CATALOGUE.items()):
        text = kind.en if is_english else kind.tr
        kinds.append(
            {"kind": kind, "title": _without_values(text.title), "action": _without_values(text.action)}
        )
    faults = [(code, _without_values(words[1] if is_english else words[0])) for code, words in WORDS.items()]
    context = {
        "kinds": kinds,
        "faults": faults,
        "breadcrumbs": [(_("For developers"), reverse("developers")), (_("Error codes"), None)],
    }
    return render(request, "developers/problems.html", context)


def _without_values(text: str) -> str:
    """The caller's own values stand where the page has an ellipsis."""
    return VALUE.sub("…", text)


def _indented(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, indent=2)

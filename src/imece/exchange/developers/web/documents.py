"""OpenAPI and WSDL to take away, with an ETag: a program asks again and pays nothing while nothing changed."""

import hashlib
import json
from collections.abc import Iterable

from django.conf import settings
from django.http import Http404, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from imece.core.actor import Actor
from imece.core.web.access import public
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.public import definition_of, find_definition, open_versions
from imece.exchange.contract import Service
from imece.exchange.developers.domain.problems import NOT_YET_OPEN
from imece.exchange.developers.domain.queries import sees_closed_pages, sees_technical_pages
from imece.exchange.services.openapi import openapi_of
from imece.exchange.services.words import words_in
from imece.exchange.services.wsdl import wsdl_of


@public
def openapi(request: ActorRequest) -> HttpResponse:
    """Every service whose technical pages this visitor may see."""
    return _openapi(request, _seen_services(request.actor))


@public
def wsdl(request: ActorRequest) -> HttpResponse:
    return _wsdl(request, _seen_services(request.actor))


@public
def service_openapi(request: ActorRequest, name: str, version: int) -> HttpResponse:
    return _openapi(request, [technical_service(request.actor, name, version)])


@public
def service_wsdl(request: ActorRequest, name: str, version: int) -> HttpResponse:
    return _wsdl(request, [technical_service(request.actor, name, version)])


def technical_service(actor: Actor, name: str, version: int) -> Service:
    """Raises DEV-001 for a service whose technical pages are not open to this visitor (KPS-09)."""
    service = find_definition(name, version)
    if service is None:
        raise Http404
    if not sees_technical_pages(actor, service):
        raise NOT_YET_OPEN(service=words_in(service.title, "tr"))
    return service


def _seen_services(actor: Actor) -> list[Service]:
    sees_all = sees_closed_pages(actor)
    return [one for row in open_versions() if (one := definition_of(row)).is_open or sees_all]


def _openapi(request: ActorRequest, services: Iterable[Service]) -> HttpResponse:
    document = openapi_of(services, server=settings.EXCHANGE_URL)
    return _answer(request, json.dumps(document, ensure_ascii=False, indent=1), "application/json")


def _wsdl(request: ActorRequest, services: Iterable[Service]) -> HttpResponse:
    return _answer(request, wsdl_of(services, f"{settings.EXCHANGE_URL}/soap"), "text/xml; charset=utf-8")


def _answer(request: ActorRequest, text: str, content_type: str) -> HttpResponse:
    etag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponse(status=304) if etag in known else HttpResponse(text, content_type=content_type)
    response["ETag"] = etag
    patch_vary_headers(response, ["Cookie"])  # what is shown depends on who looks
    patch_cache_control(response, private=True, no_cache=True)
    return response

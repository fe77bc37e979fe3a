"""What people who write programs read: the OpenAPI document, and a page made from the same endpoints."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from imece.core.api.endpoints import ENCODE, Api
from imece.core.api.openapi import document_of
from imece.core.web.access import public

View = Callable[[HttpRequest], HttpResponse]


def document_view(api: Api) -> View:
    """In English, as names and descriptions of interfaces are; the messages follow Accept-Language."""

    @public
    @require_safe
    def document(request: HttpRequest) -> HttpResponse:
        with translation.override("en"):
            content = ENCODE(document_of(api, server=request.build_absolute_uri("/").rstrip("/")))
        return HttpResponse(content, content_type="application/json")

    return document


def page_view(api: Api, template: str) -> View:
    @public
    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        server = request.build_absolute_uri("/").rstrip("/")
        return render(request, template, {"api": api, "server": server})

    return page

"""The end of a session by idleness, and nothing typed lost (P1.6, WCAG 2.2.1)."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from imece.accounts.domain.access import forget_session, note_session
from imece.accounts.web import kept
from imece.accounts.web.session import (
    LAST_COOKIE,
    LastSession,
    chosen,
    has_expired,
    last_session,
    note_activity,
    owner_of,
    remember_last,
)
from imece.core.web.access import PUBLIC, declared_access
from imece.core.web.errors import page_of_ours, sign_in_url, wants_json
from imece.core.web.requests import ActorRequest

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class IdleMiddleware:
    """After CsrfViewMiddleware: what came from another site is refused there and never kept."""

    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            remember_last(request, response)
        elif getattr(request, "forget_last", False):
            response.delete_cookie(LAST_COOKIE)
        return response

    def process_view(
        self, request: ActorRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if request.user.is_authenticated:
            if request.user.locked_at is None and not has_expired(request):
                _note(request)
                return None
            last: LastSession | None = LastSession(owner_of(request.user), *chosen(request))
            _end(request)
        else:
            last = last_session(request)
        if declared_access(view) == PUBLIC:
            return None
        return _session_over(request, last)


def _note(request: ActorRequest) -> None:
    if note_activity(request):
        note_session(request.session.session_key, now=timezone.now())


def _end(request: ActorRequest) -> None:
    from imece.core.actor import ANONYMOUS

    forget_session(request.session.session_key)
    logout(request)
    actor = ANONYMOUS.at(address=request.client_address, request_id=request.request_id)
    request.actor = actor


def _session_over(request: ActorRequest, last: LastSession | None) -> HttpResponse | None:
    """GET: to sign-in and back here. A typed form is kept first. A fragment leads the whole page to sign-in."""
    if wants_json(request) or last is None:
        return None
    if request.method in SAFE_METHODS and not request.headers.get("HX-Request"):
        return HttpResponseRedirect(sign_in_url(request.get_full_path()))
    if request.method in SAFE_METHODS:
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        target = f"{here.path}?{here.query}" if here.query else here.path or "/"
        return HttpResponse(headers={"HX-Redirect": sign_in_url(target)})
    token = kept.keep_form(request, last, now=timezone.now())
    sign_in = sign_in_url(reverse("accounts:kept_form") if token else page_of_ours(request))
    if request.headers.get("HX-Request"):
        response = HttpResponse(headers={"HX-Redirect": sign_in})
    else:
        context = {"sign_in": sign_in, "is_kept": bool(token)}
        response = render(request, "accounts/session_over.html", context, status=401)
    if token:
        kept.set_cookie(response, token)
    return response

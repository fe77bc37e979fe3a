"""What comes before anything else: a newer version of the terms (EMP-02, KVK-04), the second factor of staff.

Who has such a duty still sees public pages, the own account, **Firma** and the way out. What he sends meanwhile is
kept and shown to him afterwards. No duty leads to itself, so there is no loop.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from imece.accounts.domain.problems import FIRST_DO
from imece.accounts.domain.queries import has_second_factor
from imece.accounts.domain.terms import GENERAL, accept_outstanding_terms, outstanding_terms
from imece.accounts.web import kept
from imece.accounts.web.session import FACTOR_LATER, TERMS_DUE, LastSession, chosen, owner_of, person_of
from imece.accounts.web.signin import safe_next
from imece.accounts.web.texts import sections
from imece.core.formats import whole_of
from imece.core.web.access import PUBLIC, declared_access, needs
from imece.core.web.errors import problem_response, wants_json
from imece.core.web.requests import ActorRequest

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
ALWAYS_OPEN = ("accounts:new_terms", "accounts:choose_organisation", "core:keep_session")
REQUIRED = "required"


class DutiesMiddleware:
    """After IdleMiddleware: the person is known and the session lives."""

    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or declared_access(view) == PUBLIC or _is_open(request.path):
            return None
        if request.session.get(TERMS_DUE):
            return _first(request, reverse("accounts:new_terms"), _("read the new version of the terms"))
        if settings.STAFF_SECOND_FACTOR == REQUIRED and lacks_second_factor(request):
            messages.warning(request, _("Institution staff need a second factor. Set it up first."))
            return _first(request, reverse("mfa_index"), _("set up the second factor"))
        return None


def lacks_second_factor(request: ActorRequest) -> bool:
    """Unit and headquarters staff without an authenticator application or a key; one query, for staff alone."""
    return request.actor.is_staff and not has_second_factor(person_of(request))


@lru_cache(maxsize=1)
def _open_addresses() -> tuple[str, frozenset[str]]:
    return reverse("accounts:own"), frozenset(reverse(name) for name in ALWAYS_OPEN)


def _is_open(path: str) -> bool:
    own, others = _open_addresses()
    return path.startswith(own) or path in others


def _first(request: ActorRequest, duty: str, what: str) -> HttpResponse:
    """There, and back here afterwards; a typed form is kept on the way."""
    if wants_json(request):
        return problem_response(request, FIRST_DO(what=what))
    token = None
    if request.method in SAFE_METHODS:
        back = request.get_full_path() if not request.headers.get("HX-Request") else settings.START_URL
    else:
        last = LastSession(owner_of(person_of(request)), *chosen(request))
        token = kept.keep_form(request, last, now=timezone.now())
        back = reverse("accounts:kept_form") if token else settings.START_URL
    target = f"{duty}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request"):
        response = HttpResponse(headers={"HX-Redirect": target})
    else:
        response = HttpResponseRedirect(target)
    if token:
        kept.set_cookie(response, token)
    return response


@needs("accounts.own")
@never_cache
def new_terms(request: ActorRequest) -> HttpResponse:
    """Reads and accepts; or does not, and then sees nothing but the own account and the way out."""
    person, today, target = person_of(request), timezone.localdate(), safe_next(request)
    versions = outstanding_terms(person, today)
    if request.method == "POST" and request.POST.get("answer") == "decline":
        messages.info(
            request, _("Without accepting you can see your own account and sign out. You can still accept.")
        )
        return redirect("accounts:own")
    if request.method == "POST":
        shown = {whole_of(key) or 0 for key in request.POST.getlist("version")}
        versions = accept_outstanding_terms(
            person=person, shown=shown, actor=request.actor, now=timezone.now(), day=today
        )
    if not versions:
        request.session.pop(TERMS_DUE, None)
        return redirect(target or settings.START_URL)
    texts = [(version, sections(version)) for version in versions]
    context = {"texts": texts, "next": target, "has_general": any(one.kind == GENERAL for one in versions)}
    return render(request, "accounts/new_terms.html", context)


@needs("accounts.own")
@require_POST
def put_factor_off(request: ActorRequest) -> HttpResponse:
    """**Sonra**: the advice is gone for this session."""
    request.session[FACTOR_LATER] = True
    return redirect(safe_next(request) or settings.START_URL)


def standing_notice(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: the template of what stands above it until done or put off. Asked once a page."""

    @lru_cache(maxsize=1)
    def template() -> str:
        if not isinstance(request, HttpRequest) or not _is_advised(request):
            return ""
        return "accounts/second_factor_advice.html"

    return {"standing_notice": template}


def _is_advised(request: Any) -> bool:
    user, actor = getattr(request, "user", None), getattr(request, "actor", None)
    if user is None or actor is None or not user.is_authenticated or request.session.get(FACTOR_LATER):
        return False
    is_there = request.path.startswith(reverse("mfa_index"))
    return not is_there and settings.STAFF_SECOND_FACTOR != REQUIRED and lacks_second_factor(request)

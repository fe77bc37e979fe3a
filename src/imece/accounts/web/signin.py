"""Signing in, in two steps (P1.1, EMP-04): number and password, then for whom."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm
from allauth.account.views import LoginView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from imece.accounts.domain.actors import capacities, capacity_for
from imece.accounts.domain.lockout import fingerprint_of_login
from imece.accounts.domain.problems import NOT_YOURS
from imece.accounts.domain.queries import latest_failure
from imece.accounts.web.fields import NationalIdField, password_field
from imece.accounts.web.session import choose, chosen, last_session, person_of
from imece.core.web.access import PUBLIC, needs, public
from imece.core.web.requests import ActorRequest

EMPLOYER, SEEKER = "employer", "seeker"


def safe_next(request: ActorRequest) -> str:
    """The page to return to, never another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else ""


def with_next(url: str, target: str) -> str:
    return f"{url}?{urlencode({'next': target})}" if target else url


class SignInForm(LoginForm):
    """allauth's, with our field for the number; a wrong password and an unknown number get the same words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields: dict[str, forms.Field] = {
            "login": NationalIdField(),
            "password": password_field(gettext_lazy("Password")),
        }


class SignInView(LoginView):
    access = PUBLIC
    side = EMPLOYER
    form_class = SignInForm
    template_name = "accounts/sign_in.html"

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def get_success_url(self) -> str:
        target = safe_next(self.request)
        if self.side == SEEKER:
            return target or settings.START_URL
        return with_next(reverse("accounts:choose_organisation"), target)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "side": self.side,
            "next": safe_next(self.request),
            "success_url": self.get_success_url(),
            "has_foreign_login": bool(settings.OIDC_ISSUER),
        }


@public
@never_cache
def entrance(request: ActorRequest) -> HttpResponse:
    """LOGIN_URL: both doors; who was here last goes straight to his own."""
    target = safe_next(request)
    if request.user.is_authenticated:
        return redirect(target or settings.START_URL)
    last = last_session(request)
    if last is not None and target:
        door = "accounts:sign_in_employer" if last.organisation_id else "accounts:sign_in_seeker"
        return redirect(with_next(reverse(door), target))
    return render(request, "accounts/entrance.html", {"next": target})


@needs("accounts.own")
@never_cache
def choose_organisation(request: ActorRequest) -> HttpResponse:
    """**Firma**: the second step, and later the way to change it without signing out."""
    target = safe_next(request)
    today = timezone.localdate()
    if request.method == "POST":
        return _chosen(request, target)
    if target and not chosen(request)[0] and _is_back_as_before(request):
        return redirect(target)
    lines = capacities(person_of(request), today)
    return render(request, "accounts/choose_organisation.html", {"lines": lines, "next": target})


def _is_back_as_before(request: ActorRequest) -> bool:
    """After a time-out the same person goes on where he was, for whom he acted then, if he still may."""
    last, person = last_session(request), person_of(request)
    if last is None or last.organisation_id is None or not last.is_of(person):
        return False
    if capacity_for(person, timezone.localdate(), last.organisation_id, last.through_id) is None:
        return False
    choose(request, last.organisation_id, last.through_id)
    return True


def _chosen(request: ActorRequest, target: str) -> HttpResponse:
    wanted = request.POST.get("organisation", "")
    if wanted == "":
        choose(request, None, None)
        return redirect(target or settings.START_URL)
    lines = capacities(person_of(request), timezone.localdate())
    line = next((line for line in lines if str(line.organisation.pk) == wanted), None)
    if line is None:
        raise NOT_YOURS()
    through = line.membership.organisation_id if line.is_through_head_office else None
    choose(request, line.organisation.pk, through)
    return redirect(target or settings.START_URL)


@public
@require_POST
def sign_out(request: ActorRequest) -> HttpResponse:
    """Only by POST: a link elsewhere cannot sign anybody out. The browser forgets who was here."""
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
        request.forget_last = True  # type: ignore[attr-defined]
        messages.success(request, _("You have signed out."))
    else:
        request.session.flush()  # also out of a half-done sign-in
    return redirect(safe_next(request) or "/")


def locked_out(
    request: ActorRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """Named in settings (AXES_LOCKOUT_CALLABLE); the same for a registered and an unknown number."""
    latest = (
        latest_failure(fingerprint_of_login(request, credentials), request.client_address) or timezone.now()
    )
    left = latest + timedelta(hours=settings.AXES_COOLOFF_TIME) - timezone.now()
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    page = render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
    page["Retry-After"] = str(minutes * 60)
    return page

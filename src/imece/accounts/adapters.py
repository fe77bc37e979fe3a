"""Where allauth meets our own people: nobody signs up through it, and a foreign login only finds who is there."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from imece.accounts.domain.access import forget_session
from imece.accounts.domain.actors import actor_for
from imece.accounts.domain.queries import person_by_number
from imece.accounts.domain.sealing import seal, unseal
from imece.accounts.models import Person
from imece.accounts.web.session import begin_session
from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.transactions import acting

SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


def display_name(person: Person) -> str:
    """allauth would show the T.C. number."""
    return person.full_name


def _actor(request: HttpRequest, person: Person) -> Actor:
    return actor_for(person, None).at(address=request.client_address, request_id=request.request_id)  # type: ignore[attr-defined]


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The identity number or the password is not right. Check both; after five wrong tries you must wait."
        ),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Type the newest one that your application shows."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """A path of our own alone; allauth's would fail at what is no address at all."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, None)

    def get_client_ip(self, request: HttpRequest) -> str:
        return str(request.client_address)  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """In somebody's name: a right password may be hashed anew."""
        with acting(system_actor("sign-in")):
            person: Person | None = super().authenticate(request, **credentials)
        return person

    def pre_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse | None:
        """Only who knows the password (or has the key) learns that the account is locked."""
        if user.locked_at is not None:
            request.session.flush()
            audit.record(_actor(request, user), "accounts.locked_sign_in_refused", user)
            return render(request, "accounts/account_locked.html", status=403)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def login(self, request: HttpRequest, user: Person) -> None:
        with acting(_actor(request, user)):
            super().login(request, user)
            audit.record(_actor(request, user), "accounts.signed_in", user)
        begin_session(request, user)

    def logout(self, request: HttpRequest) -> None:
        key = request.session.session_key
        if request.user.is_authenticated:
            audit.record(request.actor, "accounts.signed_out")  # type: ignore[attr-defined]
        super().logout(request)
        forget_session(key)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: what is to be said, `domain.messages` says by the person's channel."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing, as above."""


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect (e-Devlet or like it): the T.C. number in the claims finds the person; nothing is stored."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        number = _claimed_number(sociallogin.account.extra_data)
        person = person_by_number(number) if number else None
        if person is None or sociallogin.state.get("process") == "connect":
            details = {"had_number": bool(number)}
            audit.record(request.actor, "accounts.foreign_login_refused", details=details)  # type: ignore[attr-defined]
            raise ImmediateHttpResponse(render(request, "accounts/foreign_login_refused.html", status=403))
        sociallogin.user = person


def _claimed_number(data: dict[str, Any]) -> str:
    """userinfo first, else the ID token; both came over the back channel."""
    for claims in (data.get("userinfo"), data.get("id_token"), data):
        if claims and claims.get(settings.OIDC_NATIONAL_ID_CLAIM):
            return str(claims[settings.OIDC_NATIONAL_ID_CLAIM])
    return ""


class MultiFactorAdapter(DefaultMFAAdapter):
    """Secrets sealed in the database; the authenticator app shows the name, never the number."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text) or ""

    def _get_user_identifier(self, user: Person) -> str:
        return user.full_name

    def _get_site_name(self) -> str:
        return "İmece"

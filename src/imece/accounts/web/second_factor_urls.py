"""allauth.mfa's own pages for who is signed in, with our templates."""

from collections.abc import Sequence

from allauth.mfa.base.urls import urlpatterns as base
from allauth.mfa.recovery_codes.urls import urlpatterns as recovery_codes
from allauth.mfa.totp.urls import urlpatterns as totp
from allauth.mfa.webauthn.urls import urlpatterns as webauthn
from django.urls import URLPattern, URLResolver, include, path

ENTRANCE = {"mfa_authenticate", "mfa_login_webauthn", "mfa_signup_webauthn", "mfa_trust"}


def _inside(patterns: Sequence[URLPattern | URLResolver]) -> list[URLPattern | URLResolver]:
    """Those of the entrance stand elsewhere, or nowhere."""
    return [pattern for pattern in patterns if getattr(pattern, "name", None) not in ENTRANCE]


urlpatterns = [
    path("", include(_inside(base))),
    path("uygulama/", include(_inside(totp))),
    path("anahtarlar/", include(_inside(webauthn))),
    path("yedek-kodlar/", include(_inside(recovery_codes))),
]

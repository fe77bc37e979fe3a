"""What every page's frame needs: who acts and for whom, the menu, the face. No query here."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from imece.core.ui.menu import menu_for

THEMES = ("light", "dark")
THEME_COOKIE = "gorunum"
FOOTER_LABELS = {
    "accessibility": _("Accessibility statement"),
    "terms": _("Terms of use"),
    "privacy": _("Protection of personal data"),
    "status": _("State of the services"),
}


def page(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {
        "actor": getattr(request, "actor", None),
        "platform_mode": settings.MODE,
        "theme": theme if theme in THEMES else "",
        "menu": SimpleLazyObject(lambda: menu_for(request)),
        "footer_pages": footer_pages(),
        "sign_in_url": settings.LOGIN_URL,
        "choose_organisation_url": settings.LOGIN_REDIRECT_URL,
        "session_idle_seconds": settings.SESSION_IDLE_SECONDS,
        "session_warning_seconds": settings.SESSION_WARNING_SECONDS,
    }


def footer_pages() -> list[tuple[str, str]]:
    """(label, URL) of those pages of settings.FOOTER_PAGES that exist in this installation."""
    return [(str(FOOTER_LABELS[key]), url) for key, url in _footer_urls()]


@lru_cache(maxsize=1)
def _footer_urls() -> tuple[tuple[str, str], ...]:
    return tuple(_existing(settings.FOOTER_PAGES))


def _existing(pages: dict[str, str]) -> Iterator[tuple[str, str]]:
    for key, name in pages.items():
        try:
            yield key, reverse(name)
        except NoReverseMatch:
            continue

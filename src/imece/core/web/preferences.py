"""Language and theme live in a cookie, so they hold for somebody not signed in and need no JavaScript."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from imece.core.web.access import public
from imece.core.web.context import THEME_COOKIE, THEMES
from imece.core.web.language import LANGUAGES

A_YEAR = 365 * 24 * 3600


@public
@require_safe
def set_language(request: HttpRequest) -> HttpResponse:
    """A GET: it changes nothing but how this browser is answered, and returns to the same page."""
    return _remember(request, settings.LANGUAGE_COOKIE_NAME, request.GET.get("dil", ""), LANGUAGES)


@public
@require_safe
def set_theme(request: HttpRequest) -> HttpResponse:
    """`theme` is light or dark; anything else goes back to what the system wishes."""
    return _remember(request, THEME_COOKIE, request.GET.get("theme", ""), THEMES)


@public
@require_POST
def keep_session(request: HttpRequest) -> HttpResponse:
    """A request is activity, so being asked is enough; 204, nothing to show (WCAG 2.2.1), 401 once it has ended."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


def _remember(
    request: HttpRequest, cookie: str, value: str, allowed: tuple[str, ...] | set[str]
) -> HttpResponse:
    response = HttpResponseRedirect(_way_back(request))
    if value in allowed:
        response.set_cookie(
            cookie, value, max_age=A_YEAR, secure=settings.IS_SECURE, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie(cookie)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page he came from, never another site."""
    wanted = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"

"""Error pages and problem+json (RFC 9457). A fault of ours shows an incident number that is in the log."""

import logging
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from imece.core.errors import SIGN_IN_FIRST, Problem, define

log = logging.getLogger("imece.faults")

NO_SUCH_PAGE = define(
    "CORE-405",
    _("There is no page at this address ({path})."),
    remedy=_("Check the address, or begin at the home page."),
    status=404,
)
FORM_TOO_OLD = define(
    "CORE-419",
    _("This form was open too long, or came from another site, and was not accepted."),
    remedy=_("Go back, load the page again and send it once more; what you typed is still there."),
    status=403,
)
NOT_FOR_YOU = define(
    "CORE-406",
    _("This is not open to you."),
    remedy=_(
        "If you act for several workplaces, choose the right one at the top of the page;"
        " otherwise ask its manager."
    ),
    status=403,
)
REQUEST_NOT_UNDERSTOOD = define(
    "CORE-400", _("The request could not be understood."), remedy=_("Go back and try again."), status=400
)


def wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith("application/json")


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A page for people (CORE-401 leads to sign-in and back), JSON for programs."""
    if wants_json(request):
        return JsonResponse(problem.as_json(), status=problem.kind.status, content_type="application/problem+json")
    if problem.kind is SIGN_IN_FIRST and (request.method == "GET" or _keeps_draft(request)):
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
    context = {"problem": problem, "back_url": page_before(request)}
    return render(request, "core/problem.html", context, status=problem.kind.status)


def _keeps_draft(request: HttpRequest) -> bool:
    """A wizard's page can be asked for again after sign-in: what was typed stands in the draft."""
    return bool(request.resolver_match and getattr(request.resolver_match.func, "keeps_draft", False))


def page_before(request: HttpRequest) -> str:
    """Where "Back" leads: the page of ours he came from, if it was another one."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    try:
        ours = came_from.netloc == request.get_host()
    except DisallowedHost:  # that is the very problem on the page
        return ""
    if not ours or came_from.path in ("", request.path):
        return ""
    return urlunsplit(("", "", came_from.path, came_from.query, ""))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(request, NO_SUCH_PAGE(path=request.path))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem_response(request, REQUEST_NOT_UNDERSTOOD())


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A library's PermissionDenied; our own rooms raise NOT_PERMITTED, which names who may."""
    return problem_response(request, NOT_FOR_YOU())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.info("csrf: %s at %s", reason, request.path)
    return problem_response(request, FORM_TOO_OLD())


def server_fault(request: HttpRequest) -> HttpResponse:
    """Rendered without the database or the session: they may be what failed."""
    number = getattr(request, "request_id", "-")
    if wants_json(request):
        body = {"type": "about:blank#CORE-500", "title": "Internal error", "status": 500, "code": "CORE-500"}
        body["incident"] = number
        return JsonResponse(body, status=500, content_type="application/problem+json")
    from django.template.loader import render_to_string

    return HttpResponse(render_to_string("core/fault.html", {"incident": number}), status=500)

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
    remedy=_(
        "Go back: what you typed is still there. Copy longer texts, load the page again and send it once more."
    ),
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
    return request.path.startswith("/api/") or request.headers.get("Accept", "").startswith(
        "application/json"
    )


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """A page for people (CORE-401 leads to sign-in and back), JSON for programs."""
    if wants_json(request):
        return JsonResponse(
            problem.as_json(), status=problem.kind.status, content_type="application/problem+json"
        )
    must_sign_in = problem.kind is SIGN_IN_FIRST
    if must_sign_in and request.method == "GET":
        return HttpResponseRedirect(sign_in_url(request.get_full_path()))
    context = {"problem": problem, "back_url": page_before(request)}
    if must_sign_in:
        context["sign_in_url"] = sign_in_url(page_of_ours(request))  # the frame's link leads back to the form
    return render(request, "core/problem.html", context, status=problem.kind.status)


def sign_in_url(back: str) -> str:
    """Sign-in, and from there to the page `back` (anywhere, when it is empty)."""
    return f"{settings.LOGIN_URL}?{urlencode({'next': back})}" if back else settings.LOGIN_URL


def page_of_ours(request: HttpRequest) -> str:
    """The page he came from, if it is ours; of a form that was sent, the page it stood on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    try:
        is_ours = came_from.netloc == request.get_host()
    except DisallowedHost:  # that is the very problem on the page
        return ""
    return urlunsplit(("", "", came_from.path, came_from.query, "")) if is_ours else ""


def page_before(request: HttpRequest) -> str:
    """Where "Back" leads: the page of ours he came from, if it was another one."""
    came_from = page_of_ours(request)
    return "" if urlsplit(came_from).path in ("", request.path) else came_from


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

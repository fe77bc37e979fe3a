"""Every request has a number; it is in the log, in the trail and, after a fault, on the page."""

import contextvars
import logging
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from imece.core.actor import Actor

REQUEST_ID: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="-")


class ActorRequest(HttpRequest):
    """What our views get: the middlewares put the actor, the number and the address on Django's request."""

    actor: Actor
    request_id: str
    client_address: str


class RequestIdFilter(logging.Filter):
    """Puts the request's number on each log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        return True


class RequestContextMiddleware:
    """Outermost: it makes Django's request ours; the actor follows in `accounts`."""

    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        number = uuid.uuid4().hex[:12]
        request.request_id = number
        request.client_address = client_address(request)
        token = REQUEST_ID.set(number)
        try:
            response = self.get_response(request)
        finally:
            REQUEST_ID.reset(token)
        response["X-Request-Id"] = number
        return response


def client_address(request: HttpRequest) -> str:
    """The caller's IP. X-Forwarded-For counts only as far as our own proxies reach: the rest anybody may write."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    if settings.PROXY_COUNT and len(hops) >= settings.PROXY_COUNT:
        return str(hops[-settings.PROXY_COUNT])
    return str(request.META.get("REMOTE_ADDR") or "127.0.0.1")

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse

from imece.core.traffic.log import traffic_folder, write_line
from imece.core.web.requests import ActorRequest

log = logging.getLogger(__name__)


class TrafficLogMiddleware:
    """Right below the outermost: files that WhiteNoise serves are traffic too (KVK-12)."""

    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        if not settings.TRAFFIC_LOG:
            raise MiddlewareNotUsed
        traffic_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        """A log that cannot be written is told to the operator; nobody's work stops for it."""
        response = self.get_response(request)
        try:
            write_line(request, response, datetime.now(UTC))
        except OSError:
            log.exception("traffic log")
        return response

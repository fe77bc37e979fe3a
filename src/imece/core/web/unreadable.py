"""NUL characters: no keyboard types them, PostgreSQL stores none, and each would end in a fault of ours somewhere."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from imece.core.web.errors import REQUEST_NOT_UNDERSTOOD, problem_response


class RefuseNulMiddleware:
    """400 with CORE-400 before any view sees one, in the path, the query or a form's text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> HttpResponse | None:
        is_unreadable = "\0" in request.path_info or has_nul(request.GET) or has_nul(request.POST)
        return problem_response(request, REQUEST_NOT_UNDERSTOOD()) if is_unreadable else None


def has_nul(fields: QueryDict) -> bool:
    return any("\0" in name or any("\0" in value for value in values) for name, values in fields.lists())

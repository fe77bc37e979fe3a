"""What every room's list tests share: the same queries however many rows there are."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.messages.storage.base import BaseStorage
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django_htmx.middleware import HtmxDetails

from imece.core.actor import Actor


class _Messages(BaseStorage):
    """Keeps messages on the request, for calls that pass no session."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: Any, response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def request_of(
    actor: Actor, path: str = "/", data: dict[str, Any] | None = None, method: str = "get", **headers: str
) -> HttpRequest:
    """A request as our views meet it behind the middleware."""
    make = getattr(RequestFactory(), method)
    request: HttpRequest = make(path, data or {}, headers=headers)
    request.actor = actor  # type: ignore[attr-defined]
    request.request_id = "test"  # type: ignore[attr-defined]
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    request._messages = _Messages(request)  # type: ignore[attr-defined]
    return request


def count_queries(call: Callable[[], HttpResponse]) -> int:
    with CaptureQueriesContext(connection) as captured:
        response = call()
    assert response.status_code == 200, response.status_code
    return len(captured)


def assert_constant_queries(
    view: Callable[[HttpRequest], HttpResponse],
    actor: Actor,
    make_rows: Callable[[int], object],
    *,
    sizes: Iterable[int] = (1, 3, 15),
    path: str = "/",
    **data: Any,
) -> None:
    """`make_rows(n)` adds n rows to what is there; the page must cost the same at each total of `sizes`."""
    counts, total = {}, 0
    for size in sizes:
        make_rows(size - total)
        total = size
        counts[size] = count_queries(lambda: view(request_of(actor, path, data)))
    assert len(set(counts.values())) == 1, f"queries grow with the rows: {counts}"

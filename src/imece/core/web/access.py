"""Every URL declares one permission, or that it is public; an undeclared one is refused (deny by default).

    @needs("vacancies.edit")
    def vacancy_close(request, number): …

The permission is asked here without a record ("could he, for some record?"); the view asks again with the record
after fetching it from the actor's scope.
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpResponse

from imece.core import audit
from imece.core.errors import OUT_OF_SCOPE, Problem
from imece.core.permissions import require
from imece.core.web.errors import problem_response
from imece.core.web.requests import ActorRequest

PUBLIC = "public"
BY_ENDPOINT = (
    "by endpoint"  # a view of `core/api`: each of its endpoints names a permission and asks it itself
)
View = TypeVar("View", bound=Callable[..., Any])
log = logging.getLogger("imece.access")


def needs(permission: str) -> Callable[[View], View]:
    def declare(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Open to anybody, signed in or not."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def declared_access(view: Callable[..., Any]) -> str | None:
    """The permission a view declares; views of libraries are listed in settings.LIBRARY_ACCESS by module."""
    own = getattr(view, "access", None) or getattr(getattr(view, "view_class", None), "access", None)
    if own is not None:
        return str(own)
    source = getattr(view, "view_class", view)
    name = f"{getattr(source, '__module__', '')}.{getattr(source, '__qualname__', '')}"
    matches = [prefix for prefix in settings.LIBRARY_ACCESS if name.startswith(prefix)]
    return settings.LIBRARY_ACCESS[max(matches, key=len)] if matches else None


class AccessMiddleware:
    """Asks the declared permission before the view, and turns a Problem into its page or problem+json."""

    def __init__(self, get_response: Callable[[ActorRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: ActorRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: ActorRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        access = declared_access(view)
        if access in {PUBLIC, BY_ENDPOINT}:
            return None
        try:
            if access is None:
                raise PermissionError(f"{view.__module__}.{view.__name__} declares no permission")
            require(request.actor, access)
        except Problem as problem:
            return problem_response(request, problem)
        return None

    def process_exception(self, request: ActorRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Problem):
            return None
        if exception.kind is OUT_OF_SCOPE:
            details = {"path": request.path, "what": exception.values.get("what", "")}
            audit.record(request.actor, "access.outside_scope", details=details)
        log.info("%s %s", exception.code, request.path)
        return problem_response(request, exception)

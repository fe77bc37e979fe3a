"""Which parameters of a request a view looks at: the middleware gives it fields that note what they are asked."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, QueryDict

ALL = "every field that was sent"


class NotingFields(QueryDict):
    """What reads the fields as a whole has looked at `ALL` of them."""

    def __init__(self, fields: QueryDict, *, asked: set[str] | None = None, mutable: bool = False) -> None:
        self.asked: set[str] = set()
        super().__init__(mutable=True, encoding=fields.encoding)
        for name in dict.keys(fields):
            self.setlist(name, list(dict.__getitem__(fields, name)))
        self._mutable = mutable
        self.asked = set() if asked is None else asked

    def __deepcopy__(self, memo: object) -> "NotingFields":
        """What a copy is asked, this one is."""
        return NotingFields(self, asked=self.asked, mutable=True)

    def __copy__(self) -> "NotingFields":
        return self.__deepcopy__({})

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)

    def _getlist(self, name: str, *given: Any, **more: Any) -> Any:
        self.asked.add(name)
        return super()._getlist(name, *given, **more)

    def __iter__(self) -> Iterator[str]:
        self.asked.add(ALL)
        return super().__iter__()

    def __len__(self) -> int:
        self.asked.add(ALL)
        return super().__len__()

    def keys(self) -> Any:
        self.asked.add(ALL)
        return super().keys()

    def lists(self) -> Any:
        self.asked.add(ALL)
        return super().lists()


class NotingRequest(WSGIRequest):
    """Notes also whether anybody wants the body itself."""

    is_body_asked = False

    @property
    def body(self) -> bytes:
        self.is_body_asked = True
        return super().body


class NotingMiddleware:
    """The last before the view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        request.__class__ = NotingRequest
        request.GET = NotingFields(request.GET)
        if request.method == "POST":
            request.POST = NotingFields(request.POST)


def asked_of(answer: Any, method: str) -> set[str]:
    """Nothing, when the request was answered before its view."""
    return getattr(getattr(answer.wsgi_request, method.upper()), "asked", set())


def looks_at_body(answer: Any) -> bool:
    """True where the view was never reached: nobody can know."""
    return getattr(answer.wsgi_request, "is_body_asked", True)

"""An endpoint, and the view that answers all endpoints of one address."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt

from imece.core import audit
from imece.core.actor import ANONYMOUS
from imece.core.api.calls import Answered, Call, Caller
from imece.core.api.idempotency import answer_once, read_key
from imece.core.api.limits import count_call
from imece.core.api.problems import METHOD_UNKNOWN, NO_TOKEN, pointer
from imece.core.api.reading import read_body, read_query
from imece.core.errors import OUT_OF_SCOPE, Problem, Text
from imece.core.permissions import require
from imece.core.transactions import acting
from imece.core.web.access import BY_ENDPOINT
from imece.core.web.errors import problem_response
from imece.core.web.requests import ActorRequest

Handler = Callable[[Call], Any]
CallerOf = Callable[[str, HttpRequest], Caller | None]
ENCODE = msgspec.json.Encoder(decimal_format="string").encode
PART = re.compile(r"<(?:(\w+):)?(\w+)>")  # of an address: kind and name
APIS: dict[str, "Api"] = {}


class Nothing(msgspec.Struct, forbid_unknown_fields=True):
    """The query of an endpoint that takes none."""


@dataclass(frozen=True)
class Endpoint:
    """One method at one address. `is_repeatable`: sending it twice does no harm; otherwise it needs a key."""

    method: str
    path: str
    permission: str
    summary: Text
    handler: Handler
    answer: Any
    body: Any = None
    query: Any = Nothing
    status: int = 200
    is_repeatable: bool = True
    description: Text = ""
    on_refusal: Callable[[Call, Problem], None] | None = (
        None  # after the work was taken back; never in staging
    )

    @property
    def name(self) -> str:
        return self.handler.__name__

    @property
    def template(self) -> str:
        """Its address as programs write it: `vacancies/{number}/`."""
        return PART.sub(r"{\2}", self.path)


@dataclass(frozen=True)
class Api:
    """A family of endpoints with one prefix and one OpenAPI document (`openapi.document_of`)."""

    name: str
    prefix: str  # "api/v1/employer/"
    title: Text
    version: str
    description: Text = ""
    is_open: bool = False  # answers anybody, without a token, and pages of other sites too (CORS)
    endpoints: list[Endpoint] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.name in APIS:
            raise ValueError(f"interface {self.name} is defined twice")
        APIS[self.name] = self

    def endpoint(
        self, method: str, address: str, *, permission: str, summary: Text, answer: Any, **more: Any
    ) -> Callable[[Handler], Handler]:
        """Add what the decorated handler answers; `more` as the fields of `Endpoint`."""

        def add(handler: Handler) -> Handler:
            self.endpoints.append(Endpoint(method, address, permission, summary, handler, answer, **more))
            return handler

        return add

    @property
    def urls(self) -> list[URLPattern]:
        addresses = dict.fromkeys(one.path for one in self.endpoints)
        return [self._url(address) for address in addresses]

    def _url(self, address: str) -> URLPattern:
        by_method = {one.method: one for one in self.endpoints if one.path == address}
        name = f"api_{self.name}_{next(iter(by_method.values())).name}"
        return path(f"{self.prefix}{address}", _view(by_method, is_open=self.is_open), name=name)


def _view(by_method: Mapping[str, Endpoint], *, is_open: bool) -> Callable[..., HttpResponse]:
    caller_of = _anybody if is_open else _caller

    @csrf_exempt
    def view(request: ActorRequest, **parts: Any) -> HttpResponse:
        language = (
            translation.get_language_from_request(request) if "Accept-Language" in request.headers else "tr"
        )
        with translation.override(language):
            response = _respond(request, by_method, parts, caller_of)
        response.headers["Content-Language"] = language
        if is_open:
            response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    view.access = BY_ENDPOINT  # type: ignore[attr-defined]
    view.endpoints = tuple(by_method.values())  # type: ignore[attr-defined]
    return view


def _respond(
    request: ActorRequest,
    by_method: Mapping[str, Endpoint],
    parts: Mapping[str, Any],
    caller_of: Callable[[ActorRequest], Caller],
) -> HttpResponse:
    """A cookie is never looked at: without a token the caller is nobody, whoever is signed in in that browser."""
    request.actor = ANONYMOUS.at(address=request.client_address, request_id=request.request_id)
    now = timezone.now()
    headers: dict[str, str] = {}
    try:
        caller = caller_of(request)
        request.actor = caller.actor
        headers |= {"Imece-Staging": "true"} if caller.is_staging else {}
        limit = count_call(caller.key, most=settings.API_CALLS_A_MINUTE, now=now)
        headers |= limit.headers()
        response = _answer(request, _endpoint(request, by_method), caller, parts, now)
    except Problem as problem:
        response = _refuse(request, problem)
        headers |= _hints(problem, by_method)
    for name, value in headers.items():
        response.headers[name] = value
    return response


def _endpoint(request: ActorRequest, by_method: Mapping[str, Endpoint]) -> Endpoint:
    method = "GET" if request.method == "HEAD" else str(request.method)
    if method not in by_method:
        raise METHOD_UNKNOWN(method=method, path=request.path, allowed=", ".join(by_method))
    return by_method[method]


def _caller(request: ActorRequest) -> Caller:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    caller_of: CallerOf = import_string(settings.API_CALLER)
    caller = caller_of(token.strip(), request) if scheme.lower() == "bearer" else None  # ascii: a header
    if caller is None:
        raise NO_TOKEN()
    return caller


def _anybody(request: ActorRequest) -> Caller:
    """Nobody in particular; an address has its own limit."""
    return Caller(request.actor, key=f"address:{request.client_address}")


def _answer(
    request: ActorRequest, endpoint: Endpoint, caller: Caller, parts: Mapping[str, Any], now: datetime
) -> HttpResponse:
    require(caller.actor, endpoint.permission)
    body = read_body(request, endpoint.body) if endpoint.body is not None else None
    call = Call(caller, body, read_query(request, endpoint.query), parts, request.headers, now)
    key = "" if endpoint.is_repeatable else read_key(request)
    try:
        return _work(request, endpoint, call, key)
    except Problem as problem:
        if endpoint.on_refusal and not caller.is_staging:
            endpoint.on_refusal(call, problem)
        raise


def _work(request: ActorRequest, endpoint: Endpoint, call: Call, key: str) -> HttpResponse:
    """One transaction in the caller's name. In staging it is taken back at the end: all is checked, nothing kept."""

    def act() -> HttpResponse:
        return _encode(endpoint, endpoint.handler(call))

    with transaction.atomic():
        with acting(call.actor):
            if key and not call.caller.is_staging:
                return answer_once(request, owner=call.caller.key, key=key, act=act)
            response = act()
        transaction.set_rollback(call.caller.is_staging)
    return response


def _encode(endpoint: Endpoint, given: Any) -> HttpResponse:
    answered = given if isinstance(given, Answered) else Answered(given)
    content = ENCODE(answered.value) if answered.value is not None else b""
    headers = answered.all_headers()
    return HttpResponse(content, status=endpoint.status, content_type="application/json", headers=headers)


def _refuse(request: ActorRequest, problem: Problem) -> HttpResponse:
    if problem.kind is OUT_OF_SCOPE:
        details = {"path": request.path, "what": problem.values.get("what", "")}
        audit.record(request.actor, "access.outside_scope", details=details)
    problem.field = pointer(problem.field)
    return problem_response(request, problem)


def _hints(problem: Problem, by_method: Mapping[str, Endpoint]) -> dict[str, str]:
    """What HTTP itself wants beside the status."""
    if problem.kind is METHOD_UNKNOWN:
        return {"Allow": ", ".join(by_method)}
    if problem.kind is NO_TOKEN:
        return {"WWW-Authenticate": "Bearer"}
    if problem.kind.status == 429:
        return {"Retry-After": str(problem.values["seconds"])}
    return {}

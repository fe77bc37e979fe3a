"""From bytes to structs: strict about kind, size, names and types, and clear about which of them was wrong."""

import json
from typing import Annotated, Any, get_args, get_origin

import msgspec
from django.http import HttpRequest

from imece.core.api.problems import (
    BODY_UNREADABLE,
    KEY_TWICE,
    NOT_JSON,
    NUL_INSIDE,
    QUERY_UNREADABLE,
    TOO_LARGE,
)

MOST_BYTES = 1024 * 1024


def read_body(request: HttpRequest, wanted: type) -> Any:
    """The endpoint's struct. Raises API-415, -413, -400, -407 or -409."""
    kind = request.headers.get("Content-Type", "")
    media, _, parameters = kind.lower().partition(";")  # ascii: a header
    if media.strip() != "application/json" or ("charset" in parameters and "utf-8" not in parameters):
        raise NOT_JSON(kind=kind[:60] or "–")
    if len(request.body) > MOST_BYTES:
        raise TOO_LARGE(most=MOST_BYTES)
    try:
        value: Any = msgspec.json.decode(request.body, type=wanted)
        _refuse_nul(json.loads(request.body, object_pairs_hook=_refuse_doubles))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError) as problem:
        raise BODY_UNREADABLE(reason=_reason(problem), field=_pointer(problem)) from problem
    return value


def read_query(request: HttpRequest, wanted: type) -> Any:
    """Text is turned into the struct's types; unknown names are refused, and so is a name that stands twice
    where the struct has no list for it."""
    lists = {one.name for one in msgspec.structs.fields(wanted) if _is_list(one.type)}
    given: dict[str, Any] = {}
    for name, values in request.GET.lists():
        if len(values) > 1 and name not in lists:
            raise QUERY_UNREADABLE(reason=f"{name} ×{len(values)}", field=name)
        given[name] = values if name in lists else values[0]
    try:
        return msgspec.convert(given, wanted, strict=False)
    except msgspec.ValidationError as problem:
        raise QUERY_UNREADABLE(reason=_reason(problem), field=_pointer(problem)) from problem


def _is_list(kind: Any) -> bool:
    """Also of a list with bounds: `Annotated[list[…], Meta(…)]`."""
    return get_origin(get_args(kind)[0] if get_origin(kind) is Annotated else kind) is list


def _refuse_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in pairs:
        if name in seen:
            raise KEY_TWICE(name=name[:60])
        seen[name] = value
    return seen


def _refuse_nul(value: Any) -> None:
    """PostgreSQL stores none; the body's depth is bounded by the decoder before this runs."""
    if isinstance(value, str) and "\0" in value:
        raise NUL_INSIDE()
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_nul(part)


def _reason(problem: Exception) -> str:
    return str(problem).replace("`", "«", 1).replace("`", "»", 1)[:200]


def _pointer(problem: Exception) -> str:
    """`$.wages[0].amount` of msgspec as the JSON pointer /wages/0/amount."""
    _, _, path = str(problem).partition("`$")
    inside = path.partition("`")[0].replace("[", ".").replace("]", "")
    return inside.replace(".", "/")

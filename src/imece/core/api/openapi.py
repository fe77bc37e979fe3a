"""The OpenAPI 3.1 document of an `Api`, made from the very types its endpoints read and write."""

from collections.abc import Iterable
from typing import Any

import msgspec

from imece.core.api.endpoints import PART, Api, Endpoint

TOKEN = {"token": {"type": "http", "scheme": "bearer"}}
REFERENCE = "#/components/schemas/{name}"


class FaultAnswer(msgspec.Struct):
    """One of several faults of a record."""

    code: str
    title: str
    remedy: str
    field: str = ""


class ProblemAnswer(msgspec.Struct):
    """RFC 9457, with our code, what to do, the article of law, and the field it concerns as a JSON pointer."""

    type: str
    title: str
    status: int
    code: str
    remedy: str
    article: str = ""
    field: str = ""
    errors: list[FaultAnswer] = []


def document_of(api: Api, *, server: str) -> dict[str, Any]:
    """As plain data, ready for JSON; `server` is the public address of this installation."""
    types = {kind for one in api.endpoints for kind in (one.body, one.answer, one.query) if kind is not None}
    ordered = sorted(types | {ProblemAnswer}, key=repr)
    schemas, components = msgspec.json.schema_components(ordered, ref_template=REFERENCE)
    schema_of = dict(zip(ordered, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for one in api.endpoints:
        paths.setdefault(_template(api, one), {})[one.method.lower()] = _operation(  # ascii: an HTTP method
            one, schema_of, components
        )
    return {
        "openapi": "3.1.0",
        "info": {"title": str(api.title), "version": api.version, "description": str(api.description)},
        "servers": [{"url": server}],
        "security": [] if api.is_open else [{"token": []}],
        "paths": paths,
        "components": {"schemas": components} | ({} if api.is_open else {"securitySchemes": TOKEN}),
    }


def _template(api: Api, endpoint: Endpoint) -> str:
    return f"/{api.prefix}{endpoint.template}"


def _operation(one: Endpoint, schema_of: dict[Any, Any], components: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": one.name,
        "summary": str(one.summary),
        "description": str(one.description),
        "parameters": [*_path_parts(one), *_query_parts(schema_of[one.query], components), *_headers(one)],
        "responses": {
            str(one.status): {"description": "OK", "content": _json(schema_of[one.answer])},
            "default": {
                "description": "RFC 9457",
                "content": {"application/problem+json": {"schema": schema_of[ProblemAnswer]}},
            },
        },
        "x-permission": one.permission,
    }
    if one.body is not None:
        operation["requestBody"] = {"required": True, "content": _json(schema_of[one.body])}
    return operation


def _json(schema: Any) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _path_parts(one: Endpoint) -> Iterable[dict[str, Any]]:
    for kind, name in PART.findall(one.path):
        schema = {"type": "integer"} if kind == "int" else {"type": "string"}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def _query_parts(schema: dict[str, Any], components: dict[str, Any]) -> Iterable[dict[str, Any]]:
    resolved = components[schema["$ref"].rsplit("/", 1)[1]]
    needed = resolved.get("required", [])
    for name, inner in resolved["properties"].items():
        yield {"name": name, "in": "query", "required": name in needed, "schema": inner}


def _headers(one: Endpoint) -> Iterable[dict[str, Any]]:
    if not one.is_repeatable:
        schema = {"type": "string", "minLength": 8, "maxLength": 100}
        yield {"name": "Idempotency-Key", "in": "header", "required": True, "schema": schema}
    if one.method in {"PUT", "PATCH"}:
        yield {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}}

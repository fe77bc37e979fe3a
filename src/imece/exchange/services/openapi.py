"""The OpenAPI 3.1 document of the road, made from the definitions: a path and its schemas a service version (X4.3)."""

from collections.abc import Iterable
from typing import Any, Final

from imece.exchange.contract import Example, Field, Input, Kind, Service
from imece.exchange.services.answers import plain_facts
from imece.exchange.services.words import words_in
from imece.exchange.services.wsdl import operation_of

VERSION: Final = "1.0"
TEXT: Final = {"type": "string"}
TYPES: Final[dict[Kind, dict[str, Any]]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.DECIMAL: {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
}
REFUSALS: Final = {
    "400": "The question cannot be read.",
    "401": "No valid token.",
    "403": "No grant, suspended, or the purpose, user or unit is refused.",
    "404": "No such service or version.",
    "410": "This version was withdrawn.",
    "422": "An input is wrong; `errors` says which.",
    "429": "Beyond the agreed rate or day's ceiling; see Retry-After.",
    "502": "The institution that answers could not.",
    "503": "Not now; see Retry-After. Nothing was answered.",
    "504": "The institution that answers did not in time.",
}
BATCH_MOST: Final = 100


def openapi_of(services: Iterable[Service], *, server: str, language: str = "en") -> dict[str, Any]:
    """As plain data, ready for JSON; `server` is the public address of the road."""
    chosen = sorted(services, key=lambda one: (one.name, one.version))
    paths: dict[str, Any] = {"/v1/token": {"post": _token()}}
    schemas: dict[str, Any] = {"Receipt": _receipt(), "Problem": _problem(), "Token": _token_answer()}
    for one in chosen:
        paths[path_of(one)] = {"post": _asking(one, language)}
        paths[f"{path_of(one)}/batch"] = {"post": _asking_many(one, language)}
        schemas |= _schemas(one, language)
    return {
        "openapi": "3.1.0",
        "info": {"title": "İmece exchange", "version": VERSION},
        "servers": [{"url": server}],
        "security": [{"institution": []}],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "institution": {
                    "type": "oauth2",
                    "flows": {"clientCredentials": {"tokenUrl": "/v1/token", "scopes": {}}},
                }
            },
        },
    }


def path_of(service: Service) -> str:
    return f"/v1/services/{service.name}/v{service.version}"


def question_of(service: Service, example: Example) -> dict[str, Any]:
    """The body of a question, as the samples send it; the purpose and user stand for the reader's own."""
    return {
        "inputs": dict(example.inputs),
        "purpose": "DENEME",
        "file": "2026/1",
        "user": "1001",
        "unit": None,
    }


def _asking(service: Service, language: str) -> dict[str, Any]:
    name = operation_of(service)
    return {
        "operationId": name,
        "summary": words_in(service.title, language),
        "description": words_in(service.meaning, language),
        "parameters": [_request_id()],
        "requestBody": _content(f"{name}Question", _examples(service)),
        "responses": {"200": {"description": "OK", **_content(f"{name}Answer", {})}, **_refusals()},
    }


def _asking_many(service: Service, language: str) -> dict[str, Any]:
    name = operation_of(service)
    return {
        "operationId": f"{name}Batch",
        "summary": f"{words_in(service.title, language)} (≤ {BATCH_MOST})",
        "parameters": [_request_id()],
        "requestBody": _content(f"{name}Questions", {}),
        "responses": {"200": {"description": "OK", **_content(f"{name}Answers", {})}, **_refusals()},
    }


def _schemas(service: Service, language: str) -> dict[str, Any]:
    name = operation_of(service)
    inputs = {one.name: _input(one, language) for one in service.inputs}
    needed = [one.name for one in service.inputs if one.is_required]
    asking = {"purpose": TEXT, "file": TEXT, "user": TEXT, "unit": {"type": ["string", "null"]}}
    facts = {one.name: _field(one, language) for one in service.fields}
    found = {"type": "boolean"}
    answer = {
        "found": found,
        "facts": {"$ref": f"#/components/schemas/{name}Facts"},
        "receipt": {"$ref": "#/components/schemas/Receipt"},
    }
    return {
        f"{name}Inputs": _closed(inputs, needed),
        f"{name}Question": _closed(
            {"inputs": _ref(f"{name}Inputs"), **asking}, ["inputs", "purpose", "user"]
        ),
        f"{name}Facts": {"type": "object", "properties": facts},
        f"{name}Answer": {"type": "object", "properties": answer, "required": ["found", "receipt"]},
        f"{name}Questions": _batch(name, asking),
        f"{name}Answers": _results(name),
    }


def _batch(name: str, asking: dict[str, Any]) -> dict[str, Any]:
    """What a question leaves out (purpose, file, user, unit) is what the batch says for all."""
    question = _closed({"inputs": _ref(f"{name}Inputs"), **asking}, ["inputs"])
    questions = {"type": "array", "minItems": 1, "maxItems": BATCH_MOST, "items": question}
    return _closed({"questions": questions, **asking}, ["questions"])


def _results(name: str) -> dict[str, Any]:
    """In the order of the questions; each an answer, or why it was not answered."""
    refused = {"type": "object", "properties": {"problem": _ref("Problem")}, "required": ["problem"]}
    items = {"anyOf": [_ref(f"{name}Answer"), refused]}
    return {
        "type": "object",
        "properties": {"answers": {"type": "array", "items": items}},
        "required": ["answers"],
    }


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "unevaluatedProperties": False}


def _input(one: Input, language: str) -> dict[str, Any]:
    schema: dict[str, Any] = {**TYPES[one.kind], "title": words_in(one.title, language)}
    if one.kind is Kind.TEXT:
        schema["maxLength"] = one.most
    bounds = {"minimum": one.least, "maximum": one.greatest, "enum": list(one.choices) or None}
    schema |= {key: value for key, value in bounds.items() if value is not None}
    if one.pattern:
        schema["pattern"] = f"^{one.pattern}$"
    if one.meaning:
        schema["description"] = words_in(one.meaning, language)
    if not one.is_required:
        schema["type"] = [schema["type"], "null"]
    return schema


def _field(field: Field, language: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"title": words_in(field.title, language)}
    if field.meaning:
        schema["description"] = words_in(field.meaning, language)
    if field.is_special:
        schema["x-special-category"] = True
    if field.kind is Kind.LIST:
        columns = {one.name: _field(one, language) for one in field.records}
        return schema | {"type": ["array", "null"], "items": {"type": "object", "properties": columns}}
    kind = dict(TYPES[field.kind])
    return schema | kind | {"type": [kind["type"], "null"]}


def _examples(service: Service) -> dict[str, Any]:
    return {
        f"example{place}": {"value": question_of(service, one)}
        for place, one in enumerate(service.examples, start=1)
    }


def answer_example(service: Service, example: Example) -> dict[str, Any]:
    """What the sandbox answers to an example, but for the receipt."""
    if example.facts is None:
        return {"found": False}
    return {"found": True, "facts": plain_facts(service, example.facts)}


def _content(name: str, examples: dict[str, Any]) -> dict[str, Any]:
    media: dict[str, Any] = {"schema": _ref(name)} | ({"examples": examples} if examples else {})
    return {"content": {"application/json": media}}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _request_id() -> dict[str, Any]:
    return {
        "name": "Request-Id",
        "in": "header",
        "required": True,
        "description": "A UUID of your own. The same number again gives the same answer and is not charged.",
        "schema": {"type": "string", "format": "uuid"},
    }


def _refusals() -> dict[str, Any]:
    media = {"application/problem+json": {"schema": _ref("Problem")}}
    return {status: {"description": words, "content": media} for status, words in REFUSALS.items()}


def _token() -> dict[str, Any]:
    form = {
        "grant_type": {"const": "client_credentials"},
        "client_id": TEXT,
        "client_secret": TEXT,
        "client_assertion_type": {"const": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
        "client_assertion": TEXT,
    }
    body = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": form}}}
    refused = {"application/problem+json": {"schema": _ref("Problem")}}
    return {
        "operationId": "Token",
        "summary": "A token for ten minutes, by client credentials (RFC 6749, RFC 7523)",
        "security": [],
        "requestBody": {"required": True, "content": body},
        "responses": {
            "200": {"description": "OK", **_content("Token", {})},
            "401": {"description": "Who you are is not accepted; the record says why.", "content": refused},
        },
    }


def _token_answer() -> dict[str, Any]:
    properties = {"access_token": TEXT, "token_type": {"const": "Bearer"}, "expires_in": {"type": "integer"}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _receipt() -> dict[str, Any]:
    properties = {
        "log": {"type": "integer"},
        "sequence": {"type": "integer"},
        "institution_sequence": {"type": "integer"},
        "leaf": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "at": {"type": "string", "format": "date-time"},
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


def _problem() -> dict[str, Any]:
    fault = {"type": "object", "properties": {"pointer": TEXT, "code": TEXT, "detail": TEXT}}
    properties = {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "code": TEXT,
        "action": TEXT,
        "errors": {"type": "array", "items": fault},
    }
    return {"type": "object", "properties": properties, "required": ["title", "status", "code"]}

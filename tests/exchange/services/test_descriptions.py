"""X4.3, X4.4: OpenAPI and WSDL come from the definitions and are read by others' tools."""

import io
import json
from typing import Any

import jsonschema_rs
import pytest
import zeep
from lxml import etree

from imece.exchange.contract import SERVICES, Service
from imece.exchange.services.answers import granted_facts, plain_facts
from imece.exchange.services.definition import plain_definition, service_from
from imece.exchange.services.openapi import answer_example, openapi_of, path_of, question_of
from imece.exchange.services.words import words_in
from imece.exchange.services.wsdl import operation_of, wsdl_of

SERVER = "https://imece.example"
every_service = pytest.mark.parametrize("key", sorted(SERVICES), ids=lambda key: f"{key[0]}-v{key[1]}")


def _document() -> dict[str, Any]:
    return openapi_of(SERVICES.values(), server=SERVER)


def test_the_document_has_a_path_for_each_version() -> None:
    paths = _document()["paths"]
    assert set(paths) == {"/v1/token"} | {
        f"{path_of(one)}{end}" for one in SERVICES.values() for end in ("", "/batch")
    }


def test_the_document_is_valid_openapi() -> None:
    """As schemathesis reads it; it resolves every reference."""
    import schemathesis

    schema = schemathesis.openapi.from_dict(_document())
    assert sum(1 for _one in schema.get_all_operations()) == 1 + 2 * len(SERVICES)


@every_service
def test_examples_follow_their_own_schema(key: tuple[str, int]) -> None:
    service, document = SERVICES[key], _document()
    assert service.examples, "each service shows how it is asked"
    for example in service.examples:
        for name, value in (("Question", question_of(service, example)), ("Facts", _facts(service, example))):
            schema = {"$ref": f"#/components/schemas/{operation_of(service)}{name}", **document}
            assert jsonschema_rs.Draft202012Validator(schema).is_valid(json.loads(json.dumps(value))), value


def _facts(service: Service, example: Any) -> dict[str, Any]:
    return dict(answer_example(service, example).get("facts", {}))


@every_service
def test_a_soap_toolkit_reads_the_contract(key: tuple[str, int]) -> None:
    service = SERVICES[key]
    client = zeep.Client(io.BytesIO(wsdl_of([service], f"{SERVER}/soap").encode()))
    ports = client.wsdl.services["Exchange"].ports
    assert set(ports) == {"ExchangeSoap", "ExchangeSoap12"}
    for port in ports.values():
        assert list(port.binding.all()) == [operation_of(service)]


def test_a_toolkit_makes_the_question_and_reads_the_answer() -> None:
    service = SERVICES["registry.person", 1]
    client = zeep.Client(io.BytesIO(wsdl_of(SERVICES.values(), f"{SERVER}/soap").encode()))
    asked = {"inputs": {"number": "10000000146"}, "purpose": "DENEME", "user": "1001"}
    envelope = client.create_message(client.service, operation_of(service), **asked)
    assert etree.QName(envelope[0][0]).namespace == "urn:imece:exchange"
    assert envelope.findtext(".//{*}number") == "10000000146"
    answer = client.get_type("{urn:imece:exchange}Receipt")(
        log=0, sequence=1, institution_sequence=1, leaf=b"", at="2026-01-01"
    )
    assert answer.sequence == 1


def test_only_granted_fields_leave() -> None:
    """PRO-02: also when the facts hold more, in the definition's order."""
    service = SERVICES["registry.person", 1]
    facts = {field.name: field.name for field in service.fields} | {"secret": "x"}
    granted = granted_facts(service, facts, {"surname", "given_names", "secret"})
    assert list(granted) == ["given_names", "surname"]


@every_service
def test_a_definition_survives_as_plain_data(key: tuple[str, int]) -> None:
    service = SERVICES[key]
    again = service_from(json.loads(json.dumps(plain_definition(service))))
    assert plain_definition(again) == plain_definition(service)
    assert SERVICES[key] is service, "reading a description back registers nothing"
    assert again.function == service.function


@every_service
def test_titles_are_in_both_languages(key: tuple[str, int]) -> None:
    service = SERVICES[key]
    texts = [service.title, service.meaning, service.purpose]
    described = [
        *service.fields,
        *service.inputs,
        *(one for field in service.fields for one in field.records),
    ]
    texts += [one.title for one in described] + [one.meaning for one in described if one.meaning]
    for text in texts:
        assert text.count(" / ") == 1, text
        assert words_in(text, "tr") != words_in(text, "en") or text.count(words_in(text, "tr")) == 2


def test_days_and_decimals_travel_as_text() -> None:
    from datetime import date

    service = SERVICES["registry.person", 1]
    assert plain_facts(service, {"died_on": date(2026, 1, 2), "is_alive": False}) == {
        "died_on": "2026-01-02",
        "is_alive": False,
    }

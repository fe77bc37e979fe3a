"""Every service of the catalogue over SOAP: the contract is `services.wsdl`, the questions are the road's own.

Proof is a bearer token as on the REST side, or WS-Security's UsernameToken in each message.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

import msgspec
from lxml import etree

from imece.exchange.contract import Field, Kind, Service
from imece.exchange.gateway.rights import OpenService
from imece.exchange.gateway.soap.envelope import Message, SoapFault, values_of
from imece.exchange.gateway.soap.kps_v2.names import PREFIXES
from imece.exchange.services.wsdl import NAMESPACE, operation_of

PLAIN: Final = ("purpose", "file", "user", "unit", "request_id")


def service_of(message: Message, services: Iterable[OpenService]) -> OpenService | None:
    """The one whose operation the Body names."""
    wanted = message.operation
    return next((one for one in services if operation_of(one.definition) == wanted), None)


def texts_of(message: Message) -> tuple[dict[str, str | None], dict[str, str | None]]:
    """The inputs, and what stands beside them. Raises SoapFault for what the contract does not know."""
    inputs: dict[str, str | None] = {}
    plain: dict[str, str | None] = {}
    for child in message.body:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name == "inputs":
            inputs = values_of(child)
        elif name in PLAIN and name not in plain:
            plain[name] = (child.text or "").strip() or None
        else:
            raise SoapFault(
                f"the element {name} is not expected here, or comes twice", namespace=message.namespace
            )
    return inputs, plain


def user_token(message: Message) -> tuple[str, str]:
    """Name and password of the UsernameToken; both empty without one."""
    if message.header is None:
        return "", ""
    name = message.header.findtext("o:Security/o:UsernameToken/o:Username", default="", namespaces=PREFIXES)
    word = message.header.findtext("o:Security/o:UsernameToken/o:Password", default="", namespaces=PREFIXES)
    return name.strip(), word.strip()


def response(service: Service, facts: Mapping[str, Any] | None, receipt: Mapping[str, Any]) -> str:
    """The Body's content; `facts` are JSON values of the granted fields, in the definition's order."""
    fields = {field.name: field for field in service.fields}
    name = f"{operation_of(service)}Response"
    told = "".join(_field(fields[key], plain(value)) for key, value in (facts or {}).items())
    inner = f"<facts>{told}</facts>" if facts is not None else ""
    stamp = "".join(f"<{key}>{escape(str(value))}</{key}>" for key, value in receipt.items())
    found = "true" if facts is not None else "false"
    return f'<{name} xmlns="{NAMESPACE}"><found>{found}</found>{inner}<receipt>{stamp}</receipt></{name}>'


def plain(value: Any) -> Any:
    return msgspec.json.decode(value) if isinstance(value, msgspec.Raw) else value


def _field(field: Field, value: Any) -> str:
    if value is None:
        return f'<{field.name} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true"/>'
    if field.kind is Kind.LIST:
        records = {one.name: one for one in field.records}
        items = "".join(
            "<item>" + "".join(_field(records[key], part) for key, part in row.items()) + "</item>"
            for row in value
        )
        return f"<{field.name}>{items}</{field.name}>"
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return f"<{field.name}>{escape(text)}</{field.name}>"


def problem_fault(document: bytes, namespace: str) -> SoapFault:
    """The fault that says what the REST side says as problem+json."""
    told = msgspec.json.decode(document)
    detail = (
        f'<Problem xmlns="{NAMESPACE}"><code>{escape(told["code"])}</code><title>{escape(told["title"])}</title>'
        f"<action>{escape(told.get('action', ''))}</action></Problem>"
    )
    text = f"{told['title']} {told.get('action', '')}".strip()
    return SoapFault(text, namespace=namespace, is_ours=int(told["status"]) >= 500, detail=detail)

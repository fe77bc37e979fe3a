"""WSDL 1.1 with its schema inside, made from the definitions: SOAP 1.1 and 1.2, document/literal (X4.4).

One operation a service version (`RegistryPersonV1`); all stand in one namespace, so versions live side by side in one
contract. Whoever speaks this contract proves himself as on the REST side (header `Authorization`) or by WS-Security.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from imece.exchange.contract import Field, Input, Kind, Service

NAMESPACE: Final = "urn:imece:exchange"
SOAP_11: Final = "http://schemas.xmlsoap.org/wsdl/soap/"
SOAP_12: Final = "http://schemas.xmlsoap.org/wsdl/soap12/"
TRANSPORT: Final = "http://schemas.xmlsoap.org/soap/http"
TYPES: Final = {
    Kind.TEXT: "xs:string",
    Kind.INTEGER: "xs:int",
    Kind.DECIMAL: "xs:decimal",
    Kind.BOOLEAN: "xs:boolean",
    Kind.DATE: "xs:date",
}
COMMON: Final = """
      <xs:simpleType name="RequestId">
        <xs:restriction base="xs:string">
          <xs:pattern value="[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"/>
        </xs:restriction>
      </xs:simpleType>
      <xs:complexType name="Receipt">
        <xs:sequence>
          <xs:element name="log" type="xs:int"/>
          <xs:element name="sequence" type="xs:long"/>
          <xs:element name="institution_sequence" type="xs:long"/>
          <xs:element name="leaf" type="xs:hexBinary"/>
          <xs:element name="at" type="xs:dateTime"/>
        </xs:sequence>
      </xs:complexType>
      <xs:element name="Problem">
        <xs:complexType>
          <xs:sequence>
            <xs:element name="code" type="xs:string"/>
            <xs:element name="title" type="xs:string"/>
            <xs:element name="detail" type="xs:string" minOccurs="0"/>
            <xs:element name="action" type="xs:string" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
      </xs:element>"""


def operation_of(service: Service) -> str:
    """`registry.person` in version 1 → `RegistryPersonV1`: its name in every description for programs."""
    return _operation_name(service.name, service.version)


@lru_cache(maxsize=1024)
def _operation_name(name: str, version: int) -> str:
    words = name.replace(".", "_").split("_")
    joined = "".join(word[:1].upper() + word[1:] for word in words)  # ascii: identifiers
    return f"{joined}V{version}"


def action_of(service: Service) -> str:
    """The SOAPAction."""
    return f"{NAMESPACE}/{operation_of(service)}"


def wsdl_of(services: Iterable[Service], address: str) -> str:
    """The contract of these services at this address; needs no further file."""
    chosen = sorted(services, key=lambda one: (one.name, one.version))
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<wsdl:definitions name="Exchange" targetNamespace="{NAMESPACE}" xmlns:tns="{NAMESPACE}"'
        ' xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:soap="{SOAP_11}" xmlns:soap12="{SOAP_12}">\n'
        f"  <wsdl:types>\n{xsd_of(chosen)}\n  </wsdl:types>\n"
        + '  <wsdl:message name="Problem"><wsdl:part name="fault" element="tns:Problem"/></wsdl:message>\n'
        + "".join(_messages(one) for one in chosen)
        + '  <wsdl:portType name="Exchange">\n'
        + "".join(_operation(one) for one in chosen)
        + "  </wsdl:portType>\n"
        + _binding("ExchangeSoap", "soap", chosen)
        + _binding("ExchangeSoap12", "soap12", chosen)
        + '  <wsdl:service name="Exchange">\n'
        + _port("ExchangeSoap", "soap", address)
        + _port("ExchangeSoap12", "soap12", address)
        + "  </wsdl:service>\n</wsdl:definitions>\n"
    )


def xsd_of(services: Iterable[Service]) -> str:
    """The schema alone: one request and one response element a service version."""
    elements = "".join(_request(one) + _response(one) for one in services)
    return (
        f'    <xs:schema targetNamespace="{NAMESPACE}" xmlns:tns="{NAMESPACE}" elementFormDefault="qualified"'
        f' xmlns:xs="http://www.w3.org/2001/XMLSchema">{COMMON}{elements}\n    </xs:schema>'
    )


def _request(service: Service) -> str:
    inputs = "".join(_input(one) for one in service.inputs)
    return f"""
      <xs:element name="{operation_of(service)}">
        <xs:complexType>
          <xs:annotation><xs:documentation>{escape(service.title)}</xs:documentation></xs:annotation>
          <xs:sequence>
            <xs:element name="inputs"><xs:complexType><xs:sequence>{inputs}
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="purpose" type="xs:string"/>
            <xs:element name="file" type="xs:string" minOccurs="0"/>
            <xs:element name="user" type="xs:string"/>
            <xs:element name="unit" type="xs:string" minOccurs="0"/>
            <xs:element name="request_id" type="tns:RequestId" minOccurs="0"/>
          </xs:sequence>
        </xs:complexType>
      </xs:element>"""


def _response(service: Service) -> str:
    fields = "".join(_field(one) for one in service.fields)
    return f"""
      <xs:element name="{operation_of(service)}Response">
        <xs:complexType><xs:sequence>
            <xs:element name="found" type="xs:boolean"/>
            <xs:element name="facts" minOccurs="0"><xs:complexType><xs:sequence>{fields}
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="receipt" type="tns:Receipt"/>
        </xs:sequence></xs:complexType>
      </xs:element>"""


def _input(declared: Input) -> str:
    least = "" if declared.is_required else ' minOccurs="0" nillable="true"'
    bounds = _bounds(declared)
    if not bounds:
        return f"""
              <xs:element name="{declared.name}" type="{TYPES[declared.kind]}"{least}/>"""
    return f"""
              <xs:element name="{declared.name}"{least}><xs:simpleType>
                <xs:restriction base="{TYPES[declared.kind]}">{bounds}</xs:restriction>
              </xs:simpleType></xs:element>"""


def _bounds(declared: Input) -> str:
    if declared.choices:
        return "".join(f"<xs:enumeration value={quoteattr(one)}/>" for one in declared.choices)
    if declared.kind is Kind.TEXT:
        shape = f"<xs:pattern value={quoteattr(declared.pattern)}/>" if declared.pattern else ""
        return f'<xs:maxLength value="{declared.most}"/>{shape}'
    least = "" if declared.least is None else f'<xs:minInclusive value="{declared.least}"/>'
    greatest = "" if declared.greatest is None else f'<xs:maxInclusive value="{declared.greatest}"/>'
    return least + greatest


def _field(field: Field) -> str:
    """Every field may be missing: a grant names some of them."""
    if field.kind is not Kind.LIST:
        return f"""
              <xs:element name="{field.name}" type="{TYPES[field.kind]}" minOccurs="0" nillable="true"/>"""
    columns = "".join(_field(one) for one in field.records)
    return f"""
              <xs:element name="{field.name}" minOccurs="0"><xs:complexType><xs:sequence>
                <xs:element name="item" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>{columns}
                </xs:sequence></xs:complexType></xs:element>
              </xs:sequence></xs:complexType></xs:element>"""


def _messages(service: Service) -> str:
    name = operation_of(service)
    return (
        f'  <wsdl:message name="{name}Request"><wsdl:part name="parameters" element="tns:{name}"/></wsdl:message>\n'
        f'  <wsdl:message name="{name}Response">'
        f'<wsdl:part name="parameters" element="tns:{name}Response"/></wsdl:message>\n'
    )


def _operation(service: Service) -> str:
    name = operation_of(service)
    return (
        f'    <wsdl:operation name="{name}">\n'
        f"      <wsdl:documentation>{escape(service.title)}</wsdl:documentation>\n"
        f'      <wsdl:input message="tns:{name}Request"/>\n'
        f'      <wsdl:output message="tns:{name}Response"/>\n'
        f'      <wsdl:fault name="Problem" message="tns:Problem"/>\n'
        "    </wsdl:operation>\n"
    )


def _binding(name: str, prefix: str, services: list[Service]) -> str:
    operations = "".join(
        f'    <wsdl:operation name="{operation_of(one)}">\n'
        f'      <{prefix}:operation soapAction="{action_of(one)}" style="document"/>\n'
        f'      <wsdl:input><{prefix}:body use="literal"/></wsdl:input>\n'
        f'      <wsdl:output><{prefix}:body use="literal"/></wsdl:output>\n'
        f'      <wsdl:fault name="Problem"><{prefix}:fault name="Problem" use="literal"/></wsdl:fault>\n'
        "    </wsdl:operation>\n"
        for one in services
    )
    return (
        f'  <wsdl:binding name="{name}" type="tns:Exchange">\n'
        f'    <{prefix}:binding transport="{TRANSPORT}"/>\n{operations}  </wsdl:binding>\n'
    )


def _port(binding: str, prefix: str, address: str) -> str:
    return (
        f'    <wsdl:port name="{binding}" binding="tns:{binding}">'
        f"<{prefix}:address location={quoteattr(address)}/></wsdl:port>\n"
    )

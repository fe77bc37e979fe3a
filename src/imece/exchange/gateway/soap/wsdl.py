"""WSDL 1.1 of the public check services: one self-contained text, with a SOAP 1.1 and a SOAP 1.2 port (design F)."""

from functools import lru_cache

from imece.exchange.gateway.soap.public_check import TARGET, Element, Operation

HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"'
    ' xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:s="http://www.w3.org/2001/XMLSchema"'
    f' xmlns:tns="{TARGET}" targetNamespace="{TARGET}">'
)


@lru_cache(maxsize=16)
def wsdl_of(operation: Operation, address: str) -> bytes:
    """`address` is where the service is reached from outside."""
    name = operation.name
    return f"""{HEAD}
  <wsdl:types>
    <s:schema elementFormDefault="qualified" targetNamespace="{TARGET}">
      <s:element name="{name}"><s:complexType><s:sequence>
{"".join(_element(one) for one in operation.elements)}      </s:sequence></s:complexType></s:element>
      <s:element name="{name}Response"><s:complexType><s:sequence>
        <s:element minOccurs="1" maxOccurs="1" name="{name}Result" type="s:boolean"/>
      </s:sequence></s:complexType></s:element>
    </s:schema>
  </wsdl:types>
  <wsdl:message name="{name}SoapIn"><wsdl:part name="parameters" element="tns:{name}"/></wsdl:message>
  <wsdl:message name="{name}SoapOut"><wsdl:part name="parameters" element="tns:{name}Response"/></wsdl:message>
  <wsdl:portType name="{operation.port}Soap">
    <wsdl:operation name="{name}">
      <wsdl:input message="tns:{name}SoapIn"/>
      <wsdl:output message="tns:{name}SoapOut"/>
    </wsdl:operation>
  </wsdl:portType>
{_binding(operation, "soap", "Soap")}{_binding(operation, "soap12", "Soap12")}\
  <wsdl:service name="{operation.port}">
{_port(operation, "soap", "Soap", address)}{_port(operation, "soap12", "Soap12", address)}  </wsdl:service>
</wsdl:definitions>
""".encode()


def _element(element: Element) -> str:
    least = 1 if element.is_required else 0
    nil = ' nillable="true"' if element.is_nillable else ""
    return f'        <s:element minOccurs="{least}" maxOccurs="1" name="{element.name}"{nil} type="s:{element.xsd}"/>\n'


def _port(operation: Operation, prefix: str, suffix: str, address: str) -> str:
    return f"""\
    <wsdl:port name="{operation.port}{suffix}" binding="tns:{operation.port}{suffix}">
      <{prefix}:address location="{address}"/>
    </wsdl:port>
"""


def _binding(operation: Operation, prefix: str, suffix: str) -> str:
    return f"""\
  <wsdl:binding name="{operation.port}{suffix}" type="tns:{operation.port}Soap">
    <{prefix}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="{operation.name}">
      <{prefix}:operation soapAction="{operation.action}" style="document"/>
      <wsdl:input><{prefix}:body use="literal"/></wsdl:input>
      <wsdl:output><{prefix}:body use="literal"/></wsdl:output>
    </wsdl:operation>
  </wsdl:binding>
"""

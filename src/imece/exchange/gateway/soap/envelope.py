"""Reading and writing SOAP 1.1 and 1.2, tolerant in form and strict in safety.

Clients out there differ in everything the standard leaves open, and in some that it does not: prefixes, order, blanks
before the prologue, no charset, an action in quotes or none, an empty Header. All of that is taken. A DTD, an entity,
a deep or a large document is not.
"""

from dataclasses import dataclass
from typing import Final, NoReturn
from xml.sax.saxutils import escape

from lxml import etree

SOAP_11: Final = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12: Final = "http://www.w3.org/2003/05/soap-envelope"
CONTENT_TYPE: Final = {SOAP_11: "text/xml; charset=utf-8", SOAP_12: "application/soap+xml; charset=utf-8"}
MOST_BYTES: Final = 64 * 1024
MOST_DEPTH: Final = 24
MOST_ELEMENTS: Final = 2_000
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


class SoapFault(Exception):
    """The caller's mistake. `text` is what he reads; nothing about a person stands in it."""

    def __init__(
        self, text: str, *, namespace: str = SOAP_11, is_ours: bool = False, detail: str = ""
    ) -> None:
        super().__init__(text)
        self.text, self.namespace, self.is_ours, self.detail = text, namespace, is_ours, detail


@dataclass(frozen=True)
class Message:
    """`body` is the one element inside the Body; `namespace` says in which SOAP to answer."""

    namespace: str
    body: etree._Element
    header: etree._Element | None

    @property
    def operation(self) -> str:
        return etree.QName(self.body).localname

    @property
    def operation_namespace(self) -> str:
        return etree.QName(self.body).namespace or ""


def read_message(data: bytes, content_type: str = "") -> Message:
    """Raises SoapFault naming what is wrong with the document, in the SOAP of its sender as far as it is known."""
    asked = SOAP_12 if "soap+xml" in content_type else SOAP_11
    root = _parse(data, asked)
    name = etree.QName(root)
    if name.localname != "Envelope" or name.namespace not in (SOAP_11, SOAP_12):
        _refuse("the document is no SOAP envelope (1.1 or 1.2)", asked)
    parts = {etree.QName(part).localname: part for part in root if isinstance(part.tag, str)}
    body = [part for part in parts.get("Body", ()) if isinstance(part.tag, str)]
    if len(body) != 1:
        _refuse(f"the Body must hold one element, not {len(body)}", name.namespace)
    return Message(name.namespace, body[0], parts.get("Header"))


def _parse(data: bytes, namespace: str) -> etree._Element:
    text = data.removeprefix(BYTE_ORDER_MARK).lstrip()
    if len(data) > MOST_BYTES:
        _refuse(f"the document has {len(data)} bytes; at most {MOST_BYTES} are taken", namespace)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        _refuse(f"the document is not well-formed XML: {error}", namespace)
    if root.getroottree().docinfo.internalDTD is not None:
        _refuse("a document type declaration is not taken", namespace)
    _measure(root, namespace)
    return root


def _measure(root: etree._Element, namespace: str) -> None:
    depth = count = 0
    for event, _element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MOST_DEPTH or count > MOST_ELEMENTS:
            _refuse("the document is nested too deeply or has too many elements", namespace)


def _refuse(text: str, namespace: str | None) -> NoReturn:
    raise SoapFault(text, namespace=namespace or SOAP_11)


def words_of(element: etree._Element) -> str:
    """All text below, for a message to an operator."""
    return " ".join(str(one.text).strip() for one in element.iter() if one.text)[:200]


def values_of(element: etree._Element) -> dict[str, str | None]:
    """Child elements as text by their local name, in whatever order and prefix; `xsi:nil` and empty are None.

    Raises SoapFault for a name that comes twice: two readers would take two different ones.
    """
    found: dict[str, str | None] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child).localname
        if name in found:
            raise SoapFault(f"the element {name} comes twice")
        if len(child):
            raise SoapFault(f"the element {name} must hold a value, not further elements")
        found[name] = (child.text or "").strip() or None
    return found


def envelope(namespace: str, body: str) -> bytes:
    """As plain as can be: several clients read the answer by position or by regular expression."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="{namespace}">'
        f"<soap:Body>{body}</soap:Body></soap:Envelope>"
    ).encode()


def result(namespace: str, operation: str, target: str, is_true: bool) -> bytes:
    """The answer of a yes/no operation."""
    word = "true" if is_true else "false"
    inner = f"<{operation}Result>{word}</{operation}Result>"
    return envelope(namespace, f'<{operation}Response xmlns="{target}">{inner}</{operation}Response>')


def fault(problem: SoapFault) -> bytes:
    """Always sent with HTTP 500, as both standards ask, and never as a page of HTML."""
    text = escape(problem.text)
    if problem.namespace == SOAP_12:
        code = "soap:Receiver" if problem.is_ours else "soap:Sender"
        inner = (
            f"<soap:Code><soap:Value>{code}</soap:Value></soap:Code>"
            f'<soap:Reason><soap:Text xml:lang="tr">{text}</soap:Text></soap:Reason>'
        )
    else:
        code = "soap:Server" if problem.is_ours else "soap:Client"
        inner = f"<faultcode>{code}</faultcode><faultstring>{text}</faultstring>"
    if problem.detail:
        name = "soap:Detail" if problem.namespace == SOAP_12 else "detail"
        inner += f"<{name}>{problem.detail}</{name}>"
    return envelope(problem.namespace, f"<soap:Fault>{inner}</soap:Fault>")

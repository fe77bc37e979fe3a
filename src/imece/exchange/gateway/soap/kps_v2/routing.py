"""The routing service: one address, the wanted service stands in `wsa:Action` with its year's version.

Served: the token and the signature are checked, the criteria become questions, the answers one document. Asked: the
same document read back. As `IssuedTokenOverTransport` has it, the signature covers the Timestamp and TLS the rest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree

from imece.exchange.gateway.soap.envelope import (
    SOAP_12,
    Message,
    SoapFault,
    read_message,
    values_of,
    words_of,
)
from imece.exchange.gateway.soap.kps_v2 import signature
from imece.exchange.gateway.soap.kps_v2.names import (
    ADDRESSING,
    KPS,
    PREFIXES,
    SAML_KEY,
    SECURITY,
    SECURITY_11,
    UTILITY,
)
from imece.exchange.gateway.soap.kps_v2.trust import Token, action_header, proof_key_of, timestamp_text

ACTION: Final = re.compile(rf"{re.escape(KPS)}/([0-9]{{4}}/[0-9]{{2}}/[0-9]{{2}})/([A-Za-z]+)/Sorgula")
SKEW: Final = timedelta(minutes=1)
MOST_AT_ONCE: Final = 100


@dataclass(frozen=True)
class Call:
    """One signed message: which service in which year's version, under which token, with which criteria."""

    service: str
    version: str
    token_id: str
    message_id: str
    criteria: tuple[Mapping[str, str | None], ...]

    @property
    def target(self) -> str:
        return f"{KPS}/{self.version}/{self.service}"


# -- served --------------------------------------------------------------------------------------------------------


def read_call(message: Message, *, secret: bytes, now: datetime, takes_legacy: bool) -> Call:
    """Raises SoapFault naming what is wrong; whether the token is anybody's is asked next (`trust.credential_of`)."""
    if message.header is None:
        raise SoapFault("the message has no Header", namespace=SOAP_12)
    action = ACTION.fullmatch(action_header(message))
    if action is None:
        raise SoapFault(f"the Action must read {KPS}/year/month/day/service/Sorgula", namespace=SOAP_12)
    security = message.header.find("o:Security", PREFIXES)
    assertion = security.find("saml:Assertion", PREFIXES) if security is not None else None
    if security is None or assertion is None:
        raise SoapFault("the Security header must hold the token that the issuer gave", namespace=SOAP_12)
    token_id = assertion.get("AssertionID") or ""
    signature.check(security, proof_key_of(token_id, secret), takes_legacy=takes_legacy)
    _check_time(security, now)
    message_id = message.header.findtext("a:MessageID", default="", namespaces=PREFIXES).strip()
    return Call(action[2], action[1], token_id, message_id, _criteria(message.body))


def _check_time(security: etree._Element, now: datetime) -> None:
    created = _instant(security.findtext("u:Timestamp/u:Created", namespaces=PREFIXES))
    expires = _instant(security.findtext("u:Timestamp/u:Expires", namespaces=PREFIXES))
    if not created - SKEW <= now <= expires + SKEW or expires - created > timedelta(minutes=10):
        raise SoapFault(
            f"the message is of another time; it is {now:%Y-%m-%dT%H:%M:%SZ} here", namespace=SOAP_12
        )


def _instant(text: str | None) -> datetime:
    try:
        at = datetime.fromisoformat((text or "").strip().replace("Z", "+00:00"))
    except ValueError as error:
        raise SoapFault("the Timestamp must hold Created and Expires", namespace=SOAP_12) from error
    if at.tzinfo is None:
        raise SoapFault("Created and Expires must name their zone", namespace=SOAP_12)
    return at


def _criteria(body: etree._Element) -> tuple[Mapping[str, str | None], ...]:
    lists = [
        one for one in body if isinstance(one.tag, str) and etree.QName(one).localname == "kriterListesi"
    ]
    found = [values_of(one) for part in lists for one in part if isinstance(one.tag, str)]
    if not 1 <= len(found) <= MOST_AT_ONCE:
        raise SoapFault(
            f"the kriterListesi must hold 1 to {MOST_AT_ONCE} criteria, not {len(found)}", namespace=SOAP_12
        )
    return tuple(found)


def answer(call: Call, results: Sequence[str], problem: tuple[str, str] | None = None) -> str:
    """The Body's content. `results` are elements made by `records`; `problem` a code and its words for the whole."""
    parts = "".join(results)
    inner = _problem(*problem) if problem else f"<SorguSonucu>{parts}</SorguSonucu>"
    return f'<SorgulaResponse xmlns="{call.target}"><SorgulaResult>{inner}</SorgulaResult></SorgulaResponse>'


def _problem(code: str, words: str) -> str:
    return f"<HataBilgisi><Kod>{escape(code)}</Kod><Aciklama>{escape(words)}</Aciklama></HataBilgisi>"


# -- asked ---------------------------------------------------------------------------------------------------------


def call_message(
    *, service: str, version: str, criterion: str, criteria: Sequence[Mapping[str, str]], token: Token, to: str,
    message_id: str, now: datetime, is_legacy: bool,
) -> bytes:  # fmt: skip
    """A signed question to the real routing service; `criterion` is the element's name (…SorguKriteri)."""
    target = f"{KPS}/{version}/{service}"
    rows = "".join(
        f"<{criterion}>"
        + "".join(f"<{name}>{escape(value)}</{name}>" for name, value in row.items())
        + f"</{criterion}>"
        for row in criteria
    )
    root = etree.fromstring(
        f'<s:Envelope xmlns:s="{SOAP_12}" xmlns:a="{ADDRESSING}" xmlns:u="{UTILITY}"><s:Header>'
        f'<a:Action s:mustUnderstand="1">{target}/Sorgula</a:Action><a:MessageID>{message_id}</a:MessageID>'
        f'<a:To s:mustUnderstand="1">{escape(to)}</a:To>'
        f'<o:Security xmlns:o="{SECURITY}" s:mustUnderstand="1">{timestamp_text(now)}</o:Security></s:Header>'
        f'<s:Body><Sorgula xmlns="{target}"><kriterListesi>{rows}</kriterListesi></Sorgula></s:Body></s:Envelope>'
    )
    security = root[0].find("o:Security", PREFIXES)
    assert security is not None
    security.append(token.assertion)
    made = signature.sign(security[0], token.proof_key, is_legacy=is_legacy)
    made[2].append(
        etree.fromstring(
            f'<o:SecurityTokenReference xmlns:o="{SECURITY}" xmlns:k="{SECURITY_11}">'
            f'<o:KeyIdentifier ValueType="{SAML_KEY}">{token.token_id}</o:KeyIdentifier></o:SecurityTokenReference>'
        )
    )
    security.append(made)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def read_answer(data: bytes) -> list[etree._Element]:
    """The records of an answer. Raises SoapFault with the other side's words for a fault or a HataBilgisi."""
    body = read_message(data, "application/soap+xml").body
    if etree.QName(body).localname == "Fault":
        raise SoapFault(f"the service refused: {words_of(body)}", is_ours=True)
    for element in body.iter():
        name = etree.QName(element).localname
        if name == "HataBilgisi" and len(element):
            raise SoapFault(f"the service answered {words_of(element)}", is_ours=True)
        if name == "SorguSonucu":
            return list(element)
    raise SoapFault("the answer holds no SorguSonucu", is_ours=True)

"""WS-Trust 1.3: an institution's name and password become a token with a proof key, for some minutes.

The token needs no memory here: its id carries the credential, the end and our own mark over both, and the proof key
follows from the id. Whoever shows another id has no key for it.
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from imece.exchange.gateway.soap.envelope import SOAP_12, Message, SoapFault, read_message, words_of
from imece.exchange.gateway.soap.kps_v2.names import (
    ADDRESSING,
    ISSUE,
    ISSUED,
    PASSWORD_TEXT,
    POLICY,
    PREFIXES,
    SAML,
    SAML_KEY,
    SAML_TOKEN,
    SECURITY,
    SYMMETRIC,
    TRUST,
    UTILITY,
)

TOKEN_LASTS: Final = timedelta(minutes=10)
KEY_BITS: Final = 256


@dataclass(frozen=True)
class Claim:
    """What a request for a token shows: the institution's user name and password, and for which service."""

    user_name: str
    password: str
    applies_to: str


@dataclass(frozen=True)
class Token:
    """What was issued: the assertion as it came, its id, the proof key, and its end."""

    assertion: etree._Element
    token_id: str
    proof_key: bytes
    valid_until: datetime


# -- served --------------------------------------------------------------------------------------------------------


def read_claim(message: Message) -> Claim:
    """Raises SoapFault for a request that is no Issue with a UsernameToken."""
    header = message.header
    user_name = _text(header, "o:Security/o:UsernameToken/o:Username")
    password = _text(header, "o:Security/o:UsernameToken/o:Password")
    if message.operation != "RequestSecurityToken" or message.operation_namespace != TRUST:
        raise SoapFault("this address issues tokens (WS-Trust 1.3)", namespace=SOAP_12)
    if not user_name or not password:
        raise SoapFault(
            "the Security header must hold a UsernameToken with name and password", namespace=SOAP_12
        )
    return Claim(user_name, password, _text(message.body, "p:AppliesTo/a:EndpointReference/a:Address") or "")


def token_id_of(credential_id: int, until: datetime, secret: bytes) -> str:
    """`_<credential>.<end>.<mark>`: an xs:ID, so it begins with no digit."""
    body = f"_{credential_id}.{int(until.timestamp())}"
    return f"{body}.{_mark(body, secret)}"


def credential_of(token_id: str, secret: bytes, now: datetime) -> int:
    """The credential a token was issued to. Raises SoapFault for one that is not ours or has ended."""
    body, _dot, mark = token_id.rpartition(".")
    if not hmac.compare_digest(mark.encode(), _mark(body, secret).encode()):
        raise SoapFault("the token was not issued here", namespace=SOAP_12)
    credential, _dot, end = body.removeprefix("_").partition(".")
    if now.timestamp() > int(end):
        raise SoapFault(
            f"the token ended at {datetime.fromtimestamp(int(end), UTC):%H:%M:%S} UTC", namespace=SOAP_12
        )
    return int(credential)


def proof_key_of(token_id: str, secret: bytes) -> bytes:
    return hmac.digest(secret, b"proof key\x00" + token_id.encode(), hashlib.sha256)


def _mark(body: str, secret: bytes) -> str:
    made = hmac.digest(secret, b"token\x00" + body.encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(made[:24]).decode()


def issued(*, token_id: str, user_name: str, applies_to: str, secret: bytes, now: datetime) -> str:
    """The Body of the answer to Issue: the assertion, and its proof key (the way to it is TLS)."""
    end = now + TOKEN_LASTS
    key = base64.b64encode(proof_key_of(token_id, secret)).decode()
    return (
        f'<t:RequestSecurityTokenResponseCollection xmlns:t="{TRUST}"><t:RequestSecurityTokenResponse>'
        f"<t:TokenType>{SAML_TOKEN}</t:TokenType><t:KeyType>{SYMMETRIC}</t:KeyType><t:KeySize>{KEY_BITS}</t:KeySize>"
        f"<t:RequestedSecurityToken>{_assertion(token_id, user_name, now, end)}</t:RequestedSecurityToken>"
        f"<t:RequestedProofToken><t:BinarySecret>{key}</t:BinarySecret></t:RequestedProofToken>"
        f'<t:RequestedAttachedReference><o:SecurityTokenReference xmlns:o="{SECURITY}">'
        f'<o:KeyIdentifier ValueType="{SAML_KEY}">{token_id}</o:KeyIdentifier>'
        f"</o:SecurityTokenReference></t:RequestedAttachedReference>"
        f'<t:Lifetime><u:Created xmlns:u="{UTILITY}">{_instant(now)}</u:Created>'
        f'<u:Expires xmlns:u="{UTILITY}">{_instant(end)}</u:Expires></t:Lifetime>'
        f'<p:AppliesTo xmlns:p="{POLICY}"><a:EndpointReference xmlns:a="{ADDRESSING}">'
        f"<a:Address>{escape(applies_to)}</a:Address></a:EndpointReference></p:AppliesTo>"
        "</t:RequestSecurityTokenResponse></t:RequestSecurityTokenResponseCollection>"
    )


def _assertion(token_id: str, user_name: str, now: datetime, end: datetime) -> str:
    name = quoteattr(user_name)[1:-1]
    return (
        f'<saml:Assertion xmlns:saml="{SAML}" MajorVersion="1" MinorVersion="1" AssertionID="{token_id}" Issuer="imece"'
        f' IssueInstant="{_instant(now)}"><saml:Conditions NotBefore="{_instant(now)}" NotOnOrAfter="{_instant(end)}"/>'
        f'<saml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password"'
        f' AuthenticationInstant="{_instant(now)}"><saml:Subject><saml:NameIdentifier>{escape(name)}'
        f"</saml:NameIdentifier></saml:Subject></saml:AuthenticationStatement></saml:Assertion>"
    )


# -- asked ---------------------------------------------------------------------------------------------------------


def claim_message(claim: Claim, *, to: str, message_id: str, now: datetime) -> bytes:
    """The request for a token, as the real issuer reads it."""
    return (
        f'<s:Envelope xmlns:s="{SOAP_12}" xmlns:a="{ADDRESSING}" xmlns:u="{UTILITY}"><s:Header>'
        f'<a:Action s:mustUnderstand="1">{ISSUE}</a:Action><a:MessageID>{message_id}</a:MessageID>'
        f'<a:To s:mustUnderstand="1">{escape(to)}</a:To><o:Security s:mustUnderstand="1" xmlns:o="{SECURITY}">'
        f'{timestamp_text(now)}<o:UsernameToken u:Id="user"><o:Username>{escape(claim.user_name)}</o:Username>'
        f'<o:Password Type="{PASSWORD_TEXT}">{escape(claim.password)}</o:Password></o:UsernameToken></o:Security>'
        f'</s:Header><s:Body><t:RequestSecurityToken xmlns:t="{TRUST}"><p:AppliesTo xmlns:p="{POLICY}">'
        f"<a:EndpointReference><a:Address>{escape(claim.applies_to)}</a:Address></a:EndpointReference></p:AppliesTo>"
        f"<t:KeyType>{SYMMETRIC}</t:KeyType><t:RequestType>{TRUST}/Issue</t:RequestType>"
        f"<t:TokenType>{SAML_TOKEN}</t:TokenType></t:RequestSecurityToken></s:Body></s:Envelope>"
    ).encode()


def read_token(data: bytes) -> Token:
    """The issuer's answer. Raises SoapFault with its words when it refuses, or when the answer is no token."""
    body = read_message(data, "application/soap+xml").body
    assertion = body.find(".//t:RequestedSecurityToken/saml:Assertion", PREFIXES)
    secret = _text(body, ".//t:RequestedProofToken/t:BinarySecret")
    if assertion is None or not secret:
        raise SoapFault(f"the issuer gave no token: {words_of(body)}", namespace=SOAP_12, is_ours=True)
    end = _text(body, ".//t:Lifetime/u:Expires") or ""
    return Token(
        assertion, assertion.get("AssertionID") or "", base64.b64decode(secret),
        datetime.fromisoformat(end.replace("Z", "+00:00")),
    )  # fmt: skip


def timestamp_text(now: datetime) -> str:
    return (
        f'<u:Timestamp xmlns:u="{UTILITY}" u:Id="_0"><u:Created>{_instant(now)}</u:Created>'
        f"<u:Expires>{_instant(now + timedelta(minutes=5))}</u:Expires></u:Timestamp>"
    )


def action_header(message: Message) -> str:
    return _text(message.header, "a:Action") or ""


def issued_header(relates_to: str) -> str:
    return (
        f'<a:Action xmlns:a="{ADDRESSING}">{ISSUED}</a:Action>'
        f'<a:RelatesTo xmlns:a="{ADDRESSING}">{escape(relates_to)}</a:RelatesTo>'
    )


def _text(parent: etree._Element | None, path: str) -> str | None:
    found = parent.findtext(path, namespaces=PREFIXES) if parent is not None else None
    return found.strip() if found else None


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"

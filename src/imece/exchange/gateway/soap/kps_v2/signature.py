"""The message's own signature: HMAC with the token's proof key over the Timestamp (`IssuedTokenOverTransport`).

Only what the profile uses is understood: one Signature in the Security header, exclusive canonical XML, references by
`wsu:Id`. Whatever else a signature could say is refused rather than worked around.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from typing import Any, Final

from lxml import etree

from imece.exchange.gateway.soap.envelope import SoapFault
from imece.exchange.gateway.soap.kps_v2.names import (
    EXCLUSIVE,
    HMAC_SHA1,
    HMAC_SHA256,
    PREFIXES,
    SHA1,
    SHA256,
    SIGNATURE,
    UTILITY,
)

MACS: Final[dict[str, Callable[..., Any]]] = {HMAC_SHA1: hashlib.sha1, HMAC_SHA256: hashlib.sha256}
DIGESTS: Final[dict[str, Callable[..., Any]]] = {SHA1: hashlib.sha1, SHA256: hashlib.sha256}
LEGACY: Final = frozenset({HMAC_SHA1, SHA1})


def canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


def sign(timestamp: etree._Element, key: bytes, *, is_legacy: bool) -> etree._Element:
    """A Signature over the Timestamp. The caller puts it beside it, and a reference to the token into its KeyInfo."""
    mac, digest = (HMAC_SHA1, SHA1) if is_legacy else (HMAC_SHA256, SHA256)
    place = timestamp.get(f"{{{UTILITY}}}Id")
    value = base64.b64encode(DIGESTS[digest](canonical(timestamp)).digest()).decode()
    signature = etree.fromstring(
        f'<d:Signature xmlns:d="{SIGNATURE}"><d:SignedInfo>'
        f'<d:CanonicalizationMethod Algorithm="{EXCLUSIVE}"/><d:SignatureMethod Algorithm="{mac}"/>'
        f'<d:Reference URI="#{place}"><d:Transforms><d:Transform Algorithm="{EXCLUSIVE}"/></d:Transforms>'
        f'<d:DigestMethod Algorithm="{digest}"/><d:DigestValue>{value}</d:DigestValue></d:Reference>'
        f"</d:SignedInfo><d:SignatureValue/><d:KeyInfo/></d:Signature>"
    )
    info = signature[0]
    signature[1].text = base64.b64encode(hmac.digest(key, canonical(info), MACS[mac])).decode()
    return signature


def check(security: etree._Element, key: bytes, *, takes_legacy: bool) -> None:
    """Raises SoapFault unless the one Signature covers the one Timestamp of this Security header with `key`."""
    signature = _only(security, "d:Signature")
    timestamp = _only(security, "u:Timestamp")
    info = _only(signature, "d:SignedInfo")
    mac = _algorithm(info, "d:SignatureMethod", MACS, takes_legacy)
    if _attribute(info, "d:CanonicalizationMethod") != EXCLUSIVE:
        raise SoapFault("the signature must use exclusive canonical XML")
    value = _decoded(_only(signature, "d:SignatureValue").text)
    if not hmac.compare_digest(hmac.digest(key, canonical(info), MACS[mac]), value):
        raise SoapFault("the message's signature does not match")
    _check_reference(info, timestamp, takes_legacy)


def _check_reference(info: etree._Element, timestamp: etree._Element, takes_legacy: bool) -> None:
    reference = _only(info, "d:Reference")
    transforms = [one.get("Algorithm") for one in reference.iterfind("d:Transforms/d:Transform", PREFIXES)]
    if reference.get("URI") != f"#{timestamp.get(f'{{{UTILITY}}}Id')}" or transforms != [EXCLUSIVE]:
        raise SoapFault("the signature must cover the Timestamp of this message, and it alone")
    digest = _algorithm(reference, "d:DigestMethod", DIGESTS, takes_legacy)
    value = _decoded(_only(reference, "d:DigestValue").text)
    if not hmac.compare_digest(DIGESTS[digest](canonical(timestamp)).digest(), value):
        raise SoapFault("the Timestamp was changed after it was signed")


def _algorithm(parent: etree._Element, path: str, known: dict[str, Any], takes_legacy: bool) -> str:
    name = _attribute(parent, path)
    if name not in known or (name in LEGACY and not takes_legacy):
        raise SoapFault(f"the algorithm {name} is not taken here")
    return name


def _attribute(parent: etree._Element, path: str) -> str:
    return _only(parent, path).get("Algorithm") or ""


def _only(parent: etree._Element, path: str) -> etree._Element:
    found = parent.findall(path, PREFIXES)
    if len(found) != 1:
        raise SoapFault(f"the Security header must hold one {path.partition(':')[2]}, not {len(found)}")
    return found[0]


def _decoded(text: str | None) -> bytes:
    try:
        return base64.b64decode((text or "").strip(), validate=True)
    except binascii.Error as error:
        raise SoapFault("a value of the signature is not base64") from error

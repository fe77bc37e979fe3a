"""Public keys and certificates as institutions paste them: read, measured, and kept without anything private (X3.5)."""

import base64
import hashlib
import json
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
from jwt import PyJWKError
from jwt.algorithms import ECAlgorithm, OKPAlgorithm, RSAAlgorithm
from jwt.exceptions import InvalidKeyError

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_instant
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.access.domain.errors import (
    CERTIFICATE_OVER,
    CERTIFICATE_STANDS,
    NOT_A_CERTIFICATE,
    NOT_A_KEY,
    NOT_OPEN,
    PRIVATE_KEY,
    WEAK_KEY,
)
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import ClientKey, Credential

PRIVATE_PARTS = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
RSA_BITS = range(2048, 8193)
LONGEST = 20_000
THUMBPRINT_PARTS = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y"), "OKP": ("crv", "kty", "x")}


def read_public_key(text: str) -> dict[str, Any]:
    """A JWK or PEM as typed → the public JWK with `kid` and `alg`. Raises ACS-031, ACS-032, ACS-033."""
    text = text.strip()
    if "PRIVATE KEY" in text:
        raise PRIVATE_KEY(field="public_key")
    if len(text) > LONGEST:
        raise NOT_A_KEY(what=f"{len(text)}", field="public_key")
    given = _read_json(text) if text.startswith("{") else {}
    key = _key_of_jwk(given) if given else _key_of_pem(text)
    jwk = _public_jwk(key)
    return jwk | {"kid": str(given.get("kid") or thumbprint_of(jwk))[:80], "use": "sig"}


def _read_json(text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
    except ValueError as problem:
        raise NOT_A_KEY(what=problem, field="public_key") from problem
    if PRIVATE_PARTS & given.keys():
        raise PRIVATE_KEY(field="public_key")
    return dict(given)


def _key_of_jwk(given: dict[str, Any]) -> Any:
    readers: dict[str, Any] = {"RSA": RSAAlgorithm, "EC": ECAlgorithm, "OKP": OKPAlgorithm}
    reader = readers.get(str(given.get("kty")))
    if reader is None:
        raise WEAK_KEY(what=f"kty = {given.get('kty')}", field="public_key")
    try:
        return reader.from_jwk(given)
    except (InvalidKeyError, PyJWKError, ValueError, TypeError, KeyError, UnsupportedAlgorithm) as problem:
        raise NOT_A_KEY(what=problem, field="public_key") from problem


def _key_of_pem(text: str) -> Any:
    try:
        return load_pem_public_key(text.encode())
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise NOT_A_KEY(what=_first_line(problem), field="public_key") from problem


def _public_jwk(key: Any) -> dict[str, Any]:
    """With the algorithms that may be used with it; any other kind or size is refused."""
    match key:
        case rsa.RSAPublicKey() if key.key_size in RSA_BITS and key.public_numbers().e == 65537:
            return RSAAlgorithm.to_jwk(key, as_dict=True) | {"alg": "RS256"}
        case rsa.RSAPublicKey():
            raise WEAK_KEY(what=f"RSA {key.key_size}, e = {key.public_numbers().e}", field="public_key")
        case ec.EllipticCurvePublicKey() if isinstance(key.curve, ec.SECP256R1):
            return ECAlgorithm.to_jwk(key, as_dict=True) | {"alg": "ES256"}
        case ed25519.Ed25519PublicKey():
            return OKPAlgorithm.to_jwk(key, as_dict=True) | {"alg": "EdDSA"}
    raise WEAK_KEY(what=getattr(getattr(key, "curve", None), "name", type(key).__name__), field="public_key")


def thumbprint_of(jwk: dict[str, Any]) -> str:
    """RFC 7638: the name a key has when its owner gave it none."""
    parts = {name: jwk[name] for name in THUMBPRINT_PARTS[jwk["kty"]]}
    canonical = json.dumps(parts, separators=(",", ":"), sort_keys=True).encode()
    return base64.urlsafe_b64encode(hashlib.sha256(canonical).digest()).rstrip(b"=").decode()


def add_key(*, credential: Credential, jwk: dict[str, Any], actor: Actor, now: datetime) -> ClientKey:
    """Part of handing over. `alg` names what it may sign with: for RSA also PS256 is taken at the door."""
    row = ClientKey(credential=credential, key_id=jwk["kid"], public_jwk=jwk, valid_from=now)
    row.full_clean()
    row.save()
    audit.record(
        actor, "credential.key_registered", credential, details={"kid": row.key_id, "alg": jwk["alg"]}
    )
    return row


@verb
def bind_certificate(*, credential: Credential, pem: str, actor: Actor, now: datetime) -> None:
    """Its tokens then hold only behind this TLS certificate (RFC 8705). It narrows: so the institution may do it alone.

    Raises ACS-034, ACS-035, and ACS-036 when one stands already: a change needs a form.
    """
    require(actor, "access.own", credential)
    locked = Credential.objects.select_for_update(of=("self",)).get(pk=credential.pk)
    if locked.state not in {CredentialState.ISSUED, CredentialState.ACTIVE, CredentialState.ROTATING}:
        raise NOT_OPEN(client_id=locked.client_id, state=locked.get_state_display())
    if locked.certificate_thumbprint:
        raise CERTIFICATE_STANDS(client_id=locked.client_id)
    certificate = read_certificate(pem, now)
    locked.certificate_thumbprint = thumbprint_of_certificate(certificate)
    locked.certificate_subject = certificate.subject.rfc4514_string()[:300]
    locked.save(update_fields=["certificate_thumbprint", "certificate_subject"])
    details = {"x5t#S256": locked.certificate_thumbprint}
    audit.record(actor, "credential.certificate_bound", locked, details=details)


def read_certificate(pem: str, now: datetime) -> x509.Certificate:
    pem = pem.strip()
    if "PRIVATE KEY" in pem:
        raise PRIVATE_KEY(field="certificate")
    try:
        certificate = x509.load_pem_x509_certificate(pem[:LONGEST].encode())
    except ValueError as problem:
        raise NOT_A_CERTIFICATE(what=_first_line(problem), field="certificate") from problem
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if not since <= now < until:
        raise CERTIFICATE_OVER(since=format_instant(since), until=format_instant(until), field="certificate")
    return certificate


def thumbprint_of_certificate(certificate: x509.Certificate) -> str:
    """x5t#S256 as hex: SHA-256 of the DER."""
    return hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0][:120]

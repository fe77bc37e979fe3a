"""How an institution proves itself at `/v1/token`, and the bearer token it gets (RFC 6749, RFC 7523, RFC 8705).

The token is signed by the installation and names the credential; whether that is still open is looked up on every
question. It is verified once and then found by its SHA-256.
"""

import base64
import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import jwt
import msgspec
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from imece.exchange.gateway.rights import ClientKey, Credential
from imece.exchange.gateway.settings import SKEW_SECONDS, TOKEN_SECONDS

ALGORITHMS: Final = ("RS256", "PS256", "ES256", "EdDSA")
ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_ASSERTION: Final = 300  # seconds of life that an assertion may claim
MOST_REMEMBERED: Final = 100_000
MOST_TOKENS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Token:
    """`expires`: seconds since 1970. `thumbprint`: of the certificate it is bound to, or nothing."""

    credential: int
    expires: int
    thumbprint: str


class BadProof(Exception):
    """Why a proof is refused. For the record and the asker's own log; outside all look alike."""


class Tokens:
    """Make and read bearer tokens. `key` is the installation's secret; gateways that share it read each other's."""

    def __init__(self, key: str) -> None:
        self._key = hashlib.sha256(b"imece exchange token 1\x00" + key.encode()).digest()
        self._known: OrderedDict[bytes, Token] = OrderedDict()

    def make(self, credential: int, thumbprint: str, now: float) -> str:
        payload = msgspec.msgpack.encode(
            [credential, int(now) + TOKEN_SECONDS, thumbprint, secrets.token_bytes(9)]
        )
        signature = hmac.digest(self._key, payload, "sha256")
        return _encode(payload) + "." + _encode(signature)

    def read(self, text: str) -> Token | None:
        """None for whatever we did not sign. An expired one is read too: the caller may know that it expired."""
        mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        token = self._known.get(mark)
        if token is None and (token := self._verified(text)) is not None:
            self._known[mark] = token
            if len(self._known) > MOST_TOKENS:
                self._known.popitem(last=False)
        return token

    def _verified(self, text: str) -> Token | None:
        head, _dot, tail = text.partition(".")
        try:
            payload, signature = _decode(head), _decode(tail)
        except ValueError:
            return None
        if not hmac.compare_digest(hmac.digest(self._key, payload, "sha256"), signature):
            return None
        credential, expires, thumbprint, _salt = msgspec.msgpack.decode(payload)
        return Token(credential, expires, thumbprint)


class Replays:
    """Assertions that were used: each opens once (RFC 7523 `jti`)."""

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[int, str], float] = OrderedDict()

    def is_new(self, credential: int, jti: str, expires: float) -> bool:
        now = time.time()
        while self._seen and (len(self._seen) > MOST_REMEMBERED or next(iter(self._seen.values())) < now):
            self._seen.popitem(last=False)
        if (credential, jti) in self._seen:
            return False
        self._seen[credential, jti] = expires + SKEW_SECONDS
        return True


def check_secret(credential: Credential | None, secret: str) -> None:
    """Takes the same time for an unknown client. Raises BadProof."""
    given = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
    expected = credential.secret_hash if credential is not None and credential.kind == "secret" else ""
    if not hmac.compare_digest(given, expected or "0" * 64):
        raise BadProof("wrong password" if credential else "unknown client")


def claimed_client(assertion: str) -> str:
    """Whom an assertion says it is from, unverified; raises BadProof for what is no assertion."""
    try:
        claims = jwt.decode(assertion, options={"verify_signature": False})
    except (jwt.PyJWTError, ValueError) as problem:
        raise BadProof(f"not an assertion: {problem}") from problem
    client = claims.get("sub", "")
    return client if isinstance(client, str) else ""


def check_assertion(
    credential: Credential | None, assertion: str, audience: str, now: float, replays: Replays
) -> None:
    """`iss` and `sub` are the client, `aud` is our token address, `jti` is new, its life is short. Raises BadProof.

    For an unknown client a signature is verified all the same, against a key that nobody has.
    """
    try:
        header = jwt.get_unverified_header(assertion)
    except jwt.PyJWTError as problem:
        raise BadProof(f"not an assertion: {problem}") from problem
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise BadProof(f"algorithm {algorithm} is not taken; use one of {', '.join(ALGORITHMS)}")
    key = _key_named(credential, str(header.get("kid", "")), int(now * 1_000_000))
    claims = _verified_claims(assertion, key, algorithm, audience)
    if credential is None or key is None:
        raise BadProof("unknown client" if credential is None else "no valid key of this kid is registered")
    _check_claims(claims, credential, now)
    if not replays.is_new(credential.id, str(claims["jti"]), float(claims["exp"])):
        raise BadProof("the assertion was used before (jti)")


def _verified_claims(assertion: str, key: ClientKey | None, algorithm: str, audience: str) -> dict[str, Any]:
    verifier = _nobodys_key(algorithm) if key is None else jwt.PyJWK(key.jwk, algorithm).key
    try:
        claims: dict[str, Any] = jwt.decode(
            assertion,
            verifier,
            algorithms=[algorithm],
            audience=audience,
            leeway=SKEW_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "jti"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as problem:
        raise BadProof(str(problem)) from problem
    return claims


def _check_claims(claims: dict[str, Any], credential: Credential, now: float) -> None:
    if claims["iss"] != credential.client_id or claims["sub"] != credential.client_id:
        raise BadProof("iss and sub must both be the client id")
    if float(claims["exp"]) - now > LONGEST_ASSERTION + SKEW_SECONDS:
        raise BadProof(f"exp is more than {LONGEST_ASSERTION} s away")
    if float(claims["iat"]) < now - LONGEST_ASSERTION - SKEW_SECONDS:
        raise BadProof(f"iat is more than {LONGEST_ASSERTION} s ago")


def _key_named(credential: Credential | None, key_id: str, now: int) -> ClientKey | None:
    keys = credential.keys if credential is not None else ()
    return next((key for key in keys if key.key_id == key_id and now in key.valid), None)


@cache
def _nobodys_key(algorithm: str) -> Any:
    """Verifying against it costs what verifying costs, and never succeeds."""
    if algorithm == "EdDSA":
        return ed25519.Ed25519PrivateKey.generate().public_key()
    if algorithm == "ES256":
        return ec.generate_private_key(ec.SECP256R1()).public_key()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)

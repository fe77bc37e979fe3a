"""Looking at a client assertion check by check, as the token address does it, to name the one that fails.

Whoever signed it may know everything about it. To anybody else an unknown client, an unknown key and a wrong signature
are one and the same, as on the road. The assertion is neither kept nor written to any log; whether its `jti` was used
before is known to the gateway alone.
"""

import base64
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import jwt
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.exchange.access.enums import CredentialKind
from imece.exchange.access.models import ClientKey, Credential
from imece.exchange.developers.domain.queries import OPEN_STATES, credentials_in_scope
from imece.exchange.gateway.settings import SKEW_SECONDS
from imece.exchange.gateway.tokens import ALGORITHMS, LONGEST_ASSERTION

CLAIMS: Final = ("iss", "sub", "aud", "exp", "iat", "jti")
LONGEST: Final = 8000  # characters


@dataclass(frozen=True)
class Check:
    """`fault` is empty when it is passed; else what is wrong, with the value, and what to do."""

    name: str
    fault: str = ""

    @property
    def is_passed(self) -> bool:
        return not self.fault


@dataclass(frozen=True)
class Read:
    """The parts of an assertion, unverified."""

    header: Mapping[str, Any]
    claims: Mapping[str, Any]


def examine_assertion(assertion: str, *, audience: str, actor: Actor, now: datetime) -> list[Check]:
    """The checks in the order of the token address. Those after an unreadable shape are not reached."""
    text = assertion.strip()
    try:
        read = _read(text)
    except ValueError as fault:
        return [
            Check(
                _("Form"), _("{reason}. Send header.claims.signature, each base64url.").format(reason=fault)
            )
        ]
    checks = [Check(_("Form"))]
    checks += [Check(*one) for one in _header_checks(read)]
    checks += [Check(*one) for one in _claim_checks(read, audience, int(now.timestamp()))]
    checks += _key_checks(text, read, actor, now)
    return checks


def _read(text: str) -> Read:
    parts = text.split(".")
    if len(parts) != 3:
        raise ValueError(_("it has {count} parts instead of 3").format(count=len(parts)))
    names = (_("the header"), _("the claims"))
    header, claims = (_object(part, name) for part, name in zip(parts, names, strict=False))
    return Read(header, claims)


def _object(part: str, name: str) -> Mapping[str, Any]:
    try:
        plain = json.loads(base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True))
    except ValueError:
        raise ValueError(_("{part} cannot be decoded").format(part=name)) from None
    if not isinstance(plain, dict):
        raise ValueError(_("{part} is not a JSON object").format(part=name))
    return plain


def _header_checks(read: Read) -> Iterator[tuple[str, str]]:
    algorithm, taken = str(read.header.get("alg", ""))[:20], ", ".join(ALGORITHMS)
    fault = _("“{value}” is not taken; use one of {taken}.").format(value=algorithm, taken=taken)
    yield "alg", "" if algorithm in ALGORITHMS else fault
    has_key = isinstance(read.header.get("kid"), str) and read.header["kid"]
    yield "kid", "" if has_key else _("The header names no key; put the registered key id into kid.")


def _claim_checks(read: Read, audience: str, now: int) -> Iterator[tuple[str, str]]:
    missing = [name for name in CLAIMS if name not in read.claims]
    told = _("Missing: {names}.").format(names=", ".join(missing))
    yield _("Claims"), told if missing else ""
    for name, check in _CLAIM_CHECKS.items():
        if not missing:
            yield name, check(read.claims, audience, now)


def _same_client(claims: Mapping[str, Any], audience: str, now: int) -> str:
    if claims["iss"] == claims["sub"]:
        return ""
    values = {"iss": str(claims["iss"])[:60], "sub": str(claims["sub"])[:60]}
    return _("iss is “{iss}” and sub is “{sub}”; both must be your client id.").format(**values)


def _right_audience(claims: Mapping[str, Any], audience: str, now: int) -> str:
    named = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if audience in named:
        return ""
    value = ", ".join(str(one)[:100] for one in named)
    return _("aud is “{value}”; it must be “{audience}”, to the letter.").format(
        value=value, audience=audience
    )


def _still_valid(claims: Mapping[str, Any], audience: str, now: int) -> str:
    expires = _seconds(claims["exp"])
    if expires is None:
        return _("exp must be a number of seconds since 1970.")
    if expires < now - SKEW_SECONDS:
        return _("It ran out {seconds} s ago; compare your clock with ours.").format(seconds=now - expires)
    if expires > now + LONGEST_ASSERTION + SKEW_SECONDS:
        values = {"seconds": expires - now, "most": LONGEST_ASSERTION}
        return _("It would live for {seconds} s; {most} s are the most.").format(**values)
    return ""


def _lately_issued(claims: Mapping[str, Any], audience: str, now: int) -> str:
    issued = _seconds(claims["iat"])
    if issued is None:
        return _("iat must be a number of seconds since 1970.")
    if issued > now + SKEW_SECONDS:
        return _("iat lies {seconds} s ahead; compare your clock with ours.").format(seconds=issued - now)
    if issued < now - LONGEST_ASSERTION - SKEW_SECONDS:
        return _("iat was {seconds} s ago; sign anew for each call.").format(seconds=now - issued)
    return ""


def _seconds(value: object) -> int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2**53
    return int(value) if is_number else None  # type: ignore[call-overload]


_CLAIM_CHECKS: Final[dict[str, Callable[[Mapping[str, Any], str, int], str]]] = {
    "iss, sub": _same_client,
    "aud": _right_audience,
    "exp": _still_valid,
    "iat": _lately_issued,
}


def _key_checks(text: str, read: Read, actor: Actor, now: datetime) -> list[Check]:
    client_id = str(read.claims.get("sub", ""))
    credential = Credential.objects.filter(client_id=client_id).first() if "\0" not in client_id else None
    key = _key_of(credential, read, now)
    is_signed = key is not None and _is_signed(text, key, read)
    is_own = credential is not None and credentials_in_scope(actor).filter(pk=credential.pk).exists()
    if not (is_signed or is_own):
        fault = _(
            "Unknown client, unknown key or wrong signature: which of them is told to the institution's own people."
            " Sign in for it and look again."
        )
        return [Check(_("Client, key and signature"), fault)]
    assert credential is not None
    return [
        _state_check(credential),
        _kind_check(credential),
        _kid_check(key, read),
        _signature_check(is_signed),
    ]


def _key_of(credential: Credential | None, read: Read, now: datetime) -> ClientKey | None:
    if credential is None or not isinstance(key_id := read.header.get("kid"), str) or "\0" in key_id:
        return None
    keys = credential.keys.filter(key_id=key_id, revoked_at__isnull=True, valid_from__lte=now)
    return next((one for one in keys if one.valid_until is None or one.valid_until > now), None)


def _is_signed(text: str, key: ClientKey, read: Read) -> bool:
    algorithm = read.header.get("alg")
    if algorithm not in ALGORITHMS:
        return False
    try:
        verifier = jwt.PyJWK(key.public_jwk, algorithm).key
        jwt.api_jws.decode(text, verifier, algorithms=[algorithm])
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True


def _state_check(credential: Credential) -> Check:
    fault = _("The credential is “{state}”; only an active one opens.").format(
        state=credential.get_state_display()
    )
    return Check(_("Credential"), "" if credential.state in OPEN_STATES else fault)


def _kind_check(credential: Credential) -> Check:
    fault = _("The credential proves itself by password; ask for one with a key.")
    return Check(_("Kind of proof"), "" if credential.kind == CredentialKind.PRIVATE_KEY else fault)


def _kid_check(key: ClientKey | None, read: Read) -> Check:
    value = str(read.header.get("kid", ""))[:80]
    fault = _("No valid key “{value}” is registered; see the keys on the access page.").format(value=value)
    return Check(_("Key"), "" if key is not None else fault)


def _signature_check(is_signed: bool) -> Check:
    fault = _(
        "The signature does not fit the registered public key: another private key signed, or the text changed."
    )
    return Check(_("Signature"), "" if is_signed else fault)

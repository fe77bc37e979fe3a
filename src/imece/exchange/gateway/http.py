"""What HTTP carries, read and written: addresses behind trusted proxies, headers, JSON bodies, problems."""

import ipaddress
import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any, Final, Protocol
from urllib.parse import unquote_to_bytes

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from imece.exchange.gateway import problems
from imece.exchange.gateway.desk import Answer
from imece.exchange.gateway.gate import Asking
from imece.exchange.gateway.problems import Kind, document_of, language_of
from imece.exchange.gateway.refusals import Refused
from imece.exchange.gateway.rights import NEVER
from imece.exchange.gateway.token_desk import thumbprint_of
from imece.exchange.ledger.enums import Outcome

JSON: Final = ("content-type", "application/json")
NO_STORE: Final = ("cache-control", "no-store")
MOST_BODY: Final = 64 * 1024
MOST_BATCH_BODY: Final = 512 * 1024
CERTIFICATE: Final = "x-client-certificate"  # set by the reverse proxy: PEM, URL-encoded
Headers = list[tuple[str, str]]


class Scope(Protocol):
    """Of RSGI, what we use."""

    client: str
    method: str
    path: str
    headers: Any


class Exchange(Protocol):
    async def __call__(self) -> bytes: ...
    def response_bytes(self, status: int, headers: Headers, body: bytes) -> None: ...


class Body(msgspec.Struct):
    """A question as JSON; what is missing is refused by the gate, with a record."""

    inputs: dict[str, Any] = msgspec.field(default_factory=dict)
    purpose: str = ""
    file: str = ""
    user: str = ""
    unit: str | None = None


class BatchBody(msgspec.Struct):
    questions: list[Body]
    purpose: str = ""
    file: str = ""
    user: str = ""
    unit: str | None = None


BODY: Final = msgspec.json.Decoder(Body)
BATCH_BODY: Final = msgspec.json.Decoder(BatchBody)
ENCODER: Final = msgspec.json.Encoder()


@dataclass(slots=True)
class Reply:
    status: int
    body: bytes
    headers: Headers = field(default_factory=list)


@lru_cache(maxsize=4096)
def packed(address: str) -> bytes:
    """4 or 16 bytes; an IPv4 address in IPv6's clothes is IPv4. Nothing for what is no address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return b""
    mapped = parsed.ipv4_mapped if isinstance(parsed, ipaddress.IPv6Address) else None
    return (mapped or parsed).packed


@lru_cache(maxsize=4096)
def host_of(client: str) -> str:
    host, _colon, _port = client.rpartition(":")
    return host.strip("[]")


def caller_address(scope: Scope, proxies: frozenset[str]) -> str:
    """The peer's, or what trusted peers say it is: the last one in X-Forwarded-For that is no proxy of ours."""
    peer = host_of(scope.client)
    if peer not in proxies:
        return peer
    for one in reversed(str(scope.headers.get("x-forwarded-for", "")).split(",")):
        peer = one.strip() or peer
        if peer not in proxies:
            break
    return peer


def caller_thumbprint(scope: Scope, proxies: frozenset[str]) -> str:
    """Of the TLS client certificate that a trusted reverse proxy passes on; nothing otherwise."""
    if host_of(scope.client) not in proxies:
        return ""
    given = scope.headers.get(CERTIFICATE)
    return certificate_thumbprint(str(given)) if given else ""


@lru_cache(maxsize=4096)
def certificate_thumbprint(encoded: str) -> str:
    """Empty for what is no certificate."""
    try:
        certificate = x509.load_pem_x509_certificate(unquote_to_bytes(encoded))
    except ValueError:
        return ""
    return thumbprint_of(certificate.public_bytes(Encoding.DER))


def bearer_of(scope: Scope) -> str:
    given = str(scope.headers.get("authorization", ""))
    if given[:7] == "Bearer ":
        return given[7:].strip()
    return given[7:].strip() if given[:7].lower() == "bearer " else ""  # ascii: a scheme of HTTP


def request_id_of(scope: Scope) -> bytes | None:
    """16 bytes, or None for what is no UUID. The usual way of writing one is read without the class: faster."""
    text = str(scope.headers.get("request-id", ""))
    try:
        if len(text) == 36 and text[8] == text[13] == text[18] == text[23] == "-":
            number = bytes.fromhex(text.replace("-", ""))
            if len(number) == 16:
                return number
        return uuid.UUID(text).bytes
    except ValueError:
        return None


def read_body(body: bytes, most: int, decoder: "msgspec.json.Decoder[Any]") -> Any:
    """Raises Refused (GWY-013, -014)."""
    if len(body) > most:
        raise Refused(Outcome.INPUT_REFUSED, problems.TOO_LARGE, most=most)
    try:
        return decoder.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise Refused(Outcome.INPUT_REFUSED, problems.MALFORMED, reason=str(problem)[:120]) from problem


def asking_of(
    body: Body, service: str, version: int, request_id: bytes, address: bytes, begun: float
) -> Asking:
    return Asking(
        request_id,
        service,
        version,
        body.inputs,
        body.purpose,
        body.file,
        body.user,
        body.unit or "",
        address,
        begun,
    )


def answered(answer: Answer, begun: float, now: float) -> Reply:
    return Reply(200, ENCODER.encode(plain_answer(answer)), answer_headers(answer, begun, now))


def plain_answer(answer: Answer) -> dict[str, Any]:
    written, facts = answer.written, answer.facts
    receipt = {
        "log": written.shard,
        "sequence": written.sequence,
        "institution_sequence": written.institution_sequence,
        "leaf": written.leaf.hex(),
        "at": instant(written.asked_at),
    }
    return {"found": facts is not None, "facts": facts if facts is not None else {}, "receipt": receipt}


def instant(micros: int) -> str:
    second, rest = divmod(micros, 1_000_000)
    return f"{_second(second)}.{rest:06d}+00:00"


@lru_cache(maxsize=16)
def _second(number: int) -> str:
    """Most answers are of the same one."""
    return f"{datetime.fromtimestamp(number, UTC):%Y-%m-%dT%H:%M:%S}"


@lru_cache(maxsize=1024)
def _policy(rate: int) -> tuple[str, str]:
    return ("ratelimit-policy", f'"service";q={rate};w=1')


def answer_headers(answer: Answer, begun: float, now: float) -> Headers:
    gate, total = answer.gate_seconds * 1000, (now - begun) * 1000
    headers = [
        JSON,
        NO_STORE,
        _policy(answer.rate),
        ("ratelimit", f'"service";r={answer.remaining};t={math.ceil(answer.reset)}'),
        ("server-timing", f"gate;dur={gate:.3f}, record;dur={total - gate:.3f}"),
    ]
    if answer.credential.valid.end != NEVER:
        headers.append(("x-credential-expires", instant(answer.credential.valid.end)))
    if answer.service.deprecated_at is not None:
        headers.append(("deprecation", f"@{int(answer.service.deprecated_at.timestamp())}"))
    if answer.service.sunset is not None:
        day = answer.service.sunset
        moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
        headers.append(("sunset", format_datetime(moment, usegmt=True)))
    return headers


def problem(
    kind: Kind, values: Mapping[str, Any], language: str, request_id: bytes | None, wait: float = 0.0
) -> Reply:
    """`faults` among the values are the problems of inputs, told in the caller's language."""
    shown = dict(values)
    faults = shown.pop("faults", ())
    if faults:
        shown["fault"] = " ".join(one.words(language) for one in faults)
    number = str(uuid.UUID(bytes=request_id)) if request_id else ""
    headers = [("content-type", problems.MEDIA_TYPE), ("content-language", language), NO_STORE]
    seconds = math.ceil(wait) or kind.retry_after
    if seconds:
        headers.append(("retry-after", str(seconds)))
    if kind.status == 401:
        headers.append(("www-authenticate", 'Bearer realm="imece"'))
    return Reply(kind.status, document_of(kind, shown, language, number), headers)


def language(scope: Scope) -> str:
    return language_of(str(scope.headers.get("accept-language", "")))

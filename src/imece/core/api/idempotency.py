"""A call that may be sent twice is done once: the stored answer is given again (IETF draft Idempotency-Key)."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection
from django.http import HttpRequest, HttpResponse

from imece.core.api.problems import KEY_BAD, KEY_IN_FLIGHT, KEY_MISSING, KEY_REUSED
from imece.core.models.api import IdempotentAnswer

LENGTHS = range(8, 101)
KEPT = timedelta(days=7)


def read_key(request: HttpRequest) -> str:
    """Raises API-433 without a key, API-434 for one that is too short, too long or not visible ASCII."""
    key = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if not key:
        raise KEY_MISSING()
    if len(key) not in LENGTHS or not key.isascii() or not key.isprintable():
        raise KEY_BAD(length=len(key))
    return key


def answer_once(
    request: HttpRequest, *, owner: str, key: str, act: Callable[[], HttpResponse]
) -> HttpResponse:
    """In the caller's transaction: `act` and its stored answer are committed together, or neither.

    Only answers that did something are kept; a refusal leaves the key free for the mended call.
    """
    fingerprint = _fingerprint(request)
    _lock(owner, key)
    known = IdempotentAnswer.objects.filter(owner=owner, key=key).first()
    if known is None:
        response = act()
        _keep(owner, key, fingerprint, response)
        return response
    if known.fingerprint != fingerprint:
        raise KEY_REUSED(key=key)
    replayed = HttpResponse(bytes(known.body), status=known.status, headers=known.headers)
    replayed["Idempotent-Replayed"] = "true"
    return replayed


def forget_old_answers(*, now: datetime) -> int:
    return IdempotentAnswer.objects.filter(at__lt=now - KEPT).delete()[0]


def _fingerprint(request: HttpRequest) -> str:
    head = f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n"
    return hashlib.sha256(head.encode() + request.body).hexdigest()


def _lock(owner: str, key: str) -> None:
    """Held until the transaction ends; who comes meanwhile is told to wait."""
    name = hashlib.sha256(f"{owner}\n{key}".encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])
        if not cursor.fetchone()[0]:
            raise KEY_IN_FLIGHT(key=key)


def _keep(owner: str, key: str, fingerprint: str, response: HttpResponse) -> None:
    IdempotentAnswer.objects.create(
        owner=owner,
        key=key,
        fingerprint=fingerprint,
        status=response.status_code,
        headers=dict(response.headers),
        body=response.content,
    )

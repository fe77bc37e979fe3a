"""RFC 3161 time-stamps over checkpoints: by somebody else's clock, a state existed at the latest then.

Off unless an authority is named (IMECE_TSA_URL). One that is named must answer: without a time-stamp for four hours
the road closes (`ledger_refusal`), as X-Road's does.
"""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import requests
from cryptography.x509 import load_pem_x509_certificate
from django.conf import settings
from rfc3161_client import (
    HashAlgorithm,
    PKIStatus,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from imece.exchange.ledger.models import SealState, SignedCheckpoint, TimeStamp

EVERY: Final = timedelta(minutes=10)
PATIENCE_SECONDS: Final = 5
CONTENT_TYPE: Final = "application/timestamp-query"


class NoStamp(Exception):
    """Why the authority gave none, or one that does not hold."""


def is_wanted() -> bool:
    return bool(settings.LEDGER_TSA_URL)


def stamp_newest(log: str, now: datetime) -> TimeStamp | None:
    """Stamp the newest kept state of a log; None when it has one. Raises NoStamp."""
    checkpoint = SignedCheckpoint.objects.filter(log=log).order_by("-size").first()
    stamp = None
    if checkpoint is not None and not checkpoint.stamps.exists():
        token = ask_authority(settings.LEDGER_TSA_URL, checkpoint.note.encode(), _root())
        stamp = TimeStamp.objects.create(checkpoint=checkpoint, token=token, stamped_at=now)
    SealState.objects.filter(log=log).update(stamped_at=now)
    return stamp


def ask_authority(url: str, data: bytes, root: bytes) -> bytes:
    """The authority's answer over `data`, checked against its root certificate (PEM). Raises NoStamp."""
    request = (
        TimestampRequestBuilder()
        .data(data)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    try:
        answer = requests.post(
            url, data=request.as_bytes(), headers={"Content-Type": CONTENT_TYPE}, timeout=PATIENCE_SECONDS
        )
        answer.raise_for_status()
        token = decode_timestamp_response(answer.content)
    except (requests.RequestException, ValueError) as problem:
        raise NoStamp(f"{url}: {problem}") from problem
    if PKIStatus(token.status) not in (PKIStatus.GRANTED, PKIStatus.GRANTED_WITH_MODS):
        raise NoStamp(f"{url} refused: {token.status_string}")
    check_stamp(token, data, root, request)
    return answer.content


def check_stamp(token: TimeStampResponse, data: bytes, root: bytes, request: Any = None) -> datetime:
    """The instant the token states. Raises NoStamp unless it is over `data` and leads to the root certificate."""
    builder = VerifierBuilder() if request is None else VerifierBuilder.from_request(request)
    verifier = builder.add_root_certificate(load_pem_x509_certificate(root)).build()
    try:
        verifier.verify_message(token, data)
    except (VerificationError, ValueError) as problem:
        raise NoStamp(f"the time-stamp does not hold: {problem}") from problem
    instant: datetime = token.tst_info.gen_time
    return instant


def _root() -> bytes:
    try:
        return Path(settings.LEDGER_TSA_CERTIFICATE).read_bytes()
    except OSError as problem:
        raise NoStamp(f"IMECE_TSA_CERTIFICATE cannot be read: {problem}") from problem

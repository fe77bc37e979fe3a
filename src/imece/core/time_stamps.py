"""RFC 3161 time-stamps: by somebody else's clock, certain bytes existed at the latest then.

Off unless the installation names an authority (IMECE_TSA_URL) and its root certificate (IMECE_TSA_CERTIFICATE).
"""

from datetime import datetime
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

PATIENCE_SECONDS: Final = 5
CONTENT_TYPE: Final = "application/timestamp-query"


class NoStamp(Exception):
    """Why the authority gave none, or one that does not hold."""


def is_wanted() -> bool:
    return bool(settings.TSA_URL)


def ask_authority(data: bytes) -> bytes:
    """The authority's answer over `data`, checked against its root certificate. Raises NoStamp."""
    url = settings.TSA_URL
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
    _check(token, data, request)
    return answer.content


def stamped_at(stamp: bytes, data: bytes) -> datetime:
    """The instant a kept stamp states. Raises NoStamp unless it is over `data` and leads to the root certificate."""
    try:
        token = decode_timestamp_response(stamp)
    except ValueError as problem:
        raise NoStamp(f"the time-stamp cannot be read: {problem}") from problem
    return _check(token, data)


def _check(token: TimeStampResponse, data: bytes, request: Any = None) -> datetime:
    builder = VerifierBuilder() if request is None else VerifierBuilder.from_request(request)
    verifier = builder.add_root_certificate(load_pem_x509_certificate(_root())).build()
    try:
        verifier.verify_message(token, data)
    except (VerificationError, ValueError) as problem:
        raise NoStamp(f"the time-stamp does not hold: {problem}") from problem
    instant: datetime = token.tst_info.gen_time
    return instant


def _root() -> bytes:
    try:
        return Path(settings.TSA_CERTIFICATE).read_bytes()
    except OSError as problem:
        raise NoStamp(f"IMECE_TSA_CERTIFICATE cannot be read: {problem}") from problem

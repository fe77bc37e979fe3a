"""Keyed fingerprints and sealed texts, with keys of the installation's secrets file.

A T.C. number is one of 10⁹: a plain hash would be undone in minutes, so every fingerprint is keyed.
"""

import base64
import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def fingerprint(purpose: str, text: str) -> str:
    """64 hex digits; the same text has another fingerprint for another purpose."""
    key = settings.INSTALLATION.secrets["fingerprint_key"].encode()
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def seal(text: str) -> str:
    return _fernet().encrypt(text.encode()).decode()


def unseal(sealed: str, *, max_age_seconds: int | None = None) -> str | None:
    """None when it was not sealed by this installation, was changed, or is too old."""
    try:
        return _fernet().decrypt(sealed.encode(), ttl=max_age_seconds).decode()
    except InvalidToken:
        return None


@cache
def _fernet() -> Fernet:
    secret = settings.INSTALLATION.secrets["field_encryption_key"].encode()
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"accounts\0" + secret).digest()))

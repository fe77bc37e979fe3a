"""Keyed fingerprints and sealed texts, with keys of the installation's secrets file.

A T.C. number is one of 10⁹: a plain hash would be undone in minutes, so every fingerprint is keyed.
"""

import base64
import binascii
import hashlib
import hmac
import time

from cryptography.exceptions import InvalidTag
from django.conf import settings

from imece.core.encryption import decrypt, encrypt

_CONTEXT = "accounts.sealed"


def fingerprint(purpose: str, text: str) -> str:
    """64 hex digits; the same text has another fingerprint for another purpose."""
    key = settings.INSTALLATION.secrets["fingerprint_key"].encode()
    return hmac.new(key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()


def seal(text: str) -> str:
    return base64.urlsafe_b64encode(encrypt(f"{int(time.time())}\0{text}", _CONTEXT)).decode()


def unseal(sealed: str, *, max_age_seconds: int | None = None) -> str | None:
    """None when it was not sealed by this installation, was changed, or is too old."""
    try:
        made_at, _nul, text = decrypt(base64.urlsafe_b64decode(sealed.encode()), _CONTEXT).partition("\0")
    except (InvalidTag, binascii.Error, ValueError):
        return None
    if max_age_seconds is not None and time.time() - int(made_at) > max_age_seconds:
        return None
    return text

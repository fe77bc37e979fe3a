"""Numbers of persons and users as keyed fingerprints: they can be compared, not read back."""

import hmac

from django.conf import settings

from imece.core.turkish import normalize

PURPOSE = b"imece transparency 1\x00"


def fingerprint(value: str) -> str:
    """Hex of HMAC-SHA256 under the installation's own key; nothing for nothing."""
    text = normalize(value).strip()
    if not text:
        return ""
    key = settings.INSTALLATION.secrets["fingerprint_key"].encode()
    return hmac.digest(key, PURPOSE + text.encode(), "sha256").hex()

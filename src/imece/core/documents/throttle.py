"""A polite limit for the public check page: enough for a reception desk, too few for guessing codes.

Codes have 122 random bits, so this protects the server and not the secret.
"""

from __future__ import annotations

import hashlib
import time

from django.core.cache import cache

from imece.core.documents.errors import TOO_MANY_CHECKS

CHECKS_A_MINUTE = 30
WINDOW_SECONDS = 60


def count_check(address: str) -> None:
    """Raises DOC-003 over the limit. The address is kept as a fingerprint, and for a minute only."""
    window = int(time.time()) // WINDOW_SECONDS
    fingerprint = hashlib.sha256(f"{address}|{window}".encode()).hexdigest()[:32]
    key = f"documents.check.{fingerprint}"
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    try:
        count = cache.incr(key)
    except ValueError:  # expired between the two calls
        return
    if count > CHECKS_A_MINUTE:
        raise TOO_MANY_CHECKS(count=count)

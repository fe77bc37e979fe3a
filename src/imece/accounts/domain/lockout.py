"""Counting failures without keeping the T.C. number in the clear: axes stores a keyed hash."""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.http import HttpRequest


def fingerprint_of_login(request: HttpRequest | None, credentials: dict[str, Any] | None) -> str:
    typed = (credentials or {}).get("username") or (request.POST.get("login", "") if request else "")
    return hmac.new(settings.SECRET_KEY.encode(), str(typed).strip().encode(), hashlib.sha256).hexdigest()[:32]

"""A run over several pages (joining, recovery) before anybody is signed in: sealed in the anonymous session."""

import json
from typing import Any

from django.http import HttpRequest

from imece.accounts.domain.sealing import seal, unseal

LIFETIME = 60 * 60  # seconds


def read_run(request: HttpRequest, name: str) -> dict[str, Any]:
    """Empty when there is none, or it is older than an hour."""
    text = unseal(request.session.get(f"run:{name}", ""), max_age_seconds=LIFETIME)
    run: dict[str, Any] = json.loads(text) if text else {}
    return run


def write_run(request: HttpRequest, name: str, run: dict[str, Any]) -> None:
    request.session[f"run:{name}"] = seal(json.dumps(run))


def end_run(request: HttpRequest, name: str) -> None:
    request.session.pop(f"run:{name}", None)

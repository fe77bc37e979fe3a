"""**Dene**: one question of the sandbox, put through the road with the institution's own sandbox credential."""

import json
import uuid
from dataclasses import dataclass
from typing import Any, Final

import requests

from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import acting
from imece.exchange.contract import Service
from imece.exchange.developers.domain.problems import NO_JSON, NOT_A_SANDBOX, ROAD_SILENT
from imece.exchange.developers.domain.queries import credentials_in_scope
from imece.exchange.services.openapi import path_of

TIMEOUT: Final = 10.0  # seconds


@dataclass(frozen=True)
class Trial:
    """What goes in. The password is used once and kept nowhere."""

    service: Service
    client_id: str
    secret: str
    inputs: str  # JSON
    purpose: str
    user: str
    file: str


@dataclass(frozen=True)
class Outcome:
    status: int
    request_id: str
    body: str  # as the road answered, indented


def try_service(trial: Trial, *, url: str, language: str, actor: Actor) -> Outcome:
    """Raises DEV-002 for any other credential, DEV-003 when the road is silent, DEV-004 for unreadable inputs."""
    if not credentials_in_scope(actor).filter(client_id=trial.client_id, is_sandbox=True).exists():
        raise NOT_A_SANDBOX(client_id=trial.client_id[:40], field="client_id")
    inputs = _read_inputs(trial.inputs)
    with acting(actor):
        audit.record(
            actor, "developers.tried", details={"service": trial.service.name, "client": trial.client_id}
        )
    headers = {"Accept-Language": language, "Request-Id": str(uuid.uuid4())}
    question = {"inputs": inputs, "purpose": trial.purpose, "user": trial.user, "file": trial.file}
    try:
        return _ask(trial, url, headers, question)
    except requests.RequestException as fault:
        raise ROAD_SILENT(url=url) from fault


def _ask(trial: Trial, url: str, headers: dict[str, str], question: dict[str, Any]) -> Outcome:
    form = {"grant_type": "client_credentials", "client_id": trial.client_id, "client_secret": trial.secret}
    given = requests.post(f"{url}/v1/token", data=form, headers=headers, timeout=TIMEOUT)
    if given.ok:
        bearer = {"Authorization": f"Bearer {given.json()['access_token']}"}
        address = f"{url}{path_of(trial.service)}"
        given = requests.post(address, json=question, headers=headers | bearer, timeout=TIMEOUT)
    return Outcome(given.status_code, headers["Request-Id"], _indented(given.text))


def _read_inputs(text: str) -> dict[str, Any]:
    try:
        plain = json.loads(text)
    except ValueError as fault:
        raise NO_JSON(reason=str(fault), field="inputs") from None
    if not isinstance(plain, dict):
        raise NO_JSON(reason=f"{type(plain).__name__}", field="inputs")
    return plain


def _indented(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, indent=2)
    except ValueError:
        return text[:4000]

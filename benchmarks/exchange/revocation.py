"""How long a credential that was just locked is still answered: from the end of that commit to the first refusal."""

import time
import uuid
from collections.abc import Callable

import requests
from tests.exchange.gateway.world import PURPOSE, SERVICE

from benchmarks.exchange.world import some_numbers, tokens_of
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.access.models import Credential

PATIENCE = 5.0  # seconds; longer is a failure of the run


def measure_revocations(url: str, client: str, count: int) -> list[float]:
    """Milliseconds, one for each of `count` lockings. Between them it is unlocked and answers again."""
    token, number, session = tokens_of(url, (client,))[0], some_numbers(1)[0], requests.Session()

    def status() -> int:
        headers = {"Authorization": f"Bearer {token}", "Request-Id": str(uuid.uuid4())}
        body = {"inputs": {"number": number}, "purpose": PURPOSE, "file": "B-1", "user": "1001"}
        return session.post(
            f"{url}/v1/services/{SERVICE}/v1", json=body, headers=headers, timeout=20
        ).status_code

    took = []
    for _ in range(count):
        took.append(1000 * _felt(lambda: _set(client, "locked"), lambda: status() == 403))
        _felt(lambda: _set(client, "active"), lambda: status() == 200)
    return sorted(took)


def _set(client: str, state: str) -> None:
    with acting(system_actor("benchmark")):
        Credential.objects.filter(client_id=client).update(state=state)


def _felt(change: Callable[[], None], is_so: Callable[[], bool]) -> float:
    change()
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > PATIENCE:
            raise SystemExit(f"a change of rights was not felt within {PATIENCE} s: no figures")
    return time.monotonic() - began

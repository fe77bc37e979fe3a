"""Owners that stand elsewhere: asked over the network, with a time limit, and left alone while they keep failing.

The other side is a road like ours (REST): we are its client with a credential of our own, under an agreement there.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import msgspec
import requests

from imece.exchange.contract import Kind, Service
from imece.exchange.gateway.breaker import Breaker

SECONDS: Final = 8.0


class UpstreamFailed(Exception):
    """It answered wrongly, or is being left alone."""


class UpstreamSilent(Exception):
    """It did not answer in time."""


class Upstream(Protocol):
    """`texts`: the inputs in their declared order. Answers the JSON of all fields, or None when it knows nobody."""

    async def ask(
        self, service: Service, texts: tuple[str | None, ...], reason: "UpstreamReason"
    ) -> str | None: ...


@dataclass(frozen=True, slots=True)
class UpstreamReason:
    """What the other side is told of the question: our own number of it, purpose, file and user."""

    request_id: str
    purpose: str
    file: str
    user: str


Answer = tuple[int, bytes]


@dataclass
class RestUpstream:
    """`address`: of the other road. `sends(path, token, body, request_id)` and `signs_in()` are the transport; the
    usual ones are below. At most `most` questions are on their way at once; more are refused as failed.
    """

    address: str
    client_id: str
    secret: str
    seconds: float = SECONDS
    most: int = 32
    breaker: Breaker = field(default_factory=Breaker)
    _token: str = ""
    _on_the_way: int = 0
    _session: requests.Session = field(default_factory=requests.Session)

    async def ask(
        self, service: Service, texts: tuple[str | None, ...], reason: UpstreamReason
    ) -> str | None:
        """Raises UpstreamFailed or UpstreamSilent."""
        if self._on_the_way >= self.most or not self.breaker.allows():
            raise UpstreamFailed("left alone for a while")
        self._on_the_way += 1
        try:
            status, body = await asyncio.wait_for(
                asyncio.to_thread(self._asked, service, texts, reason), self.seconds + 1
            )
        except (TimeoutError, requests.Timeout) as problem:
            self.breaker.failed()
            raise UpstreamSilent from problem
        except (requests.RequestException, msgspec.MsgspecError) as problem:
            self.breaker.failed()
            raise UpstreamFailed(type(problem).__name__) from problem
        finally:
            self._on_the_way -= 1
        return self._read(status, body)

    def _read(self, status: int, body: bytes) -> str | None:
        if status != 200:
            self.breaker.failed()
            raise UpstreamFailed(f"answered {status}")
        try:
            document = msgspec.json.decode(body, type=_Answer)
        except msgspec.MsgspecError as problem:
            self.breaker.failed()
            raise UpstreamFailed("answered what is no answer") from problem
        self.breaker.succeeded()
        return bytes(document.facts).decode() if document.found else None

    def _asked(self, service: Service, texts: tuple[str | None, ...], reason: UpstreamReason) -> Answer:
        """In a thread of its own. A token that is not taken is replaced once."""
        status, body = self._sent(service, texts, reason)
        if status == 401:
            self._token = ""
            status, body = self._sent(service, texts, reason)
        return status, body

    def _sent(self, service: Service, texts: tuple[str | None, ...], reason: UpstreamReason) -> Answer:
        given = {
            "inputs": inputs_of(service, texts),
            "purpose": reason.purpose,
            "file": reason.file,
            "user": reason.user,
        }
        response = self._session.post(
            f"{self.address}/v1/services/{service.name}/v{service.version}",
            data=msgspec.json.encode(given),
            headers={"Authorization": f"Bearer {self._signed_in()}", "Request-Id": reason.request_id},
            timeout=(2, self.seconds),
        )
        return response.status_code, response.content

    def _signed_in(self) -> str:
        if not self._token:
            form = {
                "grant_type": "client_credentials",
                "client_id": self.client_id,
                "client_secret": self.secret,
            }
            response = self._session.post(f"{self.address}/v1/token", data=form, timeout=(2, self.seconds))
            self._token = str(msgspec.json.decode(response.content).get("access_token", "-"))
        return self._token


class _Answer(msgspec.Struct):
    found: bool
    facts: msgspec.Raw


def inputs_of(service: Service, texts: tuple[str | None, ...]) -> dict[str, Any]:
    """As JSON again, from what PostgreSQL would read."""
    readers: dict[Kind, Callable[[str], Any]] = {Kind.INTEGER: int, Kind.BOOLEAN: lambda text: text == "true"}
    return {
        one.name: readers.get(one.kind, str)(text)
        for one, text in zip(service.inputs, texts, strict=True)
        if text is not None
    }

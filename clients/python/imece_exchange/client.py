"""The client. One instance may be shared by threads: the token is guarded, requests keep no state of ours."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import requests

from imece_exchange.answers import Answer
from imece_exchange.errors import Interrupted, Problem, Refused, error_for
from imece_exchange.proofs import Proof

EARLY_SECONDS = 30  # a token is renewed so long before it runs out
LONGEST_WAIT = 60.0  # a longer Retry-After is left to the caller
WAITING = frozenset({429, 502, 503, 504})
MOST_QUESTIONS = 100


@dataclass(frozen=True)
class Question:
    """One of a batch; what it leaves empty is what the batch says for all."""

    inputs: Mapping[str, Any]
    file: str = ""


@dataclass
class Exchange:
    """`user` is the number of the person on whose behalf you ask, as registered; `purpose` the agreement's code.

    Waits as the road says (Retry-After), at most `tries` times in all, always under the same request number: a
    question whose answer was lost is answered again and charged once.
    """

    url: str
    proof: Proof
    user: str = ""
    purpose: str = ""
    unit: str | None = None
    language: str = "tr"
    timeout: float = 15.0
    tries: int = 4
    session: requests.Session = field(default_factory=requests.Session, repr=False)
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)

    def __post_init__(self) -> None:
        self.url = self.url.rstrip("/")
        self._guard = threading.Lock()
        self._token = ""
        self._renew_at = 0.0

    def ask(
        self,
        service: str,
        inputs: Mapping[str, Any],
        *,
        file: str = "",
        version: int = 1,
        request_id: str = "",
        **more: Any,
    ) -> Answer:
        """One question. `more` may hold `user`, `purpose`, `unit` for this one. Raises `ExchangeError`s."""
        body = self._common(more) | {"inputs": dict(inputs), "file": file}
        number = request_id or str(uuid.uuid4())
        response = self._post(f"/v1/services/{service}/v{version}", body, number)
        return Answer.of(response.json(), number, response.headers.get("Sunset", ""))

    def ask_many(
        self,
        service: str,
        questions: Iterable[Question],
        *,
        file: str = "",
        version: int = 1,
        request_id: str = "",
        **more: Any,
    ) -> list[Answer | Refused]:
        """Up to 100 at once, answered in their order; one that is refused does not stop the others."""
        lines = [{"inputs": dict(one.inputs), "file": one.file} for one in questions]
        if not 1 <= len(lines) <= MOST_QUESTIONS:
            raise ValueError(f"a batch has 1 to {MOST_QUESTIONS} questions, not {len(lines)}")
        number = request_id or str(uuid.uuid4())
        body = self._common(more) | {"questions": lines, "file": file}
        response = self._post(f"/v1/services/{service}/v{version}/batch", body, number)
        return [_result(plain) for plain in response.json()["answers"]]

    def _common(self, more: Mapping[str, Any]) -> dict[str, Any]:
        strangers = more.keys() - {"user", "purpose", "unit"}
        if strangers:
            raise TypeError(f"unknown: {', '.join(sorted(strangers))}")
        return {"user": self.user, "purpose": self.purpose, "unit": self.unit, **more}

    def _post(self, path: str, body: Mapping[str, Any], number: str) -> requests.Response:
        renewed = False
        for left in range(self.tries - 1, -1, -1):
            try:
                response = self.session.post(
                    self.url + path, json=body, headers=self._headers(number), timeout=self.timeout
                )
            except (requests.ConnectionError, requests.Timeout) as cause:
                if not left:
                    raise Interrupted(number, cause) from cause
                self.sleep(1.0)
                continue
            if response.ok:
                return response
            if response.status_code == 401 and not renewed:
                renewed, self._renew_at = (
                    True,
                    0.0,
                )  # it may have run out on the way, or been signed by an old key
                continue
            wait = _told_wait(response)
            if response.status_code not in WAITING or wait is None or wait > LONGEST_WAIT or not left:
                raise error_for(_problem(response), number)
            self.sleep(wait)
        raise error_for(_problem(response), number)

    def _headers(self, number: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.token()}",
            "Request-Id": number,
            "Accept-Language": self.language,
        }

    def token(self) -> str:
        """The bearer token, kept until shortly before it runs out. Raises NotAuthenticated and the like."""
        with self._guard:
            if time.monotonic() >= self._renew_at:
                self._token, seconds = self._new_token()
                self._renew_at = time.monotonic() + max(0.0, seconds - EARLY_SECONDS)
            return self._token

    def _new_token(self) -> tuple[str, float]:
        address = f"{self.url}/v1/token"
        form = {"grant_type": "client_credentials", **self.proof.form(address)}
        headers = {"Accept-Language": self.language}
        response = self.session.post(address, data=form, headers=headers, timeout=self.timeout)
        if not response.ok:
            raise error_for(_problem(response))
        plain = response.json()
        return str(plain["access_token"]), float(plain["expires_in"])


def _result(plain: Mapping[str, Any]) -> Answer | Refused:
    if (problem := plain.get("problem")) is not None:
        return error_for(Problem.of(int(problem.get("status", 0)), problem))
    return Answer.of(plain)


def _told_wait(response: requests.Response) -> float | None:
    """Seconds of Retry-After; None when the road does not say that waiting helps."""
    told = response.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else None


def _problem(response: requests.Response) -> Problem:
    try:
        plain = response.json()
    except requests.JSONDecodeError:
        plain = response.text
    return Problem.of(response.status_code, plain)

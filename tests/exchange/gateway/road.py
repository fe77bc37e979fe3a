"""A gateway as a process of its own over one database, and a caller that speaks to it over HTTP."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
from django.conf import settings

from tests.exchange.gateway.world import PURPOSE, SECRET, SERVICE
from tests.ports import free_port

START_SECONDS = 30


@dataclass
class Road:
    """`database`: the name of the clone it works on."""

    database: str
    port: int = field(default_factory=free_port)
    arguments: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    log: str = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, wait: bool = True) -> "Road":
        address = settings.INSTALLATION.url("owner").with_name(self.database)
        self.log = str(settings.HOME / f"gateway-{self.port}.log")
        with open(self.log, "ab") as output:  # noqa: PTH123
            self.process = subprocess.Popen(
                [sys.executable, "-m", "imece", "gateway", "--port", str(self.port), *self.arguments],
                stdout=output,
                stderr=subprocess.STDOUT,
                env={
                    **os.environ,
                    "DATABASE_URL": str(address),  # unless `environment` names another server
                    "IMECE_EXCHANGE_URL": self.url,
                    **self.environment,
                },
            )
        if wait:
            self.wait_until_open()
        return self

    def wait_until_open(self, seconds: float = START_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            assert self.process is not None
            if self.process.poll() is not None:
                raise AssertionError(f"the gateway ended: {self.output()}")
            with contextlib.suppress(requests.ConnectionError):
                if requests.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return
            time.sleep(0.05)
        raise AssertionError(f"the gateway does not open: {self.output()}")

    def output(self) -> str:
        with open(self.log, encoding="utf-8", errors="replace") as file:  # noqa: PTH123
            return file.read()[-4000:]

    def stop(self) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait(20)

    def caller(self, client_id: str = "KRM-9000002", secret: str = SECRET) -> "Caller":
        return Caller(self.url, client_id, secret)


@contextlib.contextmanager
def road_over(database: str, *arguments: str, **environment: str) -> Iterator[Road]:
    road = Road(database, arguments=arguments, environment=environment).start()
    try:
        yield road
    finally:
        road.stop()


@dataclass
class Caller:
    """Speaks for one client. `ask` returns the raw response."""

    url: str
    client_id: str
    secret: str
    token: str = ""
    session: requests.Session = field(default_factory=requests.Session)

    def ask_token(self, **fields: str) -> requests.Response:
        form = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.secret}
        return self.session.post(f"{self.url}/v1/token", data={**form, **fields}, timeout=15)

    def sign_in(self) -> "Caller":
        response = self.ask_token()
        assert response.status_code == 200, response.text
        self.token = response.json()["access_token"]
        return self

    def ask(
        self, number: str, *, service: str = SERVICE, version: int = 1, request_id: str = "",
        headers: dict[str, str] | None = None, **body: Any,
    ) -> requests.Response:  # fmt: skip
        if not self.token:
            self.sign_in()
        given = {"inputs": {"number": number}, "purpose": PURPOSE, "file": "D-1", "user": "1001"}
        return self.session.post(
            f"{self.url}/v1/services/{service}/v{version}",
            data=json.dumps({**given, **body}),
            headers={
                "Authorization": f"Bearer {self.token}",
                "Request-Id": request_id or str(uuid.uuid4()),
                **(headers or {}),
            },
            timeout=15,
        )

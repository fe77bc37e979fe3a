"""How an institution proves itself at the token address: a password, or an assertion signed by its key (RFC 7523)."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import jwt

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
ASSERTION_SECONDS = 60


class Proof(Protocol):
    def form(self, token_url: str) -> Mapping[str, str]:
        """The fields that prove it at this address, made anew for each call."""
        ...


@dataclass(frozen=True)
class Secret:
    """The password as it was handed over."""

    client_id: str
    secret: str = field(repr=False)

    def form(self, token_url: str) -> Mapping[str, str]:
        return {"client_id": self.client_id, "client_secret": self.secret}


@dataclass(frozen=True)
class PrivateKey:
    """`key`: PEM text. `key_id`: as it was registered (`kid`). `algorithm`: RS256, PS256, ES256 or EdDSA."""

    client_id: str
    key: str = field(repr=False)
    key_id: str
    algorithm: str = "RS256"

    def form(self, token_url: str) -> Mapping[str, str]:
        """Each assertion opens once: a `jti` of its own, a minute of life, this address as its audience."""
        now = int(time.time())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": token_url,
            "iat": now,
            "exp": now + ASSERTION_SECONDS,
            "jti": str(uuid.uuid4()),
        }
        signed = jwt.encode(claims, self.key, algorithm=self.algorithm, headers={"kid": self.key_id})
        return {
            "client_id": self.client_id,
            "client_assertion_type": ASSERTION_TYPE,
            "client_assertion": signed,
        }

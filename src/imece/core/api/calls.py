"""What a handler gets and gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from imece.core.actor import Actor
from imece.core.api.problems import NO_VERSION, VERSION_UNREADABLE


@dataclass(frozen=True)
class Caller:
    """A program, known by its token. `key` names it for limits and idempotency: "token:12"."""

    actor: Actor
    key: str
    is_staging: bool = False


@dataclass(frozen=True)
class Call:
    """`body` and `query` are the endpoint's structs, `path` the address's parts, `headers` as Django's."""

    caller: Caller
    body: Any
    query: Any
    path: Mapping[str, Any]
    headers: Mapping[str, str]
    now: datetime

    @property
    def actor(self) -> Actor:
        return self.caller.actor

    @property
    def expected_version(self) -> int:
        """Of `If-Match: "3"`: the version the program has seen. Raises API-428 without one."""
        text = self.headers.get("If-Match", "").strip()
        if not text:
            raise NO_VERSION()
        if not text.strip('"').isdecimal() or len(text) > 20:
            raise VERSION_UNREADABLE(version=text[:40])
        return int(text.strip('"'))


@dataclass(frozen=True)
class Answered:
    """An answer with its headers; a handler without headers returns the bare struct."""

    value: Any
    version: int | None = None  # told as ETag
    location: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def all_headers(self) -> dict[str, str]:
        told = dict(self.headers)
        if self.version is not None:
            told["ETag"] = f'"{self.version}"'
        if self.location:
            told["Location"] = self.location
        return told

"""Owners that stand elsewhere: asked over the network, with a time limit, and left alone while they keep failing."""

from typing import Protocol

from imece.exchange.contract import Service


class UpstreamFailed(Exception):
    """It answered wrongly, or is being left alone."""


class UpstreamSilent(Exception):
    """It did not answer in time."""


class Upstream(Protocol):
    """`texts`: the inputs in their declared order. Answers the JSON of all fields, or None when it knows nobody."""

    async def ask(self, service: Service, texts: tuple[str | None, ...]) -> str | None: ...

"""Keeps the rights up to date: told by NOTIFY, looking every 250 ms besides; stale for three seconds means closed."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from typing import Any

import psycopg
from psycopg import AsyncConnection

from imece.exchange.gateway.reading import read_generation, read_is_unsealed, read_rights
from imece.exchange.gateway.rights import NOTHING_KNOWN, Snapshot
from imece.exchange.gateway.settings import LOOK_SECONDS, STALE_SECONDS

CHANNEL = "exchange_access"
log = logging.getLogger("imece.gateway")


class Watcher:
    """`snapshot` is replaced as a whole. `is_fresh`: the last successful look is not older than `STALE_SECONDS`.
    `is_unsealed`: the sealer has been behind for so long that nothing more may be taken (study, finding 8).
    """

    def __init__(self, conninfo: str, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.snapshot: Snapshot = NOTHING_KNOWN
        self.looked_at = -STALE_SECONDS * 2
        self.is_unsealed = False
        self._conninfo = conninfo
        self._monotonic = monotonic
        self._connection: AsyncConnection[tuple[Any, ...]] | None = None

    @property
    def is_fresh(self) -> bool:
        return self._monotonic() - self.looked_at < STALE_SECONDS

    async def look(self) -> bool:
        """One look: a newer generation is compiled and put in place, and told. Raises psycopg.Error."""
        began = self._monotonic()
        connection = await self._connected()
        is_new = await read_generation(connection) != self.snapshot.generation
        if is_new:
            self.snapshot = await read_rights(connection)
        self.is_unsealed = await read_is_unsealed(connection)
        self.looked_at = began
        return is_new

    async def run(self) -> None:
        """For ever. A failure is told once and tried again; meanwhile the clock of staleness runs."""
        is_failing = False
        while True:
            try:
                began = self._monotonic()
                is_new = await self.look()
                is_failing = False
                if is_new:  # a thousand changes in a row must not leave questions less than half of the time
                    await asyncio.sleep(min(self._monotonic() - began, LOOK_SECONDS))
                await self._wait_for_news()
            except (psycopg.Error, OSError) as problem:
                if not is_failing:
                    log.warning("rights cannot be read: %s", problem)
                is_failing = True
                await self.close()
                await asyncio.sleep(LOOK_SECONDS)

    async def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(psycopg.Error, OSError):
                await connection.close()

    async def _connected(self) -> AsyncConnection[tuple[Any, ...]]:
        if self._connection is None:
            connection = await AsyncConnection.connect(self._conninfo, autocommit=True, connect_timeout=2)
            await connection.execute(f"listen {CHANNEL}")
            self._connection = connection
        return self._connection

    async def _wait_for_news(self) -> None:
        """Until told, or a quarter of a second."""
        assert self._connection is not None
        async for _news in self._connection.notifies(timeout=LOOK_SECONDS, stop_after=1):
            pass

"""The process: claim the shards, keep them and the rights up to date, serve; stop with a sentence when it must."""

import asyncio
import contextlib
import gc
import logging
import signal
import socket
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import psycopg
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.embed import Server

from imece.exchange.gateway.app import Gateway
from imece.exchange.gateway.clock import Clock
from imece.exchange.gateway.desk import Desk
from imece.exchange.gateway.floods import Floods
from imece.exchange.gateway.keys import KeyRing
from imece.exchange.gateway.refusals import NotTaken
from imece.exchange.gateway.repeats import Repeats
from imece.exchange.gateway.settings import REPEAT_SECONDS, GatewaySettings
from imece.exchange.gateway.shard import (
    CannotWrite,
    Connection,
    claim,
    open_connection,
    read_repeats,
    read_today,
    shard_count,
    take_lock,
)
from imece.exchange.gateway.soap.face import SoapFace, soap_settings
from imece.exchange.gateway.token_desk import TokenDesk
from imece.exchange.gateway.tokens import Tokens
from imece.exchange.gateway.watcher import Watcher
from imece.exchange.gateway.writer import Fenced, Writer

RETRY_SECONDS: Final = 0.3
LOCK_TRIES: Final = 20
CHORE_SECONDS: Final = 5.0
log = logging.getLogger("imece.gateway")


class PortTaken(Exception):
    """The address cannot be listened on. The message says which, why and what to do."""


class GatewayProcess:
    """Everything that lives as long as the process. `gateway` is what granian calls."""

    def __init__(self, settings: GatewaySettings) -> None:
        self.settings = settings
        self.clock = Clock()
        self.keys = KeyRing(settings.ledger_key)
        self.watcher = Watcher(settings.conninfo)
        self.repeats = Repeats(REPEAT_SECONDS)
        self.writers: dict[int, Writer] = {}
        self.shards = 1
        self.desk = Desk(
            self.watcher, self.writers, lambda: self.shards, self.keys, self.clock, Tokens(settings.token_key),
            self.repeats, Floods(settings.fold_after), dict(settings.upstreams),
        )  # fmt: skip
        token_desk = TokenDesk(self.desk, settings.audience)
        soap = SoapFace(self.desk, token_desk, soap_settings(settings))
        self.gateway = Gateway(self.desk, token_desk, settings.proxies, self.health, soap.handlers())
        self._failure: BaseException | None = None
        self._ended = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    def health(self) -> dict[str, Any]:
        writers = [
            {"shard": one.shard, "epoch": one.place.epoch, "is_open": one.is_open, "waiting": one.waiting}
            for one in self.writers.values()
        ]
        is_open = (
            self.watcher.is_fresh
            and not self.watcher.is_unsealed
            and all(one.is_open for one in self.writers.values())
        )
        return {"is_open": is_open, "generation": self.watcher.snapshot.generation, "writers": writers}

    async def start(self) -> None:
        """Everything claimed and read once. Raises CannotWrite, psycopg.Error."""
        await self.watcher.look()
        for shard in await self._wanted():
            self.writers[shard] = Writer(shard, self.keys, self.clock.micros)
            await self._claim(self.writers[shard], takes_over=self.settings.takes_over)
        tasks = [self.watcher.run(), self._chores(), *(self._keep(one) for one in self.writers.values())]
        self._tasks = [asyncio.create_task(one) for one in tasks]
        for task in self._tasks:
            task.add_done_callback(self.note_end)

    async def stop(self) -> None:
        """What was only counted is written down first."""
        for draft in self.desk.floods.due(everything=True):
            with contextlib.suppress(NotTaken, TimeoutError):
                await asyncio.wait_for(self.desk.submit(draft), 2)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.watcher.close()
        for writer in self.writers.values():
            writer.close()

    async def ended(self) -> None:
        """Returns when asked to stop; raises what made going on impossible."""
        await self._ended.wait()
        if self._failure is not None:
            raise self._failure

    def end(self) -> None:
        self._ended.set()

    def note_end(self, task: "asyncio.Task[None]") -> None:
        """None of them ends by itself: a process that goes on without one would look alive and answer nobody."""
        if not task.cancelled():
            self._failure = self._failure or task.exception()
            self._ended.set()

    async def _wanted(self) -> list[int]:
        connection = await open_connection(self.settings.conninfo)
        try:
            self.shards = await shard_count(connection, self.settings.shards)
        finally:
            await connection.close()
        return list(self.settings.shards or range(self.shards))

    async def _claim(self, writer: Writer, *, takes_over: bool, tries: int = LOCK_TRIES) -> None:
        """The connection that holds the lock is the one that writes: whoever loses it loses both."""
        connection = await open_connection(self.settings.conninfo)
        try:
            while not await take_lock(connection, writer.shard) and not takes_over:
                tries -= 1
                if tries <= 0:
                    raise CannotWrite(
                        f"shard {writer.shard} is written by another gateway; stop it, or start with --take-over."
                    )
                await asyncio.sleep(RETRY_SECONDS)
            await self._read_place(connection, writer)
        except BaseException:
            await connection.close()
            raise
        writer.connection = connection
        log.info(
            "shard %s: epoch %s, next record %s", writer.shard, writer.place.epoch, writer.place.next_sequence
        )

    async def _read_place(self, connection: Connection, writer: Writer) -> None:
        now = datetime.now(UTC)
        await self.keys.make_ready(connection, now.date())
        micros = self.clock.micros()
        writer.place = await claim(connection, writer.shard, self.shards, self.settings.checkpoints, micros)
        since = now - timedelta(seconds=REPEAT_SECONDS)
        await read_repeats(connection, writer.shard, self.repeats, since)
        counts = await read_today(connection, writer.shard, self.clock.day_began())
        self.desk.days.seed(self.clock.day(), counts)

    async def _keep(self, writer: Writer) -> None:
        """Write; after a lost connection claim anew, for as long as it takes. Fenced is the end of the process."""
        while True:
            try:
                if not writer.is_open:
                    await self._claim(writer, takes_over=False, tries=1)
                await writer.run()
            except (psycopg.Error, OSError, CannotWrite) as problem:
                log.warning("shard %s cannot be written: %s", writer.shard, problem)
                await asyncio.sleep(RETRY_SECONDS)

    async def _chores(self) -> None:
        """Counted refusals written down, keys and partitions of the next month made ahead."""
        ready_on = datetime.now(UTC).date()
        while True:
            await asyncio.sleep(CHORE_SECONDS)
            self.clock.tick()
            for draft in self.desk.floods.due():
                with contextlib.suppress(NotTaken):
                    self.desk.submit(draft)
            today = datetime.now(UTC).date()
            if today != ready_on:
                with contextlib.suppress(psycopg.Error, OSError):
                    connection = await open_connection(self.settings.conninfo)
                    await self.keys.make_ready(connection, today)
                    await connection.close()
                    ready_on = today


def spare_collector() -> None:
    """What is remembered of 200,000 answers holds no cycles: to walk it again and again costs more than a question."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def check_port(host: str, port: int) -> None:
    """Before a shard is claimed: who cannot be asked must not shut out the one that writes. Raises PortTaken."""
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        raise PortTaken(
            f"port {port} of {host} cannot be opened ({problem.strerror}); choose another with --host or --port."
        ) from problem


async def serve(settings: GatewaySettings, host: str, port: int) -> None:
    """Until SIGTERM or SIGINT. Raises PortTaken, CannotWrite or Fenced when it must not go on."""
    check_port(host, port)
    process = GatewayProcess(settings)
    await process.start()
    spare_collector()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, process.end)
    server = Server(
        process.gateway, host, port, interface=Interfaces.RSGI, websockets=False, log_level=LogLevels.error,
        backlog=1024, backpressure=8192,
    )  # fmt: skip
    serving = asyncio.create_task(server.serve())
    serving.add_done_callback(process.note_end)
    try:
        await process.ended()
    finally:
        server.stop()
        await asyncio.wait([serving], timeout=5)
        await process.stop()


__all__ = ["CannotWrite", "Fenced", "PortTaken", "serve"]

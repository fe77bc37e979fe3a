"""The single writer of a shard: gathers questions while one batch commits, and answers only after the commit.

A row is numbered and sealed when it joins the open batch; the batch is sent as soon as the one before is down. If a
statement fails its rows are written one by one, once; what then fails is recorded as failed. If the connection is lost
nothing is answered, and a new epoch begins.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence

import psycopg

from imece.exchange.gateway.breaker import Breaker
from imece.exchange.gateway.keys import KeyRing
from imece.exchange.gateway.problems import UNRECORDED
from imece.exchange.gateway.queueing import FairQueue
from imece.exchange.gateway.refusals import NotTaken
from imece.exchange.gateway.rights import Source
from imece.exchange.gateway.rows import Draft, Row, Written, row_of
from imece.exchange.gateway.settings import BATCH, QUEUE
from imece.exchange.gateway.shard import Connection, Place
from imece.exchange.gateway.statement import parameters_of, sources_of, statement_of
from imece.exchange.ledger.enums import Outcome

log = logging.getLogger("imece.gateway")


class Fenced(Exception):
    """Another process raised the epoch: this one writes no more."""


class Writer:
    """`place` and `connection` are set by whoever claims the shard for it; without a connection nothing is taken."""

    def __init__(self, shard: int, keys: KeyRing, clock: Callable[[], int]) -> None:
        self.shard = shard
        self.place = Place(-1, 0)
        self.connection: Connection | None = None
        self._breakers: dict[str, Breaker] = {}  # of sources that failed lately
        self._keys = keys
        self._clock = clock
        self._queue = FairQueue(QUEUE)
        self._open: list[Row] = []
        self._wake = asyncio.Event()

    @property
    def is_open(self) -> bool:
        return self.connection is not None

    @property
    def _is_lost(self) -> bool:
        return self.connection is None or self.connection.broken or self.connection.closed

    @property
    def waiting(self) -> int:
        return len(self._open) + len(self._queue)

    def submit(self, draft: Draft) -> "asyncio.Future[Written]":
        """Its place in the log, when that is committed. Raises NotTaken at once when it cannot be."""
        if self.connection is None:
            raise NotTaken(UNRECORDED)
        draft.done = asyncio.get_running_loop().create_future()
        if self._breakers and draft.source is not None and self._rests(draft.source):
            _fail(draft)
        if len(self._open) < BATCH and not len(self._queue):
            self._open.append(self._numbered(draft))
        else:
            self._queue.add(draft)
        self._wake.set()
        return draft.done

    async def run(self) -> None:
        """Until the connection is lost (psycopg.Error) or the shard is (Fenced); then whoever waits is told."""
        try:
            while True:
                await self._wake.wait()
                self._wake.clear()
                while self._open:
                    batch, self._open = self._open, []
                    self._refill()
                    await self._commit(batch)
                    self._refill()
        finally:
            self.close()

    def close(self) -> None:
        self.connection = None
        drafts = [row.draft for row in self._open] + self._queue.empty()
        self._open = []
        _disappoint(drafts)

    def _refill(self) -> None:
        while len(self._open) < BATCH and (draft := self._queue.take()):
            self._open.append(self._numbered(draft))

    def _numbered(self, draft: Draft) -> Row:
        place = self.place
        own = place.own_numbers.get(draft.institution, 0) + 1
        asked_at = max(self._clock(), place.last_asked_at)  # a clock that jumps back makes no disorder
        row = row_of(draft, self.shard, place.next_sequence, own, asked_at, self._keys.of(asked_at))
        place.own_numbers[draft.institution] = own
        place.next_sequence += 1
        place.last_asked_at = asked_at
        return row

    async def _commit(self, batch: list[Row]) -> None:
        try:
            try:
                written = await self._write(batch)
            except psycopg.Error as problem:
                if self._is_lost:
                    raise
                log.warning("a batch of %s is written one by one: %s", len(batch), problem)
                await self._write_singly(batch)
                return
            for row, one in zip(batch, written, strict=True):
                self._answer(row, one)
        except BaseException:
            _disappoint([row.draft for row in batch])
            raise

    def _answer(self, row: Row, written: Written) -> None:
        done = row.draft.done
        if done is not None and not done.done():
            done.set_result(written)
        if self._breakers and row.draft.source is not None:
            self._breakers.pop(row.draft.source.function, None)

    async def _write(self, batch: Sequence[Row]) -> list[Written]:
        assert self.connection is not None
        sources = sources_of(batch)
        parameters = parameters_of(batch, sources, self.shard, self.place.epoch)
        sent = time.monotonic()
        cursor = await self.connection.execute(statement_of(sources), parameters, prepare=True, binary=True)
        answered = await cursor.fetchall()
        if len(answered) != len(batch):
            raise Fenced(
                f"shard {self.shard} is written by another gateway (epoch {self.place.epoch} is past)"
            )
        return [
            Written(
                self.shard, row.sequence, row.institution_sequence, row.asked_at, outcome, leaf, facts,
                row.subject_key, sent - row.draft.begun,
            )
            for row, (_n, outcome, facts, leaf) in zip(batch, answered, strict=True)
        ]  # fmt: skip

    async def _write_singly(self, batch: Sequence[Row]) -> None:
        """The rows keep their numbers. One that fails again is recorded as failed in its place."""
        for row in batch:
            source = row.draft.source
            try:
                if source is not None and self._rests(source):
                    raise psycopg.OperationalError("left alone for a while")
                written = (await self._write([row]))[0]
            except psycopg.Error as problem:
                if self._is_lost or source is None:
                    raise
                self._note_failure(source, problem)
                written = (await self._write([self._failed(row)]))[0]
            self._answer(row, written)

    def _rests(self, source: Source) -> bool:
        breaker = self._breakers.get(source.function)
        return breaker is not None and breaker.rests

    def _note_failure(self, source: Source, problem: psycopg.Error) -> None:
        """A value that the source cannot take is its asker's matter; anything else counts against the source."""
        log.warning("%s failed: %s", source.function, type(problem).__name__)
        if not isinstance(problem, psycopg.DataError):
            self._breakers.setdefault(source.function, Breaker(failures=2)).failed()

    def _failed(self, row: Row) -> Row:
        draft = row.draft
        _fail(draft)
        keys = self._keys.of(row.asked_at)
        return row_of(draft, self.shard, row.sequence, row.institution_sequence, row.asked_at, keys)


def _fail(draft: Draft) -> None:
    """From here on it is a record of a failure; nothing is read for it."""
    draft.found = draft.missing = Outcome.UPSTREAM_FAILED
    draft.source, draft.mask = None, 0


def _disappoint(drafts: Sequence[Draft]) -> None:
    for draft in drafts:
        if draft.done is not None and not draft.done.done():
            draft.done.set_exception(NotTaken(UNRECORDED))

"""What a great many rights cost, and what a clock that jumps does to the log (study §8, E4)."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from django.conf import settings
from django.utils import timezone
from psycopg import AsyncConnection

from imece.core.transactions import acting
from imece.exchange.access.enums import CredentialState
from imece.exchange.access.models import Credential
from imece.exchange.gateway.keys import KeyRing
from imece.exchange.gateway.reading import YIELD_EVERY, read_rights
from imece.exchange.gateway.rows import Draft
from imece.exchange.gateway.shard import CannotWrite, Place, claim
from imece.exchange.gateway.writer import Writer
from imece.exchange.ledger.enums import Outcome
from tests.exchange.entries import Log
from tests.exchange.gateway.world import SYSTEM, make_world
from tests.exchange.rows import WAY

MANY = 10_000
MINUTE = 60_000_000

Answer = TypeVar("Answer")


def run(work: Coroutine[object, object, Answer]) -> Answer:
    """On a thread of its own: where the browser's tests ran before, this one has an event loop that still runs."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


class Counted(AsyncConnection):  # type: ignore[type-arg]
    """Counts what it is asked."""

    asked = 0

    async def execute(self, *arguments: object, **more: object) -> object:  # type: ignore[override]
        type(self).asked += 1
        return await super().execute(*arguments, **more)  # type: ignore[arg-type]


@asynccontextmanager
async def connected(database: str) -> AsyncIterator[Counted]:
    address = settings.INSTALLATION.url("gateway").with_name(database)
    connection = await Counted.connect(str(address), autocommit=True)
    try:
        yield connection
    finally:
        await connection.close()


def make_many_credentials(institution: object, ends: datetime) -> None:
    made = [
        Credential(
            institution=institution, client_id=f"COK-{n}", kind="secret", secret_hash=f"{n:064d}", valid_until=ends,
            is_sandbox=True,  # of the others one institution has one alone
            requested_by_id=1, approved_by_id=2, created_at=timezone.now(),
        )
        for n in range(MANY)
    ]  # fmt: skip
    with acting(SYSTEM):
        Credential.objects.bulk_create(made, batch_size=2000)
        for state in WAY[CredentialState.ACTIVE]:
            Credential.objects.filter(client_id__startswith="COK-").update(state=state)


async def _compiled(database: str) -> tuple[object, int, int]:
    """The snapshot, how many queries it took, how often others had a turn meanwhile."""
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    async with connected(database) as connection:
        waiting = asyncio.create_task(others())
        Counted.asked = 0
        snapshot = await read_rights(connection)
        waiting.cancel()
        return snapshot, Counted.asked, turns


def test_ten_thousand_credentials_end_at_once_and_nothing_is_read_for_it(fresh_database: str) -> None:
    """As many queries as for one; others have their turns meanwhile; the common end is a comparison, not a change."""
    world = make_world()
    _few, queries, _turns = run(_compiled(fresh_database))
    ends = timezone.now() + timedelta(hours=1)
    make_many_credentials(world.bank, ends)
    snapshot, queries_of_many, turns = run(_compiled(fresh_database))
    assert queries_of_many == queries
    assert turns >= MANY // YIELD_EVERY
    last = int(ends.timestamp() * 1_000_000)
    many = [one for one in snapshot.credentials.values() if one.client_id.startswith("COK-")]  # type: ignore[attr-defined]
    assert len(many) == MANY
    assert all(one.is_open(last - 1) for one in many)
    assert not any(one.is_open(last) for one in many)


def make_writer(hands: list[int]) -> Writer:
    writer = Writer(0, KeyRing(settings.INSTALLATION.secrets["ledger_key"]), lambda: hands[0])
    writer.place = Place(1, 0)
    return writer


async def _numbered(database: str, jumps: tuple[int, ...]) -> list[tuple[int, int]]:
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    hands = [now]
    writer = make_writer(hands)
    async with connected(database) as connection:
        await writer._keys.make_ready(connection, timezone.localdate())
    told = []
    for jump in jumps:
        hands[0] = now + jump
        row = writer._numbered(Draft(0.0, 5, bytes(16), Outcome.FOUND, Outcome.NOT_FOUND))
        told.append((row.sequence, row.asked_at - now))
    return told


def test_a_clock_that_jumps_back_makes_no_disorder_in_the_log(fresh_database: str) -> None:
    """Numbers and instants only rise; when the clock has caught up it is followed again."""
    jumps = (0, -30 * MINUTE, 2, -1, 10)
    assert run(_numbered(fresh_database, jumps)) == [(0, 0), (1, 0), (2, 2), (3, 2), (4, 10)]


async def _claim(database: str, now: datetime) -> Place:
    async with connected(database) as connection:
        return await claim(connection, 0, 1, None, int(now.timestamp() * 1_000_000))


@pytest.mark.parametrize(("minutes", "is_refused"), [(4, False), (6, True)])
def test_a_clock_far_behind_the_log_does_not_write(
    fresh_database: str, minutes: int, is_refused: bool
) -> None:
    """After a jump back of more than five minutes nothing is added: its instants would be made up."""
    world = make_world()
    last = timezone.now()
    Log().add(world.bank, asked_at=last)
    late = last - timedelta(minutes=minutes)
    if is_refused:
        with pytest.raises(CannotWrite, match="set the clock right"):
            run(_claim(fresh_database, late))
    else:
        assert run(_claim(fresh_database, late)).next_sequence == 1

"""What the one writer of a shard knows and must prove: its epoch, the next number, each institution's last one."""

import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from psycopg import AsyncConnection

from imece.exchange.gateway.arrays import register_arrays
from imece.exchange.gateway.repeats import Repeats
from imece.exchange.ledger.enums import Outcome

LOCK_SPACE: Final = 0x1E7CE  # advisory locks of shards; whoever writes shard n holds (LOCK_SPACE, n)
AHEAD: Final = 300_000_000  # µs by which the last record may be later than our clock
Connection = AsyncConnection[tuple[Any, ...]]
log = logging.getLogger("imece.gateway")

CLAIM: Final = """
    update ledger_shard set epoch = epoch + 1 where number = %s returning epoch, next_sequence
"""
LAST_NUMBERS: Final = """
    select known.id, last.institution_sequence
    from (select 0 as id union all select institution_id from access_open_institution) known
    cross join lateral (
        select institution_sequence from ledger_entry where institution_id = known.id
        order by asked_at desc, institution_sequence desc limit 1
    ) last
    where known.id %% %s = %s
"""
LAST_INSTANT: Final = """
    select (extract(epoch from asked_at) * 1000000)::bigint from ledger_entry where shard = %s
    order by asked_at desc limit 1
"""
TODAY: Final = """
    select grant_id, count(*) from ledger_entry
    where shard = %s and asked_at >= %s and outcome = any(%s) group by grant_id
"""


class CannotWrite(Exception):
    """Why this process must not write a shard; told to whoever started it."""


@dataclass(slots=True)
class Place:
    """Where the log of a shard stands."""

    epoch: int
    next_sequence: int
    last_asked_at: int = 0
    own_numbers: dict[int, int] = field(default_factory=dict)


def log_of(institution: int, shards: int) -> int:
    """Where an institution writes. When the logs become more they double: see docs/scale.md."""
    return institution % shards


async def open_connection(conninfo: str) -> Connection:
    """Durable by its own settings, whatever the server's are."""
    connection = await AsyncConnection.connect(
        conninfo, autocommit=True, connect_timeout=3, prepare_threshold=0
    )
    connection.prepared_max = 500
    register_arrays(connection)
    await connection.execute("set synchronous_commit = on")
    await connection.execute("set jit = off")
    return connection


async def take_lock(connection: Connection, shard: int) -> bool:
    """Held as long as this connection: another process cannot write the shard meanwhile."""
    query = "select pg_try_advisory_lock(%s, %s)"
    row = await (await connection.execute(query, [LOCK_SPACE, shard])).fetchone()
    return bool(row and row[0])


async def claim(connection: Connection, shard: int, shards: int, checkpoints: Path | None, now: int) -> Place:
    """Raise the epoch, so that whoever wrote before is refused from here on; then read where the log stands.

    Raises CannotWrite when the log is behind what was sealed (a backup was restored: to go on would fork it), or ahead
    of the clock.
    """
    await connection.execute(
        "insert into ledger_shard (number, epoch, next_sequence) values (%s, 0, 0) on conflict do nothing",
        [shard],
    )
    row = await (await connection.execute(CLAIM, [shard])).fetchone()
    assert row is not None
    place = Place(*row)
    refuse_fork(shard, place.next_sequence, sealed_size(checkpoints, shard))
    last = await (await connection.execute(LAST_INSTANT, [shard])).fetchone()
    place.last_asked_at = last[0] if last else 0
    if place.last_asked_at > now + AHEAD:
        raise CannotWrite(
            f"the last record of shard {shard} is {(place.last_asked_at - now) // 1_000_000} s later than this "
            "machine's clock; set the clock right."
        )
    numbers = await (await connection.execute(LAST_NUMBERS, [shards, shard])).fetchall()
    place.own_numbers = dict(numbers)
    return place


def sealed_size(checkpoints: Path | None, shard: int) -> int:
    """The size that the newest signed checkpoint names (its second line); 0 when nothing was sealed yet."""
    path = checkpoints / str(shard) / "checkpoint" if checkpoints else None
    if path is None or not path.exists():
        return 0
    lines = path.read_text(encoding="utf-8").splitlines()
    return int(lines[1]) if len(lines) > 1 else 0


def refuse_fork(shard: int, next_sequence: int, sealed: int) -> None:
    if sealed > next_sequence:
        raise CannotWrite(
            f"shard {shard} holds {next_sequence} records, but {sealed} were sealed: the database was put back to an "
            "older state. Restore a newer one; to write on would fork the log."
        )


async def read_today(connection: Connection, shard: int, day_began: Any) -> dict[int, int]:
    """grant → questions of today that count towards its cap."""
    counted = [Outcome.FOUND, Outcome.NOT_FOUND]
    rows = await (await connection.execute(TODAY, [shard, day_began, counted])).fetchall()
    return dict(rows)


async def read_repeats(connection: Connection, shard: int, repeats: Repeats, since: Any) -> None:
    """The answered questions of the last minutes, so that a repetition after our restart is known as one."""
    for row in await (await connection.execute(Repeats.QUERY, [shard, since, repeats.most])).fetchall():
        repeats.restore(shard, *row)


async def shard_count(connection: Connection, named: tuple[int, ...]) -> int:
    """How many logs there are; the first start makes the first. An institution stays in its own for ever."""
    row = await (
        await connection.execute("select count(*), coalesce(max(number), -1) from ledger_shard")
    ).fetchone()
    assert row is not None
    count, last = row
    if last != count - 1 or any(shard >= max(count, 1) for shard in named):
        raise CannotWrite(f"the logs are not numbered 0 … {count - 1}, or {named} are not among them.")
    return int(max(count, 1))

"""Days of the traffic log that are over: closed in a chain, checked against it, destroyed in time (KVK-12)."""

import hashlib
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.time_stamps import NoStamp, ask_authority, is_wanted, stamped_at
from imece.core.traffic.log import days_with_files, file_of
from imece.core.traffic.models import TrafficDay
from imece.core.transactions import verb

PORTION = 1024 * 1024
log = logging.getLogger(__name__)


def close_days(*, actor: Actor, now: datetime) -> list[TrafficDay]:
    """Every day that is over and has a file, oldest first; one that is closed stays as it is."""
    last = TrafficDay.objects.last()
    due = [day for day in days_with_files() if day < _today(now) and (last is None or day > last.day)]
    closed: list[TrafficDay] = []
    for day in due:
        last = _closed(day, last.chain if last else "", now)
        last.stamp = _stamp(last) if day == due[-1] else None
        _keep(row=last, actor=actor)
        closed.append(last)
    return closed


def _closed(day: date, previous: str, now: datetime) -> TrafficDay:
    line_count, sha256 = _read(day)
    row = TrafficDay(day=day, line_count=line_count, sha256=sha256, previous=previous, at=now)
    row.chain = chain_of(row)
    return row


@verb
def _keep(*, row: TrafficDay, actor: Actor) -> None:
    row.save(force_insert=True)


def chain_of(row: TrafficDay) -> str:
    """SHA-256 over the chain so far and what this day's file held."""
    text = f"{row.previous} {row.day:%Y-%m-%d} {row.line_count} {row.sha256}\n"
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def faults(now: datetime) -> Iterator[str]:
    """What does not hold, day by day: a changed file, one that is gone before its time, a broken chain, a bad stamp."""
    previous = ""
    rows = list(TrafficDay.objects.all())
    for row in rows:
        if (row.previous, row.chain) != (previous, chain_of(row)):
            yield f"{row.day}: the chain is broken"
        previous = row.chain
        yield from _file_faults(row, now)
        yield from _stamp_faults(row)
    closed = {row.day for row in rows}
    for day in days_with_files():
        if day not in closed and day < _today(now) - timedelta(days=1):
            yield f"{day}: has a file and was never closed"


def destroy_old_files(now: datetime) -> int:
    """Files older than the law lets keep; how many days went."""
    old = [day for day in days_with_files() if day < kept_from(now)]
    for day in old:
        file_of(day).unlink()
    return len(old)


def kept_from(now: datetime) -> date:
    today = _today(now)
    return today - timedelta(days=Parameters(today).integer("traffic_log_keep_days"))


def _file_faults(row: TrafficDay, now: datetime) -> Iterator[str]:
    try:
        line_count, sha256 = _read(row.day)
    except FileNotFoundError:
        if row.day >= kept_from(now):
            yield f"{row.day}: the file is gone"
        return
    if sha256 != row.sha256:
        yield f"{row.day}: the file is not the one that was closed ({line_count} lines, then {row.line_count})"


def _stamp_faults(row: TrafficDay) -> Iterator[str]:
    if row.stamp is None:
        return
    try:
        stamped_at(bytes(row.stamp), row.chain.encode("ascii"))
    except NoStamp as problem:
        yield f"{row.day}: {problem}"


def _read(day: date) -> tuple[int, str]:
    """Lines and SHA-256 of a day's file."""
    digest, line_count = hashlib.sha256(), 0
    with file_of(day).open("rb") as file:
        while portion := file.read(PORTION):
            digest.update(portion)
            line_count += portion.count(b"\n")
    return line_count, digest.hexdigest()


def _stamp(row: TrafficDay) -> bytes | None:
    """None where no authority is named or it does not answer: the next day's stamp then covers this day too."""
    if not is_wanted():
        return None
    try:
        return ask_authority(row.chain.encode("ascii"))
    except NoStamp:
        log.exception("traffic log: no time-stamp for %s", row.day)
        return None


def _today(now: datetime) -> date:
    return now.astimezone(UTC).date()

"""The sealer's work, round by round: every log, the disk, the time-stamps. A fault of one log stops no other."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import connection

from imece.core.time_stamps import NoStamp, is_wanted
from imece.exchange.ledger.domain import stamping, watch
from imece.exchange.ledger.domain.acts import ACTS, Acts
from imece.exchange.ledger.domain.installation import ledger_folder, shard_numbers, signers_of
from imece.exchange.ledger.domain.sealing_off import Damaged, Questions, Sealer, note_fault
from imece.exchange.ledger.models import SealState
from imece.exchange.ledger.notes import BadNote
from imece.exchange.ledger.tiles import DamagedTile, TileStore

LOCK: Final = 0x53454C  # one sealer at a time, in the database
LOOKED_EVERY: Final = timedelta(seconds=10)
BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


def take_lock() -> bool:
    """Held as long as the connection is: False when another sealer is at work."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


@dataclass
class Sealing:
    """`tell` gets each alarm, once until it changes."""

    tell: Callable[[str], None]
    sealers: dict[str, Sealer] = field(default_factory=dict)
    _told: dict[str, str] = field(default_factory=dict)
    _looked_at: datetime = BEGINNING
    _stamped_at: datetime = BEGINNING

    def round(self, now: datetime) -> int:
        """How many entries were sealed."""
        sealed = 0
        for name in (*map(str, shard_numbers()), ACTS):
            sealed += self._seal(name, now)
        if now - self._looked_at >= LOOKED_EVERY:
            self._look(now)
        if is_wanted() and now - self._stamped_at >= stamping.EVERY:
            self._stamp(now)
        return sealed

    def _seal(self, name: str, now: datetime) -> int:
        try:
            if name not in self.sealers:
                log = Acts() if name == ACTS else Questions(int(name))
                self.sealers[name] = Sealer(log, TileStore(ledger_folder() / name), signers_of(name))
            sealed = self.sealers[name].step(now)
        except (Damaged, DamagedTile, BadNote, OSError) as fault:
            self._alarm(name, str(fault))
            note_fault(name, str(fault))
            self.sealers.pop(name, None)  # begins again from the last good checkpoint
            return 0
        self._told.pop(name, None)
        return sealed

    def _look(self, now: datetime) -> None:
        self._looked_at = now
        percent = watch.disk_percent()
        SealState.objects.update(disk_percent=percent, is_stamp_due=is_wanted())
        if percent >= watch.DISK_WARNING:
            self._alarm("disk", f"the disk of the ledger is full to {percent} %")

    def _stamp(self, now: datetime) -> None:
        try:
            for name in self.sealers:
                stamping.stamp_newest(name, now)
            self._stamped_at = now
        except NoStamp as problem:
            self._stamped_at = now - stamping.EVERY + timedelta(minutes=1)  # again in a minute
            self._alarm("time-stamp", str(problem))

    def _alarm(self, about: str, text: str) -> None:
        if self._told.get(about) != text:
            self._told[about] = text
            self.tell(f"ALARM {about}: {text}")

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone

from imece.exchange.ledger.domain.installation import ledger_folder, shard_numbers, signers_of
from imece.exchange.ledger.domain.sealing_off import Damaged, Sealer, note_fault
from imece.exchange.ledger.tiles import TileStore

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Seal the ledger: tiles and a signed checkpoint each second, until stopped; --once: what waits, and end"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        sealers: dict[int, Sealer] = {}
        while True:
            try:
                rows = self._round(sealers)
            except OperationalError as problem:
                self.stderr.write(f"the database does not answer: {problem}")
                connection.close()
                rows = 0
            if options["once"] and not rows:
                return
            if not rows:
                time.sleep(PAUSE_SECONDS)

    def _round(self, sealers: dict[int, Sealer]) -> int:
        rows = 0
        for shard in shard_numbers():
            if shard not in sealers:
                sealers[shard] = Sealer(shard, TileStore(ledger_folder() / str(shard)), signers_of(shard))
            try:
                rows += sealers[shard].step(timezone.now())
            except Damaged as fault:
                self.stderr.write(f"ALARM {fault}")
                note_fault(shard, str(fault))
                del sealers[shard]  # begins again from the last good checkpoint
        return rows

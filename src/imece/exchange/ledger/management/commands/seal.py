import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils import timezone

from imece.exchange.ledger.domain.rounds import Sealing, take_lock

PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Seal the ledger: tiles and a signed checkpoint each second, until stopped; --once: what waits, and end"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        sealing = self._begin()
        while True:
            try:
                rows = sealing.round(timezone.now())
            except (OperationalError, InterfaceError) as problem:
                self.stderr.write(f"the database does not answer: {problem}")
                sealing, rows = self._again(), 0
            if options["once"] and not rows:
                return
            if not rows:
                time.sleep(PAUSE_SECONDS)

    def _begin(self) -> Sealing:
        if not take_lock():
            raise CommandError("another sealer is at work; one is enough.")
        return Sealing(self.stderr.write)

    def _again(self) -> Sealing:
        """The lock went with the connection; wait for both."""
        while True:
            connection.close()
            time.sleep(PAUSE_SECONDS)
            try:
                return self._begin()
            except (OperationalError, InterfaceError):
                continue

import json
from argparse import ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error as DatabaseError
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.exchange.ledger.domain.acts import ACTS
from imece.exchange.ledger.domain.archive import archive_month, restore_month
from imece.exchange.ledger.domain.export import export_extract, export_log, prove_consistency, prove_row
from imece.exchange.ledger.domain.installation import shard_numbers
from imece.exchange.ledger.domain.retention import destroy_month, destruction_plan, wipe_traces
from imece.exchange.ledger.domain.watch import alarms, backlog, refusal
from imece.exchange.ledger.sealing import CannotOpen


def month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is no month; write it as 2021-11") from None


class Command(BaseCommand):
    help = "Export, prove, keep and destroy. Without a database: ./imece ledger verify, check-statement"

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        export = parts.add_parser("export", help="tiles, entries, checkpoints and keys of every log")
        export.add_argument("folder", type=Path)
        export.add_argument("--institution", type=int, help="only the rows of one, with their proofs")
        export.add_argument("--from", dest="first_on", type=date.fromisoformat, help="first day (UTC)")
        export.add_argument("--to", dest="last_on", type=date.fromisoformat, help="last day (UTC)")
        prove = parts.add_parser("prove", help="that a row stands in the log, as JSON")
        prove.add_argument("log")
        prove.add_argument("row", type=int)
        prove.add_argument(
            "--open", action="store_true", help="with the key of this one row, and its content"
        )
        consistency = parts.add_parser("consistency", help="that the log continues an earlier one, as JSON")
        consistency.add_argument("log")
        consistency.add_argument("size", type=int)
        parts.add_parser("status", help="what waits to be sealed, and every alarm")
        parts.add_parser("plan", help="which months' keys are due to be destroyed, and which are held")
        for name, text in (
            ("archive", "take a month off line, as one file"),
            ("restore", "bring an archived month back"),
            ("destroy", "destroy a month's key, with a record of it"),
        ):
            parts.add_parser(name, help=text).add_argument("month", type=month)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['part']}")(options)
        except (Problem, CannotOpen, ValueError, DatabaseError) as problem:
            raise CommandError(str(problem).splitlines()[0]) from problem

    def _export(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        chosen = {name: options[name] for name in ("institution", "first_on", "last_on")}
        for log in (*map(str, shard_numbers()), ACTS):
            if any(value is not None for value in chosen.values()):
                if log != ACTS:
                    count = export_extract(log, folder, **chosen)
                    self.stdout.write(f"log {log}: {count} rows in {folder / log}")
                continue
            size = export_log(log, folder)
            self.stdout.write(f"log {log}: {size} rows in {folder / log}, key in {folder / f'{log}.key'}")

    def _prove(self, options: dict[str, Any]) -> None:
        key = settings.INSTALLATION.secrets["ledger_key"]
        proof = prove_row(options["log"], options["row"], opens=options["open"], ledger_key=key)
        self.stdout.write(json.dumps(proof, indent=1, ensure_ascii=False))

    def _consistency(self, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(prove_consistency(options["log"], options["size"]), indent=1))

    def _status(self, options: dict[str, Any]) -> None:
        for log, waiting in backlog().items():
            self.stdout.write(f"log {log}: {waiting} rows wait to be sealed")
        for alarm in alarms(timezone.now()):
            self.stdout.write(f"ALARM log {alarm.log}: {alarm.text}: {alarm.value}")
        if closed := refusal():
            self.stdout.write(f"CLOSED {closed.code}: {closed.message} {closed.remedy}")

    def _plan(self, options: dict[str, Any]) -> None:
        for due in destruction_plan(timezone.now().date()):
            state = f"held ({due.hold})" if due.hold else "due" if due.is_due else "kept"
            self.stdout.write(f"{due.month:%Y-%m}: {state} until {due.until.isoformat()}")

    def _archive(self, options: dict[str, Any]) -> None:
        made = archive_month(month=options["month"], actor=system_actor("ledger archive"), now=timezone.now())
        self.stdout.write(f"{made.name}: {made.row_count} rows, SHA-256 {made.sha256}")

    def _restore(self, options: dict[str, Any]) -> None:
        count = restore_month(
            month=options["month"], actor=system_actor("ledger restore"), now=timezone.now()
        )
        self.stdout.write(f"{count} rows are back")

    def _destroy(self, options: dict[str, Any]) -> None:
        record = destroy_month(
            month=options["month"], actor=system_actor("ledger destroy"), now=timezone.now()
        )
        wipe_traces()
        self.stdout.write(
            f"the key of {record.month:%Y-%m} is destroyed; the record stays until {record.kept_until}"
        )

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from imece.core.errors import Problem
from imece.exchange.ledger.domain.export import export_log, prove_consistency, prove_row
from imece.exchange.ledger.domain.installation import shard_numbers
from imece.exchange.ledger.sealing import CannotOpen


class Command(BaseCommand):
    help = "export DIR | prove LOG ROW [--open] | consistency LOG SIZE; verify needs no database: ./imece ledger-verify"

    def add_arguments(self, parser: CommandParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True)
        export = parts.add_parser("export", help="tiles, entries, checkpoints and keys of every log")
        export.add_argument("folder", type=Path)
        prove = parts.add_parser("prove", help="that a row stands in the log, as JSON")
        prove.add_argument("log")
        prove.add_argument("row", type=int)
        prove.add_argument(
            "--open", action="store_true", help="with the key of this one row, and its content"
        )
        consistency = parts.add_parser("consistency", help="that the log continues an earlier one, as JSON")
        consistency.add_argument("log")
        consistency.add_argument("size", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, f"_{options['part']}")(options)
        except (Problem, CannotOpen, ValueError) as problem:
            raise CommandError(str(problem)) from problem

    def _export(self, options: dict[str, Any]) -> None:
        folder: Path = options["folder"]
        for shard in shard_numbers():
            size = export_log(str(shard), folder)
            self.stdout.write(
                f"log {shard}: {size} rows in {folder / str(shard)}, key in {folder / f'{shard}.key'}"
            )

    def _prove(self, options: dict[str, Any]) -> None:
        key = settings.INSTALLATION.secrets["ledger_key"]
        proof = prove_row(options["log"], options["row"], opens=options["open"], ledger_key=key)
        self.stdout.write(json.dumps(proof, indent=1, ensure_ascii=False))

    def _consistency(self, options: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(prove_consistency(options["log"], options["size"]), indent=1))

"""`./imece import-insurance-entries FILE`: SGK's word on who began where; confirms reported placements (CAN-03)."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from imece.core import audit
from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.core.transactions import acting
from imece.employment.selection.domain.insurance import Outcome, confirm_from_entries
from imece.employment.selection.domain.insurance_file import EntriesFromFile


class Command(BaseCommand):
    help = (
        "Confirm placements by SGK entries (.xlsx, .csv): columns T.C. Kimlik No, İşyeri No (İŞKUR number or "
        "SGK workplace number), İşe Giriş Tarihi. May be repeated; every row is answered."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        actor = system_actor("sgk")
        entries = self._read(path)
        counts: Counter[str] = Counter(dict.fromkeys(Outcome, 0))
        for told in confirm_from_entries(entries, actor=actor, now=timezone.now()):
            counts[told.outcome] += 1
            self.stdout.write(f"row {told.row}: {told.outcome}{': ' if told.note else ''}{told.note}")
        for error in entries.checked.errors:
            self.stdout.write(f"row {error.row}: malformed, {error.column}: {error.problem} {error.remedy}")
        counts["malformed"] = entries.checked.wrong_row_count
        with acting(actor):
            audit.record(actor, "selection.insurance_entries_read", details={"file": path.name} | counts)
        self.stdout.write(", ".join(f"{name}: {count}" for name, count in counts.items()))

    def _read(self, path: Path) -> EntriesFromFile:
        try:
            with path.open("rb") as file:
                return EntriesFromFile(file, path.name)
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be read: {problem.strerror}") from problem

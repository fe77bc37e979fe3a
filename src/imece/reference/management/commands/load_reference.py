from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from imece.core.actor import system_actor
from imece.reference.domain.loading import is_loaded, load_reference_data
from imece.reference.domain.parameters import load_parameters


class Command(BaseCommand):
    help = (
        "Load places, the ISCO-08 tree, the sample of occupations and legal parameters; quick when unchanged."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="load even if the files are those of last time"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        load_parameters()
        if is_loaded() and not options["force"]:
            self._say(options, "reference data: nothing changed")
            return
        counts = load_reference_data(actor=system_actor("load_reference"), today=timezone.localdate())
        self._say(options, ", ".join(f"{name} {count}" for name, count in counts.items()))

    def _say(self, options: dict[str, Any], text: str) -> None:
        if options["verbosity"]:
            self.stdout.write(text)

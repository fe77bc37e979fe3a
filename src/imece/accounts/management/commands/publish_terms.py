from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from imece.accounts.domain.terms import GENERAL, PRIVACY, publish_terms
from imece.core.actor import system_actor
from imece.core.errors import Problem


class Command(BaseCommand):
    help = "Publish a newer version of the general terms or the information notice; members are asked at sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[GENERAL, PRIVACY])
        parser.add_argument("file_tr", type=Path, help="plain text, '## ' before each heading")
        parser.add_argument("file_en", type=Path)
        parser.add_argument(
            "--from", dest="valid_from", type=date.fromisoformat, help="YYYY-MM-DD; default today"
        )

    def handle(self, *args: object, **options: Any) -> None:
        today = timezone.localdate()
        try:
            version = publish_terms(
                kind=options["kind"],
                text_tr=_text(options["file_tr"]),
                text_en=_text(options["file_en"]),
                valid_from=options["valid_from"] or today,
                today=today,
                actor=system_actor("publish-terms"),
            )
        except Problem as problem:
            raise CommandError(f"{problem.message} {problem.remedy}") from problem
        self.stdout.write(f"{version.kind} {version.number}, from {version.valid_from:%d.%m.%Y}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig").strip() + "\n"
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"{path} cannot be read as UTF-8 text: {problem}") from problem

"""What the commands that import an official list share: their options, and how they say what happened."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from imece.core.errors import Problem
from imece.reference.domain.table_files import Fault

LISTED = 20


class ListImport(BaseCommand):
    """A command gives `plan_of` (the domain call) and `report` (what it says of the plan)."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
        parser.add_argument(
            "--partial", action="store_true", help="the file is a part: retire nothing it leaves out"
        )
        parser.add_argument("--allow-many-retirements", action="store_true")
        parser.add_argument(
            "--all", action="store_true", help=f"list every line, not the first {LISTED} of a kind"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = self.plan_of(
                options,
                path=options["file"],
                is_partial=options["partial"],
                allow_many_retirements=options["allow_many_retirements"],
                is_dry_run=options["dry_run"],
            )
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        self.limit = None if options["all"] else LISTED
        self.report(plan)
        if plan.faults:
            self.stdout.write("because of the malformed rows nothing left out was retired")
        self.stdout.write(f"unchanged: {plan.unchanged_count}")
        if options["dry_run"]:
            self.stdout.write("dry run: nothing was changed")

    def plan_of(self, options: dict[str, Any], **common: Any) -> Any:
        raise NotImplementedError

    def report(self, plan: Any) -> None:
        raise NotImplementedError

    def tell(self, words: str, lines: Iterable[str]) -> None:
        found = list(lines)
        self.stdout.write(f"{words}: {len(found)}")
        for line in found[: self.limit]:
            self.stdout.write(f"  {line}")
        if self.limit is not None and len(found) > self.limit:
            self.stdout.write(f"  … and {len(found) - self.limit} more (--all)")

    def tell_rows(self, words: str, rows: Iterable[Any], shown: str) -> None:
        """`shown`: what of a row stands after its number, as a format string."""
        self.tell(words, (f"row {row.number}: {shown.format(row=row)}" for row in rows))

    def tell_faults(self, faults: list[Fault]) -> None:
        """All of them: each is to be mended."""
        limit, self.limit = self.limit, None
        self.tell_rows("malformed", faults, "{row.values} ({row.why})")
        self.limit = limit

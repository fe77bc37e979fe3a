"""`./imece import-occupations FILE`: the operator's own copy of the Türk Meslekler Sözlüğü (OCC-07)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.errors import Problem
from imece.reference.domain.import_plan import Change, Plan
from imece.reference.domain.importing import import_dictionary
from imece.reference.enums import ChangeKind

SHOWN = {
    ChangeKind.ADDED: "new",
    ChangeKind.RENAMED: "renamed",
    ChangeKind.EDITED: "edited",
    ChangeKind.SYNONYMS: "synonyms added",
    ChangeKind.RETIRED: "retired",
    ChangeKind.REVIVED: "valid again",
}
LISTED = 20


class Command(BaseCommand):
    help = (
        "Import an occupation dictionary (.xlsx, .csv, .json): columns kod and ad, others if there are any."
    )

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
            plan = import_dictionary(
                path=options["file"],
                actor=system_actor("import_occupations"),
                today=timezone.localdate(),
                is_partial=options["partial"],
                allow_many_retirements=options["allow_many_retirements"],
                is_dry_run=options["dry_run"],
            )
        except Problem as problem:
            raise CommandError(str(problem)) from problem
        self._report(plan, None if options["all"] else LISTED)
        if options["dry_run"]:
            self.stdout.write("dry run: nothing was changed")

    def _report(self, plan: Plan, limit: int | None) -> None:
        for kind, words in SHOWN.items():
            self._list(words, (_shown(change) for change in plan.of_kind(kind)), limit)
        self._list(
            "doubled, first line kept",
            (f"row {row.number}: {row.code} {row.name}" for row in plan.doubled),
            limit,
        )
        self._list("malformed", (f"row {one.number}: {one.values} ({one.why})" for one in plan.faults), None)
        self._list(
            "warning, no ISCO-08 unit group, kept as unclassified",
            (f"row {row.number}: {row.code} {row.name}" for row in plan.unclassified),
            limit,
        )
        self._list(
            "warning, successor unknown",
            (f"row {row.number}: {row.code} → {row.extra['replaced_by']}" for row in plan.unknown_successors),
            limit,
        )
        if plan.faults:
            self.stdout.write("because of the malformed rows nothing left out was retired")
        self.stdout.write(f"unchanged: {plan.unchanged_count}")

    def _list(self, words: str, lines: Iterable[str], limit: int | None) -> None:
        found = list(lines)
        self.stdout.write(f"{words}: {len(found)}")
        for line in found[:limit]:
            self.stdout.write(f"  {line}")
        if limit is not None and len(found) > limit:
            self.stdout.write(f"  … and {len(found) - limit} more (--all)")


def _shown(change: Change) -> str:
    return f"row {change.row}: {change.shown}" if change.row else f"not in the file: {change.shown}"

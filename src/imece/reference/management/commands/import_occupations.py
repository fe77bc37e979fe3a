"""`./imece import-occupations FILE`: the operator's own copy of the Türk Meslekler Sözlüğü (OCC-07)."""

from typing import Any

from django.utils import timezone

from imece.core.actor import system_actor
from imece.reference.domain.import_plan import Change, Plan
from imece.reference.domain.importing import import_dictionary
from imece.reference.enums import ChangeKind
from imece.reference.management.list_import import ListImport

SHOWN = {
    ChangeKind.ADDED: "new",
    ChangeKind.RENAMED: "renamed",
    ChangeKind.EDITED: "edited",
    ChangeKind.SYNONYMS: "synonyms added",
    ChangeKind.RETIRED: "retired",
    ChangeKind.REVIVED: "valid again",
}


class Command(ListImport):
    help = (
        "Import an occupation dictionary (.xlsx, .csv, .json): columns kod and ad, others if there are any."
    )

    def plan_of(self, options: dict[str, Any], **common: Any) -> Plan:
        return import_dictionary(
            **common, actor=system_actor("import_occupations"), today=timezone.localdate()
        )

    def report(self, plan: Plan) -> None:
        for kind, words in SHOWN.items():
            self.tell(words, map(_shown, plan.of_kind(kind)))
        self.tell_rows("doubled, first line kept", plan.doubled, "{row.code} {row.name}")
        self.tell_faults(plan.faults)
        self.tell_rows(
            "warning, no ISCO-08 unit group, kept as unclassified",
            plan.unclassified,
            "{row.code} {row.name}",
        )
        self.tell_rows(
            "warning, successor unknown",
            plan.unknown_successors,
            "{row.code} → {row.extra[replaced_by]}",
        )


def _shown(change: Change) -> str:
    return f"row {change.row}: {change.shown}" if change.row else f"not in the file: {change.shown}"

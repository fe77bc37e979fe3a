"""`./imece import-hazard-classes FILE --from DAY`: the İşyeri Tehlike Sınıfları Listesi of the Ministry (ID-27)."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from imece.core.actor import system_actor
from imece.reference.domain.hazard_import import Plan, import_hazard_list
from imece.reference.enums import HazardClass
from imece.reference.management.list_import import ListImport


class Command(ListImport):
    help = (
        "Import the list of hazard classes (.xlsx, .csv, .json), with the columns of the official annex:"
        " NACE Rev.2_Altılı Kod, NACE Rev.2_Altılı Tanım, Tehlike Sınıfı."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--from",
            dest="valid_from",
            type=date.fromisoformat,
            help="the day from which the list is in force (YYYY-MM-DD); today unless given",
        )

    def plan_of(self, options: dict[str, Any], **common: Any) -> Plan:
        valid_from = options["valid_from"] or timezone.localdate()
        self.stdout.write(f"in force from: {valid_from}")
        return import_hazard_list(
            **common, actor=system_actor("import_hazard_classes"), valid_from=valid_from
        )

    def report(self, plan: Plan) -> None:
        self.tell_rows("new", plan.added, "{row.code} {row.definition} ({row.label})")
        self.tell(
            "changed",
            (
                f"row {row.number}: {row.code} {_told(before.definition, row.definition)}"
                f" ({_told(str(HazardClass(before.hazard_class).label), row.label)})"
                for before, row in plan.changed
            ),
        )
        self.tell("retired", (f"not in the file: {one}" for one in plan.retired))
        self.tell_rows("doubled, first line kept", plan.doubled, "{row.code} {row.definition}")
        self.tell_faults(plan.faults)
        self.stdout.write(f"names of groups passed over: {len(plan.groups)}")


def _told(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"

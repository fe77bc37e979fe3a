"""KPS-22: the institution's own counts, day by day, against ours. Ours prevail; each difference is named."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, BinaryIO

from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date, format_month
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.core.uploads.check import CheckedRows, check_rows
from imece.core.uploads.limits import UploadLimits
from imece.core.uploads.parsing import CellProblem, parse_date, parse_integer, parse_text
from imece.core.uploads.rows import read_rows
from imece.core.uploads.template import UploadColumn, UploadTemplate
from imece.exchange.billing.domain.counting import first_of_next, tallies_of
from imece.exchange.billing.domain.errors import OTHER_MONTH
from imece.exchange.billing.domain.rules import class_of
from imece.exchange.billing.enums import OutcomeClass
from imece.exchange.billing.models import Reconciliation, ReconciliationLine, Statement
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.public import SealedHead

COUNTED = frozenset(
    {OutcomeClass.FOUND, OutcomeClass.NOT_FOUND}
)  # an answer that was given for the first time
Place = tuple[date, str, int]  # day, service, version


def _bounded(least: int, most: int) -> Callable[[Any], int]:
    """A whole number that the table can hold."""

    def parse(cell: Any) -> int:
        number = parse_integer(cell)
        if not least <= number <= most:
            raise CellProblem(
                _("%(number)s is out of bounds.") % {"number": str(number)[:40]},
                _("Write a number from %(least)s to %(most)s.") % {"least": least, "most": most},
            )
        return number

    return parse


OWN_COUNTS = UploadTemplate(
    name="own-counts",
    title=_("Own counts of queries"),
    columns=(
        UploadColumn(name="day", label=_("Day"), parse=parse_date, required=True, example="01.11.2026"),
        UploadColumn(
            name="service", label=_("Service"), parse=parse_text, required=True, example="registry.person"
        ),
        UploadColumn(
            name="version", label=_("Version"), parse=_bounded(1, 32_767), required=True, example="1"
        ),
        UploadColumn(
            name="count",
            label=_("Answered queries"),
            parse=_bounded(0, 1_000_000_000_000),
            required=True,
            example="120",
        ),
    ),
    unique=("day", "service", "version"),
    limits=UploadLimits(max_bytes=2_000_000, max_rows=20_000),
)


def read_own_counts(file: BinaryIO, name: str) -> CheckedRows:
    return check_rows(read_rows(file, OWN_COUNTS, name=name), OWN_COUNTS)


@verb
def reconcile(
    *, statement: Statement, checked: CheckedRows, file_name: str, actor: Actor, now: datetime
) -> Reconciliation:
    """Keep both sides' counts beside each other. Raises BIL-007 for a day of another month."""
    require(actor, "billing.reconcile", statement)
    theirs: dict[Place, int] = {}
    for row in checked.accepted:
        _check_day(row.values["day"], statement)
        theirs[row.values["day"], row.values["service"], row.values["version"]] = row.values["count"]
    ours = counts_of(statement)
    lines = _lines(ours, theirs)
    made = Reconciliation.objects.create(
        statement=statement,
        file_name=file_name[:200],
        our_count=sum(ours.values()),
        their_count=sum(theirs.values()),
        differing_count=sum(1 for line in lines if line.difference),
        made_at=now,
        made_by_id=actor.person_id,
    )
    for line in lines:
        line.reconciliation = made
    ReconciliationLine.objects.bulk_create(lines)
    details = {"ours": made.our_count, "theirs": made.their_count, "differing": made.differing_count}
    audit.record(actor, "billing.reconciled", made, details=details)
    return made


def counts_of(statement: Statement) -> dict[Place, int]:
    """Answered questions by day and service, from the very rows that the statement counted."""
    heads = [SealedHead(one["log"], one["size"], one["root"]) for one in statement.log_heads]
    tallies = tallies_of(statement.institution_id, statement.month, heads)
    services = ServiceVersion.objects.in_bulk({one.service_id for one in tallies})
    found: dict[Place, int] = {}
    for tally in tallies:
        service = services.get(tally.service_id)
        if service is not None and class_of(tally.outcome) in COUNTED:
            place = (tally.day, service.name, service.version)
            found[place] = found.get(place, 0) + tally.count
    return found


def _check_day(day: date, statement: Statement) -> None:
    if not statement.month <= day < first_of_next(statement.month):
        raise OTHER_MONTH(day=format_date(day), month=format_month(statement.month), field="file")


def _lines(ours: Mapping[Place, int], theirs: Mapping[Place, int]) -> list[ReconciliationLine]:
    return [
        ReconciliationLine(
            day=day,
            service=service[:80],
            version=version,
            our_count=ours.get((day, service, version), 0),
            their_count=theirs.get((day, service, version), 0),
        )
        for day, service, version in sorted(ours.keys() | theirs.keys())
    ]

"""Who may be concerned by a breach: counted from the ledger's rows (X7.3). Counts alone.

Persons are told apart by the pseudonym of their month, so nobody is named and no key is needed; somebody asked about
in two months counts in both, so the number is an upper bound, and says so.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.models import Breach
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import EntrySearch, search_entries
from imece.exchange.parties.models import Institution

SHOWN = [Outcome.FOUND, Outcome.REPEATED]  # somebody's data left
COLUMNS = ("institution_id", "service_id", "month", "records", "persons")


@dataclass(frozen=True)
class AffectedLine:
    institution: str
    service: str
    month: date
    record_count: int
    person_count: int


@dataclass(frozen=True)
class Affected:
    lines: tuple[AffectedLine, ...]

    @property
    def record_count(self) -> int:
        return sum(line.record_count for line in self.lines)

    @property
    def person_count(self) -> int:
        """At most so many: a person counts once a month, institution and service."""
        return sum(line.person_count for line in self.lines)


def concerned(breach: Breach) -> QuerySet[LedgerEntry]:
    """The rows that its time span and, where known, institution and services bound. CON-023 without a time span."""
    if breach.asked_from is None or breach.asked_until is None:
        raise errors.NO_TIME_SPAN(number=breach.number)
    wanted = EntrySearch(institution_id=breach.suspect_id, begins=breach.asked_from, ends=breach.asked_until)
    rows = search_entries(wanted).filter(outcome__in=SHOWN)
    if breach.services:
        rows = rows.filter(
            service_id__in=ServiceVersion.objects.filter(name__in=breach.services).values_list(
                "pk", flat=True
            )
        )
    return rows


@verb
def count_affected(*, breach: Breach, actor: Actor) -> Affected:
    """Counting is a search of the trail, so it is on record itself (X5.4). CON-023 without a time span."""
    require(actor, "continuity.operate")
    counted = (
        concerned(breach)
        .values("institution_id", "service_id", month=TruncMonth("asked_at", tzinfo=UTC))
        .annotate(records=Count("sequence"), persons=Count("subject_key", distinct=True))
        .order_by("month", "institution_id", "service_id")
    )
    rows = list(counted.values_list(*COLUMNS))
    services = {row.pk: str(row) for row in ServiceVersion.objects.all()}
    names = names_of({row[0] for row in rows})
    found = Affected(
        tuple(
            AffectedLine(
                names.get(row[0], f"#{row[0]}"), services.get(row[1], f"#{row[1]}"), row[2].date(), *row[3:]
            )
            for row in rows
        )
    )
    details = {"records": found.record_count, "persons": found.person_count}
    audit.record(actor, "continuity.affected_counted", breach, details=details)
    return found


def names_of(institutions: Collection[int]) -> dict[int, str]:
    rows = Institution.objects.filter(pk__in=institutions).select_related("organisation")
    return {one.pk: str(one) for one in rows}

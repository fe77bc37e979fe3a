"""Who may be concerned by a breach: counted from the ledger's rows (X7.3, E3 of the design). Counts alone.

Persons are told apart by the pseudonym of their month, so nobody is named and no key is needed; somebody asked about
in two months counts in both, so the number is an upper bound, and says so.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain import errors
from imece.exchange.continuity.models import Breach
from imece.exchange.ledger.enums import Outcome
from imece.exchange.parties.models import Institution

SHOWN = [Outcome.FOUND, Outcome.REPEATED]  # somebody's data left
# An index on (institution, asked at) bounds it by the breach's time span and, where known, its institution.
COUNTS = """
    select institution_id, service_id, date_trunc('month', asked_at at time zone 'UTC')::date as month,
           count(*), count(distinct subject_key)
    from ledger_entry
    where asked_at >= %(asked_from)s and asked_at < %(asked_until)s and outcome = any(%(outcomes)s)
      and (%(institution)s::int is null or institution_id = %(institution)s::int)
      and (%(services)s::int[] is null or service_id = any(%(services)s::int[]))
    group by 1, 2, 3 order by 3, 1, 2
"""


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


@verb
def count_affected(*, breach: Breach, actor: Actor) -> Affected:
    """Counting is a search of the trail, so it is on record itself (X5.4). CON-023 without a time span."""
    require(actor, "continuity.operate")
    if breach.asked_from is None or breach.asked_until is None:
        raise errors.NO_TIME_SPAN(number=breach.number)
    services = {row.pk: str(row) for row in ServiceVersion.objects.all()}
    named = [pk for pk, name in services.items() if name.rpartition(" ")[0] in breach.services]
    bounds: dict[str, Any] = {
        "asked_from": breach.asked_from,
        "asked_until": breach.asked_until,
        "outcomes": [int(one) for one in SHOWN],
        "institution": breach.suspect_id,
        "services": named if breach.services else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, bounds)
        rows = cursor.fetchall()
    wanted = {row[0] for row in rows}
    names = {
        one.pk: str(one) for one in Institution.objects.filter(pk__in=wanted).select_related("organisation")
    }
    found = Affected(
        tuple(
            AffectedLine(names.get(row[0], f"#{row[0]}"), services.get(row[1], f"#{row[1]}"), *row[2:])
            for row in rows
        )
    )
    details = {"records": found.record_count, "persons": found.person_count}
    audit.record(actor, "continuity.affected_counted", breach, details=details)
    return found

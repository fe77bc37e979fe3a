"""What a party asked under an agreement, for the audit of the other party (X2.6); rows of the ledger as they stand."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from imece.exchange.agreements.models import Agreement
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution, SubUnit
from imece.reference.public import ISTANBUL

WITHOUT_DATES = timedelta(days=30)


class Marks(Protocol):
    """What of a sealed row an auditor of the other party may read; the person asked about is not among it."""

    user_number: str
    file: str


class MarksReader(Protocol):
    """Opens end user and file of ledger rows; answers by (shard, sequence)."""

    def read(self, rows: Iterable[LedgerEntry]) -> Mapping[tuple[int, int], Marks]: ...


_readers: list[MarksReader] = []


def use_marks_reader(reader: MarksReader) -> None:
    """At assembly; the last one put in counts. Without one, end user and file stay sealed."""
    _readers[:] = [reader]


def marks_of(row: LedgerEntry) -> Marks | None:
    """Kept with the row, so that two columns open it once."""
    if not _readers:
        return None
    known: dict[str, Marks | None] = row.__dict__
    if "_marks" not in known:
        known["_marks"] = _readers[0].read([row]).get((row.shard, row.sequence))
    return known["_marks"]


def no_questions() -> QuerySet[LedgerEntry]:
    """What the list shows before it is told of which agreement."""
    return LedgerEntry.objects.none()


def questions_of(
    agreement: Agreement, institution: Institution, criteria: Mapping[str, Any]
) -> QuerySet[LedgerEntry]:
    """Its questions under this agreement, newest first; without dates those of the last 30 days."""
    service = ServiceVersion.objects.filter(pk=OuterRef("service_id"))
    named = service.annotate(full=Concat(F("name"), Value(" v"), F("version"), output_field=TextField()))
    unit = SubUnit.objects.filter(pk=OuterRef("unit_id")).values("name")[:1]
    rows = LedgerEntry.objects.filter(agreement_id=agreement.pk, institution_id=institution.pk)
    rows = rows.filter(asked_at__gte=_start(criteria.get("first")))
    if last := criteria.get("last"):
        rows = rows.filter(asked_at__lt=_midnight(last) + timedelta(days=1))
    return rows.annotate(
        service_name=Coalesce(Subquery(named.values("full")[:1]), Value(""), output_field=TextField()),
        unit_name=Coalesce(Subquery(unit), Value(""), output_field=TextField()),
    )


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ISTANBUL)


def _start(day: Any) -> datetime:
    return _midnight(day) if day else timezone.now() - WITHOUT_DATES

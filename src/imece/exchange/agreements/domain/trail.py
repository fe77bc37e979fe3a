"""What a party asked under an agreement, for the audit of the other party (X2.6); rows of the ledger as they stand."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any, Protocol

from django.db.models import F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.models import Agreement
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.ledger.public import EntrySearch, find_entry, no_entries, search_entries
from imece.exchange.parties.models import Institution, SubUnit
from imece.reference.public import ISTANBUL

WITHOUT_DATES = timedelta(days=30)


class Marks(Protocol):
    """What of a sealed row an auditor of the other party may read; the person asked about is not among it."""

    @property
    def user_number(self) -> str: ...

    @property
    def file(self) -> str: ...


class MarksReader(Protocol):
    """Opens end user and file of one row and puts that on record with its reason."""

    def __call__(self, *, entry: LedgerEntry, reason: str, actor: Actor, now: datetime) -> Marks: ...


_readers: list[MarksReader] = []


def use_marks_reader(reader: MarksReader) -> None:
    """At assembly; the last one put in counts. Without one, end user and file stay sealed."""
    _readers[:] = [reader]


def no_questions() -> QuerySet[LedgerEntry]:
    """What the list shows before it is told of which agreement."""
    return no_entries()


def questions_of(
    agreement: Agreement, institution: Institution, criteria: Mapping[str, Any]
) -> QuerySet[LedgerEntry]:
    """Its questions under this agreement, newest first; without dates those of the last 30 days."""
    last = criteria.get("last")
    rows = search_entries(
        EntrySearch(
            institution_id=institution.pk,
            agreement_id=agreement.pk,
            begins=_start(criteria.get("first")),
            ends=_midnight(last) + timedelta(days=1) if last else None,
        )
    )
    return _named(rows, agreement)


def find_question(agreement: Agreement, institution: Institution, shard: int, sequence: int) -> LedgerEntry:
    """One of its rows under this agreement, of any day; any other does not exist (CORE-404)."""
    rows = search_entries(EntrySearch(institution_id=institution.pk, agreement_id=agreement.pk))
    found = find_entry(_named(rows, agreement), shard, sequence)
    if found is None:
        raise OUT_OF_SCOPE(what=f"{shard}/{sequence}")
    return found


@verb
def open_question(
    *, agreement: Agreement, entry: LedgerEntry, reason: str, actor: Actor, now: datetime
) -> Marks:
    """Who asked and for which file, with a reason on record (X2.6, PRO-06). Raises AGR-074; the reader's own."""
    require(actor, "agreements.audit", agreement)
    if not _readers:
        raise errors.NO_MARKS_READER()
    marks = _readers[0](entry=entry, reason=reason, actor=actor, now=now)
    place = {"log": entry.shard, "sequence": entry.sequence}
    audit.record(actor, "agreements.question_opened", agreement, details=place, purpose=reason.strip())
    return marks


def _named(rows: QuerySet[LedgerEntry], agreement: Agreement) -> QuerySet[LedgerEntry]:
    service = ServiceVersion.objects.filter(pk=OuterRef("service_id"))
    named = service.annotate(full=Concat(F("name"), Value(" v"), F("version"), output_field=TextField()))
    unit = SubUnit.objects.filter(pk=OuterRef("unit_id")).values("name")[:1]
    return rows.annotate(
        service_name=Coalesce(Subquery(named.values("full")[:1]), Value(""), output_field=TextField()),
        unit_name=Coalesce(Subquery(unit), Value(""), output_field=TextField()),
        agreement_number=Value(agreement.number),
    )


def _midnight(day: Any) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ISTANBUL)


def _start(day: Any) -> datetime:
    return _midnight(day) if day else timezone.now() - WITHOUT_DATES

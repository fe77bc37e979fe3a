"""Personal fields of rows, with the keys of their months. Nothing is written: who opens a row puts that on record."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date

from django.conf import settings

from imece.exchange.ledger.format import fixed_of
from imece.exchange.ledger.models import LedgerEntry, MonthKey
from imece.exchange.ledger.sealing import CannotOpen, Content, MonthKeys, open_month

NEWEST_FIRST = ("-asked_at", "-shard", "-sequence")


@dataclass
class Opener:
    """Opens rows; each month's keys are unwrapped once."""

    months: dict[date, MonthKeys | None] = field(default_factory=dict)

    def content_of(self, entry: LedgerEntry) -> Content | None:
        """None where the month's key was destroyed by plan."""
        keys = self.keys_of(month_of(entry))
        return keys.open(fixed_head(entry), bytes(entry.sealed)) if keys else None

    def keys_of(self, month: date) -> MonthKeys | None:
        if month not in self.months:
            self.load([month])
        return self.months[month]

    def load(self, months: Iterable[date]) -> None:
        wanted = set(months) - self.months.keys()
        rows = {row.month: row for row in MonthKey.objects.filter(month__in=wanted)}
        for month in wanted:
            self.months[month] = _open(rows.get(month))


def _open(row: MonthKey | None) -> MonthKeys | None:
    if row is None or not row.wrapped:
        return None
    try:
        return open_month(bytes(row.wrapped), row.month, settings.INSTALLATION.secrets["ledger_key"])
    except CannotOpen:
        return None


def subject_keys(
    numbers: Iterable[str], *, since: date | None = None, until: date | None = None
) -> list[bytes]:
    """The keys under which rows about these numbers stand, one a number and month whose key still exists."""
    return [keys.subject_key(number) for keys in _months(since, until) for number in numbers]


def user_keys(
    institution_id: int, user: str, *, since: date | None = None, until: date | None = None
) -> list[bytes]:
    """The keys under which rows of one end user of an institution stand, one a month whose key still exists."""
    return [keys.user_key(institution_id, user) for keys in _months(since, until)]


def _months(since: date | None, until: date | None) -> list[MonthKeys]:
    rows = MonthKey.objects.filter(destroyed_at__isnull=True)
    if since is not None:
        rows = rows.filter(month__gte=since.replace(day=1))
    if until is not None:
        rows = rows.filter(month__lte=until)
    return [keys for keys in map(_open, rows) if keys is not None]


def month_of(entry: LedgerEntry) -> date:
    return entry.asked_at.astimezone(UTC).date().replace(day=1)


def fixed_head(entry: LedgerEntry) -> bytes:
    whole = int(entry.asked_at.timestamp()) * 1_000_000 + entry.asked_at.microsecond
    return fixed_of(
        entry.shard, entry.sequence, entry.institution_id, entry.institution_sequence, whole,
        entry.request_id.bytes, entry.service_id, entry.agreement_id, entry.grant_id, entry.credential_id,
        entry.unit_id, entry.purpose_id, entry.fields, entry.tariff, entry.folded,
    )  # fmt: skip

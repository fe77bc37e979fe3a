"""Daily statements: made once a day's last row is sealed, signed with the log's key, never changed."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from imece.exchange.ledger.daily import Statement
from imece.exchange.ledger.domain.installation import ledger_folder, origin_of, signers_of
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import DailyStatement, SealState
from imece.exchange.ledger.notes import Checkpoint, sign_note
from imece.exchange.ledger.tiles import TileStore, write_durably

ISTANBUL: Final = ZoneInfo("Europe/Istanbul")
LOOKED_BACK: Final = 7  # days; a sealer that was down that long is told of by its alarm
CHARGEABLE: Final = (Outcome.FOUND, Outcome.NOT_FOUND)
COUNTS: Final = """
    select institution_id, shard, service_id, outcome, min(institution_sequence), max(institution_sequence),
           max(sequence), count(*), count(*) filter (where tariff <> 0 and outcome = any(%(chargeable)s))
    from ledger_entry
    where asked_at >= %(begins)s and asked_at < %(ends)s and institution_id <> 0
    group by institution_id, shard, service_id, outcome order by institution_id, shard
"""


def make_due_statements(*, now: datetime) -> list[DailyStatement]:
    """Of the last days that are over, for every institution that asked and has none yet."""
    today = now.astimezone(ISTANBUL).date()
    return [
        made
        for back in range(LOOKED_BACK, 0, -1)
        for made in make_statements(today - timedelta(days=back), now)
    ]


def make_statements(day: date, now: datetime) -> list[DailyStatement]:
    """Those of one day whose rows are all sealed."""
    known = set(DailyStatement.objects.filter(day=day).values_list("institution_id", flat=True))
    sizes = {state.log: state.size for state in SealState.objects.all()}
    made = []
    for institution, rows in _by_institution(day).items():
        log, last = str(rows[0][1]), max(row[6] for row in rows)
        if institution not in known and sizes.get(log, 0) > last:
            made.append(_make(institution, day, log, rows, now))
    return made


def statements_of(institution_id: int) -> Any:
    """Newest first; whoever asks has checked that he may (own institution, or staff)."""
    return DailyStatement.objects.filter(institution_id=institution_id).order_by("-day")


def _by_institution(day: date) -> dict[int, list[Sequence[Any]]]:
    begins, ends = (datetime.combine(one, time(), ISTANBUL) for one in (day, day + timedelta(days=1)))
    asked: dict[str, Any] = {"begins": begins, "ends": ends, "chargeable": [int(one) for one in CHARGEABLE]}
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, asked)
        rows = cursor.fetchall()
    found: dict[int, list[Sequence[Any]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _make(
    institution: int, day: date, log: str, rows: Sequence[Sequence[Any]], now: datetime
) -> DailyStatement:
    names: Callable[[], dict[int, str]] = import_string(settings.LEDGER_SERVICE_NAMES)
    called = names()
    checkpoint = Checkpoint.parse(TileStore(ledger_folder() / log).checkpoint)
    statement = Statement(
        log=origin_of(log),
        institution=institution,
        day=day,
        first=min(row[4] for row in rows),
        last=max(row[5] for row in rows),
        counts={(called.get(row[2], str(row[2])), row[3]): row[7] for row in rows},
        chargeable=sum(row[8] for row in rows),
        size=checkpoint.size,
        root=checkpoint.root.hex(),
    )
    note = sign_note(statement.text(), signers_of(log))
    write_durably(ledger_folder() / "statements" / str(institution) / f"{day.isoformat()}.txt", note.encode())
    return DailyStatement.objects.create(
        institution_id=institution,
        day=day,
        first_number=statement.first,
        last_number=statement.last,
        note=note,
        made_at=now,
    )

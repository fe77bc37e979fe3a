"""Rows as the gateway writes them, straight into the table: for whatever reads the ledger."""

import uuid
from datetime import UTC, datetime

from django.db import connection

from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.format import TAIL, fixed_of, join_head, leaf_of
from imece.exchange.ledger.models import LedgerEntry, MonthKey, Shard
from imece.exchange.ledger.sealing import Content, MonthKeys, make_data_key, month_of, open_month, wrap

LEDGER_KEY = "tests' ledger key"
AT = int(datetime(2026, 11, 20, 9, 0, tzinfo=UTC).timestamp() * 1_000_000)


def month_keys(asked_at: int = AT) -> MonthKeys:
    month = month_of(asked_at)
    row, _made = MonthKey.objects.get_or_create(
        month=month,
        defaults={"wrapped": wrap(make_data_key(), month, LEDGER_KEY), "made_at": datetime.now(UTC)},
    )
    return open_month(bytes(row.wrapped), month, LEDGER_KEY)


def add_rows(
    count: int,
    *,
    shard: int = 0,
    institutions: int = 3,
    asked_at: int = AT,
    without: int = -1,
    wrong: int = -1,
) -> None:
    """`count` further rows of a shard; numbers go on where they stand. `without` one, or with one that was changed."""
    Shard.objects.get_or_create(number=shard)
    keys = month_keys(asked_at)
    begun = LedgerEntry.objects.filter(shard=shard).count()
    with connection.cursor() as cursor:
        cursor.execute("select ledger_make_partition(%s::date)", [month_of(asked_at)])
    rows = [
        _row(shard, begun + n, institutions, asked_at, keys) for n in range(count) if begun + n != without
    ]
    for row in rows:
        row.outcome = Outcome.NOT_FOUND if row.sequence == wrong else row.outcome
    LedgerEntry.objects.bulk_create(rows)
    Shard.objects.filter(number=shard).update(next_sequence=begun + count)


def _row(shard: int, sequence: int, institutions: int, asked_at: int, keys: MonthKeys) -> LedgerEntry:
    institution, own, at = (
        1 + sequence % institutions,
        1 + sequence // institutions,
        asked_at + sequence * 1000,
    )
    request = uuid.uuid5(uuid.NAMESPACE_OID, f"{shard}.{sequence}")
    fixed = fixed_of(shard, sequence, institution, own, at, request.bytes, 7, 1, 2, 3, 0, 5, 3, 1, 0)
    content = Content(f"{10000000000 + sequence}", "1001", "", f"D-{sequence}")
    sealed, subject_key = keys.seal(fixed, content), keys.subject_key(content.subject)
    user_key, tail = keys.user_key(institution, "1001"), TAIL.pack(Outcome.FOUND, 900)
    return LedgerEntry(
        shard=shard, sequence=sequence, institution_id=institution, institution_sequence=own,
        asked_at=datetime.fromtimestamp(at / 1_000_000, UTC), request_id=request, service_id=7, agreement_id=1,
        grant_id=2, credential_id=3, unit_id=0, purpose_id=5, fields=3, tariff=1, folded=0, subject_key=subject_key,
        address=b"\x7f\x00\x00\x01", sealed=sealed, user_key=user_key, outcome=Outcome.FOUND, duration_us=900,
        leaf=leaf_of(join_head(fixed, subject_key, b"\x7f\x00\x00\x01", sealed, user_key) + tail),
    )  # fmt: skip

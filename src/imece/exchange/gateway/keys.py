"""The month keys this process seals with: this month's and the next one's, made by whoever needs them first."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from psycopg import AsyncConnection

from imece.exchange.ledger.sealing import MonthKeys, make_data_key, open_month, wrap

INSERT = "insert into ledger_monthkey (month, wrapped, made_at) values (%s, %s, now()) on conflict do nothing"


class KeyRing:
    def __init__(self, ledger_key: str) -> None:
        self._ledger_key = ledger_key
        self._spans: list[tuple[int, int, MonthKeys]] = []  # from, until (µs since 1970), keys

    def of(self, asked_at: int) -> MonthKeys:
        """Raises LookupError for a month that was not made ready."""
        for start, end, keys in self._spans:
            if start <= asked_at < end:
                return keys
        raise LookupError(f"no key is ready for {datetime.fromtimestamp(asked_at / 1e6, UTC):%Y-%m}")

    async def make_ready(self, connection: AsyncConnection[tuple[Any, ...]], today: date) -> None:
        """This month and the next: keys read, made where they are missing, with the log's partitions."""
        first = today.replace(day=1)
        spans = []
        for month in (first, month_after(first)):
            await connection.execute("select ledger_make_partition(%s)", [month])
            keys = open_month(await self._wrapped(connection, month), month, self._ledger_key)
            spans.append((_micros(month), _micros(month_after(month)), keys))
        self._spans = spans

    async def _wrapped(self, connection: AsyncConnection[tuple[Any, ...]], month: date) -> bytes:
        query = "select wrapped from ledger_monthkey where month = %s"
        row = await (await connection.execute(query, [month])).fetchone()
        if row is None:
            fresh = wrap(make_data_key(), month, self._ledger_key)
            await connection.execute(INSERT, [month, fresh])
            row = await (await connection.execute(query, [month])).fetchone()
        assert row is not None
        return bytes(row[0])


def month_after(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _micros(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) * 1_000_000

"""Months made ready ahead: the partition that takes their rows, the key that seals them."""

from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db import connection

from imece.exchange.ledger.domain.rules import first_of_next
from imece.exchange.ledger.models import MonthKey
from imece.exchange.ledger.sealing import make_data_key, wrap

AHEAD: Final = 2  # months beyond the present one


def make_months_ready(now: datetime) -> list[date]:
    """This month and the next ones; returns those whose key was made now. Repeats without harm."""
    month, made = now.date().replace(day=1), []
    for _step in range(AHEAD + 1):
        with connection.cursor() as cursor:
            cursor.execute("select ledger_make_partition(%s::date)", [month])
        wrapped = wrap(make_data_key(), month, settings.INSTALLATION.secrets["ledger_key"])
        defaults = {"wrapped": wrapped, "made_at": now}
        _row, is_new = MonthKey.objects.get_or_create(month=month, defaults=defaults)
        made += [month] if is_new else []
        month = first_of_next(month)
    return made

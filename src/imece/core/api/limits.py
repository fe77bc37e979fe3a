"""So many calls a minute for each owner; counted before anything is done, in a statement of its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from imece.core.api.problems import TOO_MANY
from imece.core.models.api import CallCount

COUNT = """
insert into core_callcount (owner, minute, count) values (%s, %s, 1)
on conflict (owner, minute) do update set count = core_callcount.count + 1 returning count
"""
KEPT = timedelta(minutes=10)


@dataclass(frozen=True)
class Limit:
    """How much is left, for the headers `RateLimit-*` of the IETF draft."""

    most: int
    left: int
    seconds: int  # until the minute ends

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.most),
            "RateLimit-Remaining": str(max(self.left, 0)),
            "RateLimit-Reset": str(self.seconds),
        }


def count_call(owner: str, *, most: int, now: datetime) -> Limit:
    """Raises API-429 beyond `most` in this minute. Outside of any transaction: a refused call counts too."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [owner, minute])
        count = cursor.fetchone()[0]
    limit = Limit(most, most - count, 60 - now.second)
    if limit.left < 0:
        raise TOO_MANY(most=most, seconds=limit.seconds)
    return limit


def forget_old_counts(*, now: datetime) -> int:
    return CallCount.objects.filter(minute__lt=now - KEPT).delete()[0]

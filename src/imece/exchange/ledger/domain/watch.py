"""Watching over the ledger itself: how late it is sealed and stamped, how full its disk is (study C2, C7; ADR 0022).

What must close the road stands in the database (`ledger_refusal`), so that the gateway asks one thing and a sealer
that died cannot keep it open; here is what operators are told long before.
"""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import connection
from django.utils.translation import gettext_lazy as _

from imece.core.errors import ProblemKind, Text, define
from imece.exchange.ledger.domain.acts import ACTS
from imece.exchange.ledger.domain.installation import ledger_folder
from imece.exchange.ledger.models import SealState, Shard

LATE: Final = timedelta(minutes=30)
DISK_WARNING: Final = 70
DISK_CLOSED: Final = 92
NOT_SEALED_LONG = define(
    "LED-010",
    _("The ledger has not been sealed for four hours."),
    remedy=_("Nothing is answered until it is. Start ./imece seal and look at its alarm."),
    status=503,
)
NOT_STAMPED_LONG = define(
    "LED-011",
    _("The ledger has had no time-stamp for four hours."),
    remedy=_("Nothing is answered until it has. See whether the time-stamp authority answers."),
    status=503,
)
DISK_FULL = define(
    "LED-012",
    _("The disk of the ledger is full but for 8 %."),
    remedy=_("Nothing is answered until there is room: archive months, or enlarge the disk."),
    status=503,
)
REFUSALS: Final = {kind.code: kind for kind in (NOT_SEALED_LONG, NOT_STAMPED_LONG, DISK_FULL)}


@dataclass(frozen=True)
class Alarm:
    log: str
    text: Text
    value: str


def refusal() -> ProblemKind | None:
    """Why nothing may be answered now, if so. The same question as the gateway's."""
    with connection.cursor() as cursor:
        cursor.execute("select ledger_refusal()")
        return REFUSALS.get(cursor.fetchone()[0])


def disk_percent() -> int:
    """How full the disk is that holds tiles and, on one machine, the database; rounded up."""
    folder = ledger_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    usage = shutil.disk_usage(folder)
    return -(-100 * (usage.total - usage.free) // usage.total)


def backlog() -> dict[str, int]:
    """Rows that are committed and not sealed, by log."""
    sizes = dict(SealState.objects.values_list("log", "size"))
    shards = Shard.objects.values_list("number", "next_sequence")
    return {str(number): written - sizes.get(str(number), 0) for number, written in shards}


def alarms(now: datetime) -> list[Alarm]:
    """What an operator must look at, worst first; nothing when all is well."""
    found = []
    waiting = backlog()
    for state in SealState.objects.order_by("log"):
        found += _alarms_of(state, waiting.get(state.log, 0), now)
    return found


def _alarms_of(state: SealState, waiting: int, now: datetime) -> list[Alarm]:
    found = []
    if state.fault:
        found.append(Alarm(state.log, _("A row is not as it was written"), state.fault))
    if (waiting or state.log == ACTS) and (state.sealed_at is None or now - state.sealed_at > LATE):
        found.append(Alarm(state.log, _("Not sealed for half an hour; rows wait"), str(waiting)))
    if state.is_stamp_due and (state.stamped_at is None or now - state.stamped_at > LATE):
        found.append(
            Alarm(state.log, _("No time-stamp for half an hour; the last one"), str(state.stamped_at))
        )
    if state.disk_percent >= DISK_WARNING:
        found.append(Alarm(state.log, _("The disk fills; it closes at 92 %"), f"{state.disk_percent} %"))
    return found

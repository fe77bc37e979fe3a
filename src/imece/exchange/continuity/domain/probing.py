"""Measured uptime: each minute the gateway is asked how it is; what it says is kept and counted (X7.2).

A minute in which nobody asked is not counted, neither up nor down. A service is down when the road is, when the
gateway names it (`{"down": ["name v1"]}`), or while an interruption that names it is going on.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
import requests
from django.conf import settings
from django.db import connection
from django.utils import timezone

from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.exchange.catalogue.enums import ServiceState
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.enums import InterruptionKind, InterruptionState
from imece.exchange.continuity.models import Interruption, ServiceProbe

TIMEOUT_SECONDS = 5
ROAD = ""  # the road itself, in the counts
DOWN_STATES = (InterruptionState.TOLD, InterruptionState.ONGOING, InterruptionState.ON_PAPER)
COUNT = """
    insert into continuity_uptimemonth (service, month, probe_count, up_count, planned_count)
    select service, %(month)s, 1, up::int, (not up and planned)::int
    from unnest(%(services)s::text[], %(up)s::bool[], %(planned)s::bool[]) as one(service, up, planned)
    on conflict on constraint uptime_month_once do update
    set probe_count = continuity_uptimemonth.probe_count + 1,
        up_count = continuity_uptimemonth.up_count + excluded.up_count,
        planned_count = continuity_uptimemonth.planned_count + excluded.planned_count
"""


@dataclass(frozen=True)
class Health:
    """What the gateway said of itself; `down` names services as `name v1`."""

    is_up: bool
    duration_us: int
    down: tuple[str, ...] = ()
    detail: str = ""


class _Answer(msgspec.Struct):
    down: list[str] = []


def gateway_address() -> str:
    """Where the gateway answers; empty: none is set up, and nothing is measured."""
    return str(settings.EXCHANGE_URL)


def ask_gateway(address: str) -> Health:
    """One question, `GET /health`; whatever goes wrong is the answer *down*, with the words why."""
    began = time.monotonic()
    try:
        answer = requests.get(f"{address}/health", timeout=TIMEOUT_SECONDS)
        answer.raise_for_status()
        down = tuple(msgspec.json.decode(answer.content, type=_Answer).down)
        detail, is_up = "", True
    except (requests.RequestException, msgspec.MsgspecError) as problem:
        down, detail, is_up = (), f"{type(problem).__name__}: {problem}"[:200], False
    return Health(is_up, round((time.monotonic() - began) * 1_000_000), down, detail)


def probe_road(*, now: datetime, ask: Callable[[str], Health] = ask_gateway) -> ServiceProbe | None:
    """Ask, keep and count; a second run within the same minute does nothing."""
    address = gateway_address()
    if not address:
        return None
    minute = now.replace(second=0, microsecond=0)
    if ServiceProbe.objects.filter(at=minute).exists():
        return None
    return record_probe(health=ask(address), minute=minute)


def record_probe(*, health: Health, minute: datetime) -> ServiceProbe:
    """The look and its counts, in one transaction."""
    with acting(system_actor("continuity.probe")):
        probe = ServiceProbe.objects.create(
            at=minute,
            is_up=health.is_up,
            down=list(health.down),
            duration_us=health.duration_us,
            detail=health.detail,
        )
        told, planned = _interrupted(minute)
        services = open_services()
        rows = {ROAD: health.is_up and ROAD not in told} | {
            one: health.is_up and one not in health.down and not (told & {ROAD, one, one.rpartition(" ")[0]})
            for one in services
        }
        is_planned = [bool(planned & {ROAD, one, one.rpartition(" ")[0]}) for one in rows]
        _count(list(rows), list(rows.values()), is_planned, timezone.localdate(minute).replace(day=1))
    return probe


def open_services() -> list[str]:
    """Every service version that may be asked, as `name v1`."""
    rows = ServiceVersion.objects.exclude(state=ServiceState.WITHDRAWN).order_by("name", "version")
    return [str(one) for one in rows]


def _interrupted(at: datetime) -> tuple[set[str], set[str]]:
    """Services that an interruption stops at this moment, and those of them within an announced window."""
    stopped: set[str] = set()
    planned: set[str] = set()
    for one in Interruption.objects.filter(state__in=DOWN_STATES):
        names = set(one.services) or {ROAD}
        stopped |= names
        in_window = one.planned_from and one.planned_until and one.planned_from <= at < one.planned_until
        if one.kind == InterruptionKind.PLANNED and in_window:
            planned |= names
    return stopped, planned


def _count(services: list[str], up: list[bool], planned: list[bool], month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"services": services, "up": up, "planned": planned, "month": month})

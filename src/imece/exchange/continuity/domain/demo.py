"""Synthetic events for the demo: one maintenance ahead, one outage that ended, one breach that was closed."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from imece.core.actor import Actor, system_actor
from imece.core.transactions import acting
from imece.exchange.continuity.domain.breaches import (
    BreachFacts,
    close_breach,
    contain_breach,
    record_breach,
    tell_addressee,
)
from imece.exchange.continuity.domain.interruptions import (
    Story,
    announce_maintenance,
    begin_repair,
    close_interruption,
    end_interruption,
    record_cause,
    report_outage,
    tell_outage,
)
from imece.exchange.continuity.domain.probing import Health, record_probe
from imece.exchange.continuity.enums import BreachKind, Cause, DataCategory
from imece.exchange.continuity.models import Interruption
from imece.reference.public import ISTANBUL, add_working_days, holidays_for

MARK = "(deneme)"
HOURS_OF_PROBES = 6


def make_demo_continuity(*, services: tuple[str, ...], now: datetime) -> None:
    """Nothing a second time. The notices go out as in life, to the demo's own outbox."""
    if Interruption.objects.filter(title__endswith=MARK).exists():
        return
    actor = system_actor("demo")
    with acting(actor):
        _maintenance(services, actor, now)
        _outage(services, actor, now)
        _breach(services, actor, now)
    _probes(now)


def _maintenance(services: tuple[str, ...], actor: Actor, now: datetime) -> None:
    day = add_working_days(timezone.localdate(now), 5, holidays=holidays_for(is_public_body=True))
    story = Story(
        title=f"Veri tabanı sürüm yükseltmesi {MARK}", services=services[:1], description="Deneme verisidir."
    )
    announce_maintenance(story=story, begins=_at(day, 19), ends=_at(day, 21), actor=actor, now=now)


def _outage(services: tuple[str, ...], actor: Actor, now: datetime) -> None:
    started = now - timedelta(days=12)
    story = Story(title=f"Ağ arızası {MARK}", services=services[:1], description="Deneme verisidir.")
    outage = report_outage(story=story, started_at=started, actor=actor, now=started + timedelta(minutes=4))
    tell_outage(interruption=outage, actor=actor, now=started + timedelta(minutes=9))
    begin_repair(
        interruption=outage,
        begun_at=started + timedelta(minutes=10),
        actor=actor,
        now=started + timedelta(minutes=12),
    )
    record_cause(
        interruption=outage,
        cause=Cause.NEITHER,
        text="Hat sağlayıcısında fiber kopması (deneme).",
        actor=actor,
        now=now,
    )
    ended = started + timedelta(hours=3)
    end_interruption(interruption=outage, ended_at=ended, actor=actor, now=ended + timedelta(minutes=5))
    closed = ended + timedelta(days=1)
    close_interruption(
        interruption=outage, caught_up="Bekleyen sorgular yanıtlandı (deneme).", actor=actor, now=closed
    )


def _breach(services: tuple[str, ...], actor: Actor, now: datetime) -> None:
    learned = now - timedelta(days=30)
    facts = BreachFacts(
        kind=BreachKind.UNLAWFUL_QUERY,
        title=f"Amaç dışı sorgu {MARK}",
        source="Bir kullanıcı dosya numarası olmadan sorgu yapmış (deneme verisi).",
        learned_at=learned,
        occurred_at=learned - timedelta(days=1),
        asked_from=learned - timedelta(days=2),
        asked_until=learned,
        services=services[:1],
        categories=[DataCategory.IDENTITY],
        person_count=2,
        record_count=3,
        effects="Kimlik bilgisi iki kişi için görülmüş.",
        measures="Kullanıcının yetkisi kapatıldı.",
    )
    breach = record_breach(facts=facts, actor=actor, now=learned + timedelta(minutes=30))
    contain_breach(breach=breach, measures="Yetki kapatıldı.", actor=actor, now=learned + timedelta(hours=1))
    for place, notice in enumerate(breach.notices.select_related("breach", "institution").order_by("pk")):
        told = learned + timedelta(hours=20 + place)
        tell_addressee(notice=notice, told_at=told, how="KEP (deneme)", actor=actor, now=told)
    close_breach(
        breach=breach, reason="Herkese bildirildi (deneme).", actor=actor, now=learned + timedelta(days=3)
    )


def _probes(now: datetime) -> None:
    """Six hours of looks before the demo began, all of them up; from then on they are measured."""
    first = (now - timedelta(hours=HOURS_OF_PROBES)).replace(second=0, microsecond=0)
    for minute in range(0, HOURS_OF_PROBES * 60, 10):
        record_probe(health=Health(True, 1500, detail="demo"), minute=first + timedelta(minutes=minute))


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=ISTANBUL)

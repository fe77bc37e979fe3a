"""PRO-16: documentation and training are owed for a protocol's services, and renewed when they change."""

from datetime import date, datetime

import pytest

from imece.core.actor import Actor
from imece.core.notifications.models import OutboxMessage
from imece.exchange.agreements.enums import AgreementKind
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.continuity.domain.interruptions import Story, report_outage, tell_outage
from imece.exchange.continuity.domain.materials import owed_materials, publish_material
from imece.exchange.continuity.domain.queries import interruptions_in_scope, materials_in_scope
from imece.exchange.continuity.enums import MaterialKind
from imece.exchange.continuity.models import Material
from imece.reference.public import ISTANBUL
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.continuity.grants import grant_service

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=ISTANBUL)
TODAY = date(2026, 6, 1)


def publish(service: ServiceVersion, operator: Actor, note: str = "İlk sürüm") -> Material:
    return publish_material(
        service=service.name, service_version=service.version, kind=MaterialKind.DOCUMENT, title="Kılavuz",
        text="Metin", change_note=note, actor=operator, now=NOW,
    )  # fmt: skip


def test_PRO_16_both_kinds_are_owed_for_a_protocol_and_none_for_kps(
    exchange_cast: ExchangeCast, operator: Actor
) -> None:
    service, other = ServiceVersion.objects.order_by("pk")[:2]
    grant_service(exchange_cast, service, operator, on=TODAY)
    grant_service(exchange_cast, other, operator, kind=AgreementKind.BILATERAL, on=TODAY)
    assert {(one.service, one.kind) for one in owed_materials(TODAY)} == {
        (service.name, MaterialKind.DOCUMENT), (service.name, MaterialKind.TRAINING),
    }  # fmt: skip
    publish(service, operator)
    assert [one.kind for one in owed_materials(TODAY)] == [MaterialKind.TRAINING]


def test_a_change_is_a_new_version_and_is_told(exchange_cast: ExchangeCast, operator: Actor) -> None:
    service = ServiceVersion.objects.order_by("pk")[0]
    grant_service(exchange_cast, service, operator, on=TODAY)
    assert [publish(service, operator).version, publish(service, operator, "Yeni alan").version] == [1, 2]
    told = OutboxMessage.objects.filter(
        notice="continuity.material", person_id=exchange_cast.bank_technician.pk
    )
    assert "Yeni alan" in told.latest("pk").body
    assert not OutboxMessage.objects.filter(person_id=exchange_cast.hospital_manager.pk).exists()


def test_only_who_may_ask_the_service_reads_and_is_told(exchange_cast: ExchangeCast, operator: Actor) -> None:
    service, other = ServiceVersion.objects.order_by("name")[:2]
    grant_service(exchange_cast, service, operator, on=TODAY)
    publish(service, operator)
    bank = actor_of(exchange_cast.bank_manager, exchange_cast.bank.organisation)
    hospital = actor_of(exchange_cast.hospital_manager, exchange_cast.hospital.organisation)
    assert (materials_in_scope(bank).count(), materials_in_scope(hospital).count()) == (1, 0)
    for one, seen in ((service, True), (other, False)):
        outage = report_outage(
            story=Story(title="Arıza", services=[one.name]), started_at=NOW, actor=operator, now=NOW
        )
        tell_outage(interruption=outage, actor=operator, now=NOW)
        same = one.name == service.name
        assert interruptions_in_scope(bank).filter(pk=outage.pk).exists() is (seen or same)
        assert not interruptions_in_scope(hospital).filter(pk=outage.pk).exists()

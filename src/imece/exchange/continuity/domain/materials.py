"""Documentation and training owed for the services of a protocol, renewed when they change (X7.2, PRO-16)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.core import audit
from imece.core.actor import Actor
from imece.core.notifications.outbox import notify
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.enums import AgreementKind, AgreementState
from imece.exchange.agreements.models import Grant
from imece.exchange.continuity.domain.telling import hindered_institutions
from imece.exchange.continuity.enums import MaterialKind
from imece.exchange.continuity.models import Material
from imece.exchange.letters.public import recipients_at


@dataclass(frozen=True)
class OwedMaterial:
    """A service that a protocol in force opens, for which a kind of material is missing in its version."""

    service: str
    service_version: int
    kind: MaterialKind


@verb
def publish_material(
    *,
    service: str,
    service_version: int,
    kind: MaterialKind,
    title: str,
    text: str,
    change_note: str,
    actor: Actor,
    now: datetime,
) -> Material:
    """The next version; whoever may ask the service is told what is new."""
    require(actor, "continuity.operate")
    same = Material.objects.filter(service=service, service_version=service_version, kind=kind)
    version = (same.aggregate(last=Max("version"))["last"] or 0) + 1
    material = Material(
        service=service, service_version=service_version, kind=kind, version=version, title=title, text=text,
        change_note=change_note, published_at=now, published_by=actor.name,
    )  # fmt: skip
    material.full_clean()
    material.save()
    details = {"service": service, "version": version, "kind": str(kind)}
    audit.record(actor, "continuity.material_published", material, details=details)
    _tell(material, timezone.localdate(now))
    return material


def owed_materials(day: date) -> list[OwedMaterial]:
    """PRO-16: for each service version of a protocol in force both kinds are owed; KPS owes none (KPS-09)."""
    opened = Grant.objects.filter(
        agreement__kind=AgreementKind.PROTOCOL,
        agreement__state=AgreementState.IN_FORCE,
        valid__contains=day,
    )
    services = opened.order_by("service", "version").values_list("service", "version").distinct()
    known = set(Material.objects.values_list("service", "service_version", "kind"))
    return [
        OwedMaterial(service, version, kind)
        for service, version in services
        for kind in MaterialKind
        if (service, version, str(kind)) not in known
    ]


def _tell(material: Material, day: date) -> None:
    link = f"{settings.PUBLIC_URL}{reverse('my_material', args=[material.pk])}"
    for institution in hindered_institutions([material.service], day):
        for person in recipients_at(institution.organisation, PartnerGrant.ACCESS, day):
            notify(
                "continuity.material", person, title=str(material), service=material.service,
                change_note=material.change_note, link=link,
            )  # fmt: skip

"""What this installation's houses ask of each other: a protocol between them with its grants, made by the operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from imece.accounts.enums import StaffGrant
from imece.core import audit
from imece.core.actor import Actor, ActorKind, system_actor
from imece.core.transactions import verb
from imece.exchange.access.domain.houses import register_house_access
from imece.exchange.agreements.enums import AgreementKind, AgreementState
from imece.exchange.agreements.models import Agreement, AgreementTerm, Grant, Purpose
from imece.exchange.contract import OWN_SERVICES, SERVICES
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import open_institution

OPERATOR = system_actor("connect-houses")
REVIEW_DESK = frozenset(
    {StaffGrant.EXCHANGE_REVIEW}
)  # by whose right the operator opens the houses' institutions
NAMES = {
    "registry": "Nüfus ve Vatandaşlık İşleri Genel Müdürlüğü",
    "employment": "Türkiye İş Kurumu Genel Müdürlüğü",
}
YEARS_DAYS = 3653  # ten years: the installation's own protocol is renewed by running the command again
RATE, BURST = 1000, 2000


@dataclass(frozen=True)
class Question:
    """One service that a house asks of another, and the fields it needs: no more are granted."""

    asker: str
    service: str
    fields: tuple[str, ...]
    version: int = 1


IDENTITY = (
    "given_names", "surname", "sex", "birth_year", "birth_month", "birth_day", "nationality", "register",
    "is_alive", "gained_number",
)  # fmt: skip
ASKED = (
    Question("employment", "registry.person", IDENTITY),
    Question(
        "employment", "registry.address", ("province", "district", "address")
    ),  # VAC-24, TYP-02; 5490 md. 45
)


@verb
def connect_houses(*, actor: Actor, now: datetime) -> list[Grant]:
    """Idempotent: institutions, credentials and grants that are missing are made. Returns grants made or changed."""
    houses = {house: _house(house, actor, now) for house in NAMES}
    for institution in houses.values():
        register_house_access(institution=institution, actor=actor, now=now)
    purpose, _made = Purpose.objects.get_or_create(
        code=OWN_SERVICES,
        defaults={
            "title": "Kurumun kendi hizmetlerini yürütmesi",
            "title_en": "The institution's own services",
            "legal_ground": "4904 md. 3; 5490 md. 45",
        },
    )
    return [grant for one in ASKED if (grant := _granted(one, houses, purpose, actor, now))]


def _house(house: str, actor: Actor, now: datetime) -> Institution:
    known = Institution.objects.filter(house=house).first()
    desk = Actor(ActorKind.HEADQUARTERS_STAFF, name=actor.name, grants=REVIEW_DESK)
    values = {"is_general_government": True}
    return known or open_institution(
        name=NAMES[house], kind=InstitutionKind.CENTRAL, actor=desk, now=now, values=values, house=house
    )


def _granted(
    asked: Question, houses: dict[str, Institution], purpose: Purpose, actor: Actor, now: datetime
) -> Grant | None:
    """The grant made or changed now; None when the right stands as it is asked for."""
    service = SERVICES[asked.service, asked.version]
    consumer, provider = houses[asked.asker], houses[service.owner]
    agreement = _agreement(provider, consumer, actor, now)
    today = timezone.localdate(now)
    own = {"service": service.name, "version": service.version}
    if current := agreement.grants.filter(**own, valid__contains=today).first():
        return _with_fields(current, asked.fields, actor)
    grant = Grant.objects.create(
        agreement=agreement,
        consumer=consumer,
        **own,
        fields=list(asked.fields),
        purpose=purpose,
        rate_per_second=RATE,
        burst=BURST,
        valid=DateRange(today, agreement.terms.get(valid__contains=today).valid.upper),
    )
    audit.record(actor, "grants.made_for_a_house", grant, details={"service": str(grant)})
    return grant


def _with_fields(grant: Grant, fields: tuple[str, ...], actor: Actor) -> Grant | None:
    """A later release may need another field, or one fewer."""
    before = {"fields": sorted(grant.fields)}
    if before["fields"] == sorted(fields):
        return None
    grant.fields = list(fields)
    grant.save(update_fields=["fields"])
    changed = audit.differences(before, {"fields": sorted(fields)})
    audit.record(actor, "grants.changed_for_a_house", grant, details=changed)
    return grant


def _agreement(provider: Institution, consumer: Institution, actor: Actor, now: datetime) -> Agreement:
    number, today = f"EV-{provider.house}"[:20], timezone.localdate(now)
    agreement = Agreement.objects.filter(number=number, consumer=consumer).first()
    if agreement is None:
        agreement = Agreement.objects.create(
            number=number,
            kind=AgreementKind.PROTOCOL,
            title="Kurulumun kendi evleri arasındaki protokol",
            provider=provider,
            consumer=consumer,
            purpose="Kurumun kendi hizmetlerini yürütmesi",
            signed_on=today,
            created_at=now,
        )
        for state in (AgreementState.SIGNING, AgreementState.IN_FORCE):
            Agreement.objects.filter(pk=agreement.pk).update(state=state)
        agreement.refresh_from_db()
        audit.record(actor, "agreements.made_for_a_house", agreement)
    if not agreement.terms.filter(valid__contains=today).exists():
        AgreementTerm.objects.create(
            agreement=agreement, valid=DateRange(today, today + timedelta(days=YEARS_DAYS))
        )
    return agreement

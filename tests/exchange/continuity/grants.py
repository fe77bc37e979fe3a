"""A grant as an agreement in force gives it, for tests of rooms above agreements."""

from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.transactions import acting
from imece.exchange.agreements.enums import AgreementKind, AgreementState
from imece.exchange.agreements.models import Agreement, AgreementTerm, Grant, Purpose
from imece.exchange.catalogue.models import ServiceVersion
from tests.exchange.cast import ExchangeCast


def grant_service(
    cast: ExchangeCast,
    service: ServiceVersion,
    actor: Actor,
    *,
    kind: AgreementKind = AgreementKind.PROTOCOL,
    on: date | None = None,
) -> Grant:
    """The bank may ask `service`, for half a year around `on`."""
    day = on or timezone.localdate()
    valid = DateRange(day - timedelta(days=180), day + timedelta(days=180))
    with acting(actor):
        agreement = Agreement.objects.create(
            number=f"DENEME-{kind}", kind=kind, title="Deneme", provider=cast.provider, consumer=cast.bank,
            purpose="Deneme", state=AgreementState.DRAFT, created_at=timezone.now(),
        )  # fmt: skip
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.SIGNING)
        Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.IN_FORCE, signed_on=day)
        AgreementTerm.objects.create(agreement=agreement, valid=valid)
        purpose, _new = Purpose.objects.get_or_create(
            code="deneme", defaults={"title": "Deneme", "title_en": "Trial", "legal_ground": "Deneme"}
        )
        return Grant.objects.create(
            agreement=agreement, consumer=cast.bank, service=service.name, version=service.version,
            fields=service.fields[:1], purpose=purpose, valid=valid,
        )  # fmt: skip

"""Rows of the ledger as the gateway would write them; sealed parts are left empty."""

import uuid
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from imece.exchange.agreements.models import Agreement
from imece.exchange.catalogue.models import ServiceVersion
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution


def write_rows(agreement: Agreement, institution: Institution, count: int) -> None:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("select ledger_make_partition(%s::date)", [now.date()])
    service = ServiceVersion.objects.filter(name="registry.person").first()
    start = LedgerEntry.objects.count()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            shard=0,
            sequence=start + place,
            institution_id=institution.pk,
            institution_sequence=start + place + 1,
            asked_at=now - timedelta(microseconds=count - place),
            request_id=uuid.uuid4(),
            service_id=service.pk if service else 0,
            agreement_id=agreement.pk,
            grant_id=0,
            credential_id=0,
            unit_id=0,
            purpose_id=0,
            fields=1,
            tariff=0,
            folded=0,
            subject_key=b"",
            address=b"\x7f\x00\x00\x01",
            sealed=b"",
            outcome=Outcome.FOUND,
            duration_us=900,
            leaf=b"\x00" * 32,
        )
        for place in range(count)
    )

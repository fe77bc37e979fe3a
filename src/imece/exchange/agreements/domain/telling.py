"""Telling the parties' people what changed; the words are in `notifications.py`."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from imece.accounts.enums import PartnerGrant
from imece.core.errors import Text
from imece.core.notifications.outbox import notify
from imece.exchange.agreements.models import Agreement, Application, FieldDispute
from imece.exchange.parties.models import Institution, InstitutionAddress
from imece.exchange.parties.public import recipients_of


def tell_institution(institution: Institution, notice: str, now: datetime, **data: Any) -> None:
    day = timezone.localdate(now)
    for recipient in recipients_of(institution, grant=PartnerGrant.AGREEMENTS, day=day):
        notify(notice, recipient, **data)


def tell_applicant(application: Application, now: datetime) -> None:
    """Each step of the application: its state, and the reason where there is one."""
    tell_institution(
        application.institution,
        "agreements.application",
        now,
        number=application.number,
        title=application.title,
        state=application.get_state_display(),
        answer=application.answer,
        complete_by=application.complete_by,
        link=_link("exchange_application", application.number),
    )


def tell_parties(
    agreement: Agreement,
    what: Text,
    now: datetime,
    *,
    text: Text = "",
    to: Iterable[Institution] | None = None,
) -> None:
    """One sentence about the agreement, to both parties or to one."""
    for institution in to or (agreement.provider, agreement.consumer):
        tell_institution(
            institution,
            "agreements.agreement",
            now,
            number=agreement.number,
            title=agreement.title,
            what=what,
            text=text,
            link=_link("exchange_agreement", agreement.number),
        )


def tell_of_dispute(dispute: FieldDispute, to: Institution, now: datetime) -> None:
    tell_institution(
        to,
        "agreements.dispute",
        now,
        number=dispute.agreement.number,
        field=dispute.field,
        state=dispute.get_state_display(),
        due_on=dispute.due_on,
        answer=dispute.answer,
        link=_link("exchange_dispute", dispute.pk),
    )


def tell_of_address(row: InstitutionAddress) -> None:
    """PRO-25: the other parties of running agreements read the new address."""
    now = timezone.now()
    running = Agreement.objects.filter(state="in_force").select_related("provider", "consumer")
    own = row.institution
    others = {one.consumer for one in running.filter(provider=own)}
    others |= {one.provider for one in running.filter(consumer=own)}
    for other in others:
        tell_institution(
            other,
            "agreements.address",
            now,
            who=str(own),
            address=row.address,
            valid_from=row.valid_from,
            link=settings.PUBLIC_URL + reverse("exchange_agreements"),
        )


def _link(name: str, key: str | int) -> str:
    return f"{settings.PUBLIC_URL}{reverse(name, args=[key])}"

"""A receiving party disputes a field; the owner answers and corrects, with history and a clock (X2.7, PRO-05)."""

from datetime import datetime

from django.utils import timezone

from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.parties import check_party, other_party
from imece.exchange.agreements.domain.telling import tell_of_dispute
from imece.exchange.agreements.domain.workflow import DISPUTE
from imece.exchange.agreements.models import Agreement, FieldDispute
from imece.exchange.parties.models import Institution
from imece.reference.public import holidays_for, period_of_days


@verb
def raise_dispute(
    *,
    agreement: Agreement,
    institution: Institution,
    service: str,
    version: int,
    field: str,
    file: str,
    claim: str,
    actor: Actor,
    now: datetime,
) -> FieldDispute:
    """`file` is the number the question was asked under. Raises AGR-072 for a field never opened to this party."""
    require(actor, "agreements.act", agreement)
    check_party(agreement, institution, actor)
    given = agreement.grants.filter(
        consumer=institution, service=service, version=version, fields__contains=[field]
    )
    if not given.exists():
        raise errors.NOT_GIVEN_TO_YOU(
            institution=institution, name=field, service=service, agreement=agreement, field="field"
        )
    today = timezone.localdate(now)
    days = Parameters(today).integer("exchange_dispute_answer_days")
    dispute = FieldDispute.objects.create(
        agreement=agreement,
        raised_by=institution,
        owner=other_party(agreement, institution),
        service=service,
        service_version=version,
        field=field,
        file=file.strip(),
        claim=claim.strip(),
        raised_at=now,
        due_on=period_of_days(today, days, holidays=holidays_for()),
    )
    DISPUTE.begin(dispute, actor=actor, now=now, details={"service": service, "field": field})
    tell_of_dispute(dispute, dispute.owner, now)
    return dispute


@verb
def answer_dispute(
    *, dispute: FieldDispute, is_corrected: bool, answer: str, actor: Actor, now: datetime
) -> None:
    move = "correct" if is_corrected else "uphold"
    changes = {"answer": answer.strip(), "answered_at": now}
    DISPUTE.apply(move, thing=dispute, actor=actor, now=now, reason=answer, changes=changes)
    tell_of_dispute(dispute, dispute.raised_by, now)


@verb
def take_dispute_back(*, dispute: FieldDispute, actor: Actor, now: datetime) -> None:
    DISPUTE.apply("take_back", thing=dispute, actor=actor, now=now)
    tell_of_dispute(dispute, dispute.owner, now)

"""The reviewing desk: taking an application, granting field by field, the board, the answer (X1.1 to X1.4)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.telling import tell_applicant
from imece.exchange.agreements.domain.workflow import APPLICATION
from imece.exchange.agreements.enums import ApplicationState
from imece.exchange.agreements.models import Application, ApplicationService, BoardDecision
from imece.reference.public import holidays_for, roll_forward


@verb
def register_letter(
    *,
    application: Application,
    registry_number: str,
    registered_on: date | None,
    kep_message_id: str,
    actor: Actor,
    now: datetime,
) -> None:
    """The posted original's registry number and day, or the KEP message that brought the e-signed letter."""
    require(actor, "applications.review", application)
    if registered_on is not None and registered_on > timezone.localdate(now):
        raise errors.DECIDED_LATER(day=format_date(registered_on), field="registered_on")
    application.registry_number, application.registered_on = registry_number.strip(), registered_on
    application.kep_message_id = kep_message_id.strip()
    fields = ["registry_number", "registered_on", "kep_message_id"]
    application.save(update_fields=fields)
    details = {field: str(getattr(application, field) or "") for field in fields}
    audit.record(actor, "applications.letter_registered", application, details=details)


@verb
def take_application(*, application: Application, actor: Actor, now: datetime) -> None:
    """Raises AGR-001 with every reason why it is not taken into process."""
    APPLICATION.apply("take", thing=application, actor=actor, now=now)
    tell_applicant(application, now)


@verb
def return_application(*, application: Application, reason: str, actor: Actor, now: datetime) -> None:
    """For completion, 60 days; a day off rolls on (CAL-03)."""
    today = timezone.localdate(now)
    days = Parameters(today).integer("exchange_completion_days")
    until = roll_forward(today + timedelta(days=days), holidays=holidays_for())
    changes = {"returned_at": now, "complete_by": until, "answer": reason.strip()}
    APPLICATION.apply("return", thing=application, actor=actor, now=now, reason=reason, changes=changes)
    tell_applicant(application, now)


@verb
def decide_service(
    *, service: ApplicationService, granted: Sequence[str], note: str, actor: Actor, now: datetime
) -> None:
    """Field by field (X1.4): as many as the ground bears. Fewer than asked need a word why; none is a refusal."""
    application = Application.objects.select_for_update().get(pk=service.application_id)
    require(actor, "applications.review", application)
    if application.state != ApplicationState.UNDER_REVIEW:
        raise errors.NOT_UNDER_REVIEW(number=application.number, state=application.get_state_display())
    if strangers := sorted(set(granted) - set(service.fields)):
        raise errors.FIELD_NOT_ASKED(fields=", ".join(strangers), field="granted")
    given = [name for name in service.fields if name in set(granted)]
    if len(given) < len(service.fields) and not note.strip():
        raise errors.NOTE_MISSING(asked=len(service.fields), granted=len(given), field="note")
    service.granted, service.review_note = given, note.strip()
    service.save(update_fields=["granted", "review_note"])
    details = {"service": service.service, "asked": service.fields, "granted": given}
    audit.record(actor, "applications.fields_decided", application, details=details, purpose=note)


@verb
def send_to_board(*, application: Application, actor: Actor, now: datetime) -> None:
    APPLICATION.apply("send_to_board", thing=application, actor=actor, now=now)
    tell_applicant(application, now)


@verb
def record_board_decision(
    *,
    application: Application,
    number: str,
    decided_on: date,
    is_approval: bool,
    text: str,
    actor: Actor,
    now: datetime,
) -> BoardDecision:
    """Veri Aktarımı Kurulu has decided: the application is approved or rejected with the board's words."""
    require(actor, "applications.review", application)
    if decided_on > timezone.localdate(now):
        raise errors.DECIDED_LATER(day=format_date(decided_on), field="decided_on")
    assert actor.person_id is not None
    decision = BoardDecision.objects.create(
        application=application,
        number=number.strip(),
        decided_on=decided_on,
        is_approval=is_approval,
        text=text.strip(),
        person_id=actor.person_id,
        recorded_at=now,
    )
    details = {"number": decision.number, "decided_on": decided_on.isoformat(), "is_approval": is_approval}
    audit.record(actor, "applications.board_decided", decision, details=details)
    move, changes = "approve" if is_approval else "reject", {"answer": decision.text}
    APPLICATION.apply(
        move, thing=application, actor=actor, now=now, reason=decision.text, changes=changes, details=details
    )
    tell_applicant(application, now)
    return decision


@verb
def reject_application(*, application: Application, reason: str, actor: Actor, now: datetime) -> None:
    changes = {"answer": reason.strip()}
    APPLICATION.apply("reject", thing=application, actor=actor, now=now, reason=reason, changes=changes)
    tell_applicant(application, now)

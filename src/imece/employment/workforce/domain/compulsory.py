"""**Zorunlu istihdam personeli** (P9.2): who is counted by the quota, entered by the workplace itself."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor, ActorKind
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.core.turkish import mask_number
from imece.employment.employers.enums import Sector
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.outside_hires import registration_due_on
from imece.employment.workforce.enums import Group
from imece.employment.workforce.models import CompulsoryWorker
from imece.exchange.client import ask
from imece.exchange.contract import Reason
from imece.reference.public import holidays_for

UNKNOWN_PERSON = define(
    "WRK-021",
    _("The identity register knows nobody with the number {number}."),
    remedy=_("Check the number on the identity card."),
    status=422,
)
THERE_ALREADY = define(
    "WRK-022",
    _("{name} stands in the list already, hired on {day}."),
    remedy=_("Enter first that this person left."),
    status=422,
)
BEFORE_HIRE = define(
    "WRK-023",
    _("{day} is before the day of hiring, {hired}."),
    remedy=_("Correct the day."),
    status=422,
)

NOTHING_TO_REGISTER = define(
    "WRK-024",
    _("{name} has no registration to enter."),
    remedy=_("Disabled workers hired by a private employer without İŞKUR are registered, each once."),
    article="VAC-22",
)
NO_PER_CENT = define(
    "WRK-025",
    _("The report says {percent} per cent; it can only be from 1 to 100."),
    remedy=_("Correct the per cent of the report."),
    status=422,
)


def compulsory_workers(actor: Actor) -> QuerySet[CompulsoryWorker]:
    """The employer's own, the unit's province, all for headquarters; those who work before those who left."""
    rows = CompulsoryWorker.objects.select_related("workplace__organisation")
    if actor.kind == ActorKind.EMPLOYER:
        return rows.filter(workplace__organisation_id=key(actor.organisation_id))
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(workplace__province_id=key(actor.province))
    return rows if actor.kind == ActorKind.HEADQUARTERS_STAFF else rows.none()


@verb
def add_compulsory_worker(
    *, workplace: Workplace, national_id: str, group: Group, report_percent: int | None, hired_on: date,
    hired_through_us: bool, registered_on: date | None, actor: Actor, now: datetime,
) -> CompulsoryWorker:  # fmt: skip
    """The name comes from the register. Raises WRK-021, WRK-022, WRK-025."""
    require(actor, "quota.persons.edit")
    if report_percent is not None and not 1 <= report_percent <= 100:
        raise NO_PER_CENT(percent=report_percent, field="report_percent")
    working = CompulsoryWorker.objects.filter(
        workplace=workplace, national_id=national_id, left_on__isnull=True
    ).first()
    if working is not None:
        raise THERE_ALREADY(name=str(working), day=format_date(working.hired_on), field="national_id")
    reason = Reason(purpose=gettext("Compulsory employment"), file=workplace.number)
    facts = ask("registry.person", national_id, reason=reason, actor=actor).facts
    if facts is None:
        raise UNKNOWN_PERSON(number=mask_number(national_id), field="national_id")
    due_on = registration_due_on(
        is_public=workplace.sector == Sector.PUBLIC,
        group=group,
        hired_through_us=hired_through_us,
        hired_on=hired_on,
        days=Parameters(hired_on).integer("outside_hire_registration_working_days"),
        holidays=holidays_for(province=workplace.province_id),
    )
    worker = CompulsoryWorker.objects.create(
        workplace=workplace, national_id=national_id, given_names=facts["given_names"],
        surname=facts["surname"] or "", group=group, report_percent=report_percent, hired_on=hired_on,
        hired_through_us=hired_through_us, registered_on=registered_on, registration_due_on=due_on,
    )  # fmt: skip
    audit.record(actor, "quota.worker_added", worker, details={"on": hired_on.isoformat()})
    return worker


@verb
def register_compulsory_worker(*, worker: CompulsoryWorker, registered_on: date, actor: Actor) -> None:
    """VAC-22: entered once. Raises WRK-023, WRK-024."""
    require(actor, "quota.persons.edit")
    if worker.registration_due_on is None or worker.registered_on is not None:
        raise NOTHING_TO_REGISTER(name=str(worker))
    if registered_on < worker.hired_on:
        day, hired = format_date(registered_on), format_date(worker.hired_on)
        raise BEFORE_HIRE(day=day, hired=hired, field="registered_on")
    worker.registered_on = registered_on
    worker.save(update_fields=["registered_on"])
    audit.record(actor, "quota.worker_registered", worker, details={"on": registered_on.isoformat()})


@verb
def end_compulsory_worker(*, worker: CompulsoryWorker, left_on: date, actor: Actor) -> None:
    """Raises WRK-023."""
    require(actor, "quota.persons.edit")
    if left_on < worker.hired_on:
        raise BEFORE_HIRE(day=format_date(left_on), hired=format_date(worker.hired_on), field="left_on")
    worker.left_on = left_on
    worker.save(update_fields=["left_on"])
    audit.record(actor, "quota.worker_left", worker, details={"on": left_on.isoformat()})

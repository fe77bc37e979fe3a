"""The right of priority to public posts: recorded with its document, lost for the reasons of VAC-26."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor, ActorKind
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.vacancies.enums import PriorityLossReason
from imece.employment.vacancies.models import PriorityRight

ALREADY_LOST = define(
    "VAC-308",
    _("The right of priority was lost on {day} already."),
    remedy=_("Nothing is left to be done."),
    article="VAC-26",
)
RIGHT_EXISTS = define(
    "VAC-309",
    _("{name} has a right of priority already, by a document of {day}."),
    remedy=_("Open it in the list below."),
    article="VAC-25",
)
DAY_AHEAD = define(
    "VAC-310",
    _("{day} has not come yet."),
    remedy=_("Write a day until today."),
    status=422,
)
UNKNOWN_SEEKER = define(
    "VAC-311",
    _("No job seeker of your province has the number {number}."),
    remedy=_("Check the number; the person must have a profile."),
    status=422,
)


def priority_rights_in_scope(actor: Actor) -> QuerySet[PriorityRight]:
    """The unit's province by where the person lives, all for headquarters; nobody else any."""
    rows = PriorityRight.objects.select_related("job_seeker__person", "job_seeker__province")
    rows = rows.order_by("document_on", "pk")
    if actor.kind == ActorKind.UNIT_STAFF:
        return rows.filter(job_seeker__province_id=key(actor.province))
    return rows if actor.kind == ActorKind.HEADQUARTERS_STAFF else rows.none()


def seeker_by_number(actor: Actor, number: str) -> JobSeeker:
    """Raises VAC-311 for somebody unknown, or of another province."""
    rows = JobSeeker.objects.filter(person__national_id=number)
    if actor.kind == ActorKind.UNIT_STAFF:
        rows = rows.filter(province_id=key(actor.province))
    found = rows.select_related("person").first()
    if found is None:
        raise UNKNOWN_SEEKER(number=number, field="national_id")
    return found


@verb
def record_priority(
    *, job_seeker: JobSeeker, document_on: date, document_number: str, actor: Actor, now: datetime
) -> PriorityRight:
    require(actor, "vacancies.priority")
    if document_on > timezone.localdate(now):
        raise DAY_AHEAD(day=format_date(document_on), field="document_on")
    known = PriorityRight.objects.filter(job_seeker=job_seeker).first()
    if known is not None:
        raise RIGHT_EXISTS(name=str(job_seeker), day=format_date(known.document_on), field="national_id")
    right = PriorityRight.objects.create(
        job_seeker=job_seeker, document_on=document_on, document_number=document_number, recorded_at=now
    )
    audit.record(actor, "vacancies.priority_recorded", right)
    return right


@verb
def lose_priority(
    *, right: PriorityRight, reason: PriorityLossReason, on: date, note: str, actor: Actor, now: datetime
) -> PriorityRight:
    """VAC-26. Lists made before it stay as they are; later ones leave the person out."""
    require(actor, "vacancies.priority")
    locked = PriorityRight.objects.select_for_update(of=("self",)).get(pk=right.pk)
    if locked.lost_on is not None:
        raise ALREADY_LOST(day=format_date(locked.lost_on))
    if on > timezone.localdate(now):
        raise DAY_AHEAD(day=format_date(on), field="on")
    locked.lost_on, locked.loss_reason, locked.loss_note = on, reason, note
    locked.save()
    audit.record(actor, "vacancies.priority_lost", locked, details={"reason": reason}, purpose=note)
    return locked

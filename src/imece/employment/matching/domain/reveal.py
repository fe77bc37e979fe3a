"""Seeing who stands behind a masked card: an act with a purpose, counted by the month, told to the person (KVK-10)."""

from datetime import datetime, timedelta

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor, ActorKind
from imece.core.errors import define
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.scope import key
from imece.core.transactions import verb
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.enums import RevealPurpose
from imece.employment.matching.models import Reveal
from imece.employment.vacancies.models import Vacancy

CEILING_REACHED = define(
    "MAT-101",
    _("This workplace has looked at {count} people by name this month; {ceiling} is the most."),
    remedy=_("From {next_month} on you can look at further people; those seen already stay visible."),
    article="P3.5, KVK-10",
)
NOT_ACTIVE = define(
    "MAT-102",
    _("This person's profile is no longer active."),
    remedy=_("Choose somebody else; the list shows active profiles when it is loaded anew."),
)


@verb
def reveal_person(
    *,
    vacancy: Vacancy,
    job_seeker: JobSeeker,
    purpose: RevealPurpose,
    actor: Actor,
    now: datetime,
    note: str = "",
) -> Reveal:
    """Write that he was looked at; for the same vacancy it counts once. Raises MAT-101, MAT-102."""
    require(actor, "matching.select", vacancy)
    known = Reveal.objects.filter(
        vacancy=vacancy, job_seeker=job_seeker, organisation_id=key(actor.organisation_id)
    ).first()
    if known is not None:
        return known
    if not job_seeker.is_active:
        raise NOT_ACTIVE()
    if actor.kind == ActorKind.EMPLOYER:
        _refuse_over_ceiling(actor, now)
    reveal = Reveal.objects.create(
        vacancy=vacancy,
        job_seeker=job_seeker,
        organisation_id=actor.organisation_id,
        person_id=key(actor.person_id),
        purpose=purpose,
        note=note,
        at=now,
    )
    why = f"{vacancy.number}: {RevealPurpose(purpose).value}" + (f" – {note}" if note else "")
    audit.record(actor, "matching.revealed", job_seeker, purpose=why)
    return reveal


def _refuse_over_ceiling(actor: Actor, now: datetime) -> None:
    """The workplace's row is locked, so that two users at once cannot both take the last one."""
    assert actor.organisation_id is not None
    Workplace.objects.select_for_update(of=("self",), no_key=True).get(organisation_id=actor.organisation_id)
    today = timezone.localdate(now)
    ceiling = Parameters(today).integer("reveal_ceiling_month")
    count = seen_this_month(actor.organisation_id, now)
    if count >= ceiling:
        next_month = format_date((today.replace(day=28) + timedelta(days=4)).replace(day=1))
        raise CEILING_REACHED(count=count, ceiling=ceiling, next_month=next_month)


def seen_this_month(organisation_id: int, now: datetime) -> int:
    """How many people the workplace has looked at since the first of the month, Turkish time."""
    month = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    rows = Reveal.objects.filter(organisation_id=organisation_id, at__gte=month)
    return int(rows.aggregate(count=Count("job_seeker_id", distinct=True))["count"])

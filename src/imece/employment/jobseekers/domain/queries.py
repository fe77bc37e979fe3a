"""Reading profiles, always from the actor's scope."""

from imece.accounts.models import WaitingIdentity
from imece.accounts.public import waiting_for
from imece.core.actor import Actor
from imece.employment.jobseekers.models import JobSeeker

WAITING = "jobseekers.profile"


def own_profile(actor: Actor) -> JobSeeker | None:
    """The signed-in person's profile with its occupations, or None before he made one."""
    if actor.person_id is None:
        return None
    rows = JobSeeker.objects.select_related("person", "province", "district")
    return rows.prefetch_related("occupations__occupation").filter(person_id=actor.person_id).first()


def own_waiting_profile(actor: Actor) -> WaitingIdentity | None:
    """What the person typed while the register did not answer (KPS-52)."""
    return waiting_for(WAITING, person=actor.person_id).first() if actor.person_id else None

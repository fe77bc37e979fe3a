"""Reading profiles, always from the actor's scope."""

from imece.core.actor import Actor
from imece.employment.jobseekers.models import JobSeeker, WaitingProfile


def own_profile(actor: Actor) -> JobSeeker | None:
    """The signed-in person's profile with its occupations, or None before he made one."""
    if actor.person_id is None:
        return None
    rows = JobSeeker.objects.select_related("person", "province", "district")
    return rows.prefetch_related("occupations__occupation").filter(person_id=actor.person_id).first()


def own_waiting_profile(actor: Actor) -> WaitingProfile | None:
    """What the person typed while the register did not answer (KPS-52)."""
    return WaitingProfile.objects.filter(person_id=actor.person_id).first() if actor.person_id else None

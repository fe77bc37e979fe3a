"""Who looks, and what he may find (P2.1, VAC-12, VAC-21; ADR 0015)."""

from dataclasses import dataclass

from imece.core.actor import Actor, ActorKind
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.jobseekers.public import own_profile


@dataclass(frozen=True)
class Audience:
    """`statuses`: the categories of vacancies he may see; `sees_names`: employers' names that are not published."""

    statuses: tuple[str, ...] = (PersonalStatus.NORMAL.value,)
    sees_names: bool = False

    @property
    def sees_all_categories(self) -> bool:
        return len(self.statuses) == len(PersonalStatus)

    def hidden(self, statuses: tuple[str, ...]) -> tuple[str, ...]:
        """Of the categories asked for, those that are not for him."""
        return tuple(one for one in statuses if one not in self.statuses)


EVERYBODY = Audience()


def audience_of(actor: Actor) -> Audience:
    """VAC-21: category vacancies for registrants of that category and for staff; nobody else sees them listed.

    A seeker's own status is opened for his own search alone; nothing is kept of it (KVK-03).
    """
    if actor.is_staff or actor.kind == ActorKind.SYSTEM:
        return Audience(tuple(PersonalStatus.values), sees_names=True)
    statuses: tuple[str, ...] = (PersonalStatus.NORMAL,)
    if actor.kind == ActorKind.JOB_SEEKER:
        profile = own_profile(actor)
        own = profile.personal_status if profile else PersonalStatus.NORMAL
        statuses = tuple(dict.fromkeys((PersonalStatus.NORMAL.value, own)))
    return Audience(statuses, sees_names=actor.is_signed_in)

"""What becomes of searches and priorities when an account ends (KVK-06)."""

from collections.abc import Collection
from datetime import datetime

from imece.accounts.models import Person
from imece.accounts.public import on_account_closed, on_person_forgotten
from imece.core.actor import Actor
from imece.employment.vacancies.models import PriorityRight, SavedSearch


@on_account_closed
def stop_searches(person: Person, actor: Actor, now: datetime) -> None:
    SavedSearch.objects.filter(person=person).delete()


@on_person_forgotten
def forget_priorities(keys: Collection[int], actor: Actor, now: datetime) -> None:
    SavedSearch.objects.filter(person__in=keys).delete()
    PriorityRight.objects.filter(job_seeker__person__in=keys).delete()

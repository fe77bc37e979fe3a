"""Head offices and branches: one head office an employer and province (EMP-07), after every verb.

Every caller holds the employer's row lock, so two registered at once cannot both become head office.
"""

from django.db.models import QuerySet
from django.utils import timezone

from imece.core.parameters import Parameters
from imece.employment.employers.domain.rules import (
    Departure,
    ProvinceOfEmployer,
    decide_head_office,
    decide_successor,
)
from imece.employment.employers.models import Employer, Workplace


def lock_employer(employer_id: int) -> Employer:
    return Employer.objects.select_for_update(no_key=True).get(pk=employer_id)


def open_branches(head_office: Workplace) -> QuerySet[Workplace]:
    """By time of registration: the first is the successor (EMP-09)."""
    return head_office.branches.filter(closed_on__isnull=True).order_by("registered_at", "pk")


def take_seat(workplace: Workplace, province: int) -> None:
    """Set, unsaved, whether it is head office or branch in `province` (EMP-08)."""
    present = Workplace.objects.filter(
        employer_id=workplace.employer_id, province=province, is_head_office=True, closed_on__isnull=True
    ).exclude(pk=workplace.pk)
    place = ProvinceOfEmployer(province, present.values_list("pk", flat=True).first())
    workplace.province_id = province
    workplace.head_office_id = decide_head_office(place, today()).value
    workplace.is_head_office = workplace.head_office_id is None


def leave_seat(workplace: Workplace) -> Workplace | None:
    """Make the oldest branch head office of the province that `workplace` has just left; returns it.

    Called after the workplace's own row is saved: the unique constraint allows no two at any moment.
    """
    branches = list(workplace.branches.order_by("registered_at", "pk"))
    staying = [branch.pk for branch in branches if branch.closed_on is None]
    departure = Departure(workplace.pk, is_head_office=bool(branches), branches=staying)
    successor_id = decide_successor(departure, today()).value
    successor = next((branch for branch in branches if branch.pk == successor_id), None)
    if successor is not None:
        crown(successor)
    return successor


def crown(successor: Workplace) -> None:
    """Make a branch the head office of its province; its former head, where it stays, becomes its branch."""
    former = successor.head_office
    assert former is not None
    if former.province_id == successor.province_id and former.is_head_office:
        Workplace.objects.filter(pk=former.pk).update(is_head_office=False, head_office=successor)
    siblings = Workplace.objects.filter(head_office=former).exclude(pk=successor.pk)
    siblings.update(head_office=successor)
    successor.is_head_office, successor.head_office = True, None
    successor.version += 1
    successor.save(update_fields=["is_head_office", "head_office", "version"])


def today() -> Parameters:
    """The rules here read no dated number; what they would read holds today."""
    return Parameters(timezone.localdate())

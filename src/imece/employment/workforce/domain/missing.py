"""Whose table of the month is missing among all workplaces that one person may act for: the month's end of a clerk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from imece.accounts.models import Person
from imece.accounts.public import actor_for, capacities
from imece.core.actor import Actor
from imece.core.parameters import Parameters
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.employment.employers.models import Workplace
from imece.employment.workforce.domain.filing import month_due, owing
from imece.employment.workforce.domain.rules import due_on, next_month
from imece.reference.public import public_holidays


@dataclass(frozen=True)
class MissingTable:
    """`month` is the one to enter next; earlier ones that are missing too come first (AIC-10)."""

    organisation_id: int
    name: str
    number: str
    month: date
    due_on: date


@dataclass(frozen=True)
class MissingTables:
    """Of `workplace_count` head offices; `missing` by name."""

    month: date
    workplace_count: int
    missing: list[MissingTable]


def missing_tables(actor: Actor, today: date) -> MissingTables | None:
    """None for whoever acts for one workplace alone, or for none. The number of questions does not grow with them."""
    person = Person.objects.filter(pk=key(actor.person_id)).first()
    if person is None:
        return None
    mine = {
        one.organisation.pk
        for one in capacities(person, timezone.localdate())
        if is_permitted(actor_for(person, one.membership, one.organisation), "workforce.edit")
    }
    rows = Workplace.objects.filter(
        organisation_id__in=mine, head_office__isnull=True, closed_on__isnull=True
    ).select_related("organisation")
    count = rows.count()
    if count < 2:
        return None
    month, holidays, law = month_due(today), public_holidays(), Parameters(today)
    owed: Iterable[Any] = owing(rows, month, knows_card=True).order_by(
        "organisation__name_key", "organisation__name", "pk"
    )
    missing = []
    for row in owed:
        entered = next_month(row.last_month) if row.last_month else month
        missing.append(
            MissingTable(row.organisation_id, row.organisation.name, row.organisation.number, entered,
                         due_on(entered, holidays, law))
        )  # fmt: skip
    return MissingTables(month, count, missing)

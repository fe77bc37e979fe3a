"""One employer and another; numbers are made up and fit their check digits."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from imece.core.actor import Actor, ActorKind, system_actor
from imece.core.transactions import acting
from imece.employment.employers.domain.add import add_workplace
from imece.employment.employers.models import Employer, Workplace

NOW = datetime(2026, 4, 15, 9, 0, tzinfo=UTC)
SYSTEM = system_actor("test")
ANKARA, KONYA, IZMIR = 6, 42, 35
AddWorkplace = Callable[..., Workplace]


def actor_of(workplace: Workplace, *, is_manager: bool = True, grants: tuple[str, ...] = ()) -> Actor:
    organisation = workplace.organisation
    return Actor(
        ActorKind.EMPLOYER,
        person_id=1,
        name="Deneme Kişisi",
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        province=organisation.province,
        is_manager=is_manager,
        grants=frozenset(grants),
    )


UNIT_OF_ANKARA = Actor(
    ActorKind.UNIT_STAFF, person_id=2, name="Ankara memuru", organisation_id=990, province=ANKARA
)
UNIT_OF_KONYA = Actor(
    ActorKind.UNIT_STAFF, person_id=3, name="Konya memuru", organisation_id=991, province=KONYA
)
HEADQUARTERS = Actor(ActorKind.HEADQUARTERS_STAFF, person_id=4, name="Genel Müdürlük", organisation_id=992)
JOB_SEEKER = Actor(ActorKind.JOB_SEEKER, person_id=5, name="İş Arayan")


def make_employer(title: str, tax_id: str) -> Employer:
    with acting(SYSTEM):
        return Employer.objects.create(kind="legal", title=title, tax_id=tax_id)


@pytest.fixture
def employer(db: None) -> Employer:
    return make_employer("Işık Çelik Sanayi A.Ş.", "4540536920")


@pytest.fixture
def other_employer(db: None) -> Employer:
    return make_employer("Başka Gıda Ltd. Şti.", "3130557669")


@pytest.fixture
def add(employer: Employer) -> AddWorkplace:
    """Add a workplace of `employer`, in Ankara unless told."""
    count = iter(range(1, 1000))

    def add_one(
        province: int = ANKARA, *, of: Employer = employer, name: str = "", **values: Any
    ) -> Workplace:
        name = name or f"{of.title} {next(count)}"
        return add_workplace(employer=of, name=name, province=province, values=values, actor=SYSTEM, now=NOW)

    return add_one

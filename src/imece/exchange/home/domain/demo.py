"""The exchange's part of the demo: agreements, access, letters, an interruption, a citizen who asks why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from imece.accounts.enums import PartnerGrant
from imece.accounts.models import Membership, Organisation, Person
from imece.accounts.public import actor_for, add_membership, person_by_number
from imece.core.actor import Actor, system_actor
from imece.core.scope import key
from imece.exchange.access.public import make_demo_access
from imece.exchange.agreements.public import make_demo_agreements
from imece.exchange.continuity.public import make_demo_continuity
from imece.exchange.letters.public import make_demo_letters
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import OWN_STAFF, sign_own_undertaking
from imece.exchange.transparency.public import make_demo_oversight

SYSTEM: Final = system_actor("demo")
MANAGERS: Final = ("bank", "municipality")  # keys of the demo's people, and of the demo's institutions
STAFF: Final = (
    "officer",
    "other_officer",
    "headquarters",
    "exchange_desk",
)  # they ask in their own names (X3.3)
SERVICES: Final = ("registry.person v1", "registry.verify_identity v1")


def load_exchange_demo(people: Mapping[str, str], now: datetime) -> None:
    """`people`: key of the demo's cast → T.C. number. Pressed again it finds what stands."""
    first, second = (_staff(people[name]) for name in ("headquarters", "exchange_desk"))
    made = make_demo_agreements(actor=first, now=now)
    managers = [_manager(people[name], made.institutions[name]) for name in MANAGERS]
    make_demo_access(now=now, managers=managers, desks=(first, second))
    for actor in (_staff(people[name]) for name in STAFF if name in people):
        sign_own_undertaking(actor=actor, now=now)
    headquarters = Organisation.objects.get(pk=key(first.organisation_id))
    make_demo_letters(headquarters=headquarters, institution=made.institutions["bank"].organisation, now=now)
    make_demo_continuity(services=SERVICES, now=now)
    citizen = actor_for(_person(people["seeker"]), None)
    make_demo_oversight(institution=made.institutions["iskur"], citizen=citizen, desk=first, now=now)


def _person(number: str) -> Person:
    person = person_by_number(number)
    assert person is not None, f"{number} is nobody of the demo"
    return person


def _staff(number: str) -> Actor:
    person = _person(number)
    rows = Membership.objects.select_related("organisation", "person")
    return actor_for(person, rows.get(person=person, organisation__kind__in=OWN_STAFF))


def _manager(number: str, institution: Institution) -> Actor:
    person = _person(number)
    membership = Membership.objects.filter(person=person, organisation=institution.organisation).first()
    membership = membership or add_membership(
        person=person, organisation=institution.organisation, actor=SYSTEM, is_manager=True,
        grants=tuple(PartnerGrant.values),
    )  # fmt: skip
    return actor_for(person, membership)

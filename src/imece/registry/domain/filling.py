"""Writing the synthetic register: one stream of COPY; a million people in a few minutes."""

from imece.core.actor import Actor
from imece.core.database.copying import copy_in
from imece.core.transactions import verb
from imece.registry.domain.synthetic import (
    COLUMNS,
    synthetic_events,
    synthetic_foreigner,
    synthetic_people,
)
from imece.registry.enums import Register
from imece.registry.models import CivilEvent, RegisteredPerson
from imece.registry.sandbox_people import SANDBOX_EVENTS, SANDBOX_PEOPLE

EVENT_COLUMNS = ("number", "kind", "happened_on", "registered_on", "province")
CITIZENS_A_FOREIGNER = 20
BATCH = 100_000


@verb
def fill_register(*, count: int, actor: Actor) -> int:
    """Make the register hold the synthetic people of serials 0 to `count` - 1; returns how many were new.

    Beside twenty citizens stands one foreigner; the sandbox's people are always there.
    """
    make_sandbox_people(actor=actor)
    people = RegisteredPerson.objects.filter(is_sandbox=False)
    begun = people.exclude(register=Register.FOREIGNERS).count()
    for first in range(begun, count, BATCH):
        end = min(first + BATCH, count)
        rows = list(synthetic_people(first, end))
        copy_in("registry_registeredperson", COLUMNS, rows)
        events = (
            one
            for serial, row in zip(range(first, end), rows, strict=True)
            for one in synthetic_events(serial, row)
        )
        copy_in("registry_civilevent", EVENT_COLUMNS, events)
    foreigners = people.filter(register=Register.FOREIGNERS).count()
    wanted = range(foreigners, count // CITIZENS_A_FOREIGNER)
    copy_in("registry_registeredperson", COLUMNS, (synthetic_foreigner(serial) for serial in wanted))
    return max(0, count - begun)


@verb
def make_sandbox_people(*, actor: Actor) -> int:
    """The fixed people of the sandbox; returns how many were missing."""
    known = set(RegisteredPerson.objects.filter(is_sandbox=True).values_list("number", flat=True))
    missing = [one for one in SANDBOX_PEOPLE if one["number"] not in known]
    RegisteredPerson.objects.bulk_create(RegisteredPerson(**one) for one in missing)
    new = {one["number"] for one in missing}
    CivilEvent.objects.bulk_create(CivilEvent(**one) for one in SANDBOX_EVENTS if one["number"] in new)
    return len(missing)

"""A public body of Ankara with a programme, and who takes part in it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from imece.accounts.models import Person
from imece.core.actor import system_actor
from imece.core.transactions import acting
from imece.employment.community_work.domain.participants import Declared, add_participant
from imece.employment.community_work.domain.programmes import ProgrammeValues, register_programme
from imece.employment.community_work.enums import SelectionMethod
from imece.employment.community_work.models import Participant, Programme, ProgrammeKind
from tests.cast import Cast, actor_of
from tests.employment.main_job import cankaya, make_profile

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 15)
MAY = date(2026, 5, 1)


def values(**changes: Any) -> ProgrammeValues:
    usual = ProgrammeValues(
        kind=ProgrammeKind.objects.order_by("id").first(),
        new_kind="",
        title="Çevre Temizliği",
        district=cankaya(),
        starts_on=date(2026, 5, 4),
        ends_on=date(2026, 10, 30),
        weekdays=[0, 1, 2, 3, 4],
        weekly_hours=45,
        place_count=12,
        selection=SelectionMethod.DRAW_AND_LIST,
    )
    return replace(usual, **changes)


def make_public(cast: Cast) -> None:
    with acting(system_actor("test")):
        cast.workplace.sector = "public"
        cast.workplace.save(update_fields=["sector"])


def make_programme(cast: Cast, **changes: Any) -> Programme:
    make_public(cast)
    officer = actor_of(cast.officer, cast.unit)
    return register_programme(workplace=cast.workplace, values=values(**changes), actor=officer, now=NOW)


def make_participant(
    cast: Cast, programme: Programme, person: Person | None = None, **changes: Any
) -> Participant:
    person = person or cast.seeker
    if not hasattr(person, "job_seeker"):
        make_profile(person)
    given: dict[str, Any] = {
        "entered_on": date(2026, 5, 4),
        "declared": Declared(household_income=Decimal("40000")),
    } | changes
    return add_participant(
        number=programme.number,
        national_id=person.national_id,
        actor=actor_of(cast.officer, cast.unit),
        now=NOW,
        **given,
    )

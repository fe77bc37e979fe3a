"""Who takes part, from entry to leaving, each with what TYP-02 found on the day of entry (P5.1)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from imece.accounts.public import fingerprint
from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.rule_registry import Outcome
from imece.core.scope import get_in_scope
from imece.core.transactions import verb
from imece.employment.community_work.domain import errors
from imece.employment.community_work.domain.queries import (
    is_taking_part,
    participants_at,
    participants_in_scope,
    participants_of,
    programmes_in_scope,
    removed_on,
    stays_of,
)
from imece.employment.community_work.domain.rules import (
    ApplicantInput,
    check_applicant,
    days_too_many,
    free_again_on,
)
from imece.employment.community_work.enums import LeaveGround
from imece.employment.community_work.models import Participant, Programme
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.jobseekers.public import Residence, residences_of
from imece.exchange.contract import Reason
from imece.reference.public import last_day_of_month

DECEMBER = 12


@dataclass(frozen=True)
class Declared:
    """What the person declares and the officer enters; the rest is known from the profile."""

    household_income: Decimal
    is_pensioner: bool = False
    is_student: bool = False
    another_of_the_household_takes_part: bool = False


@verb
def add_participant(
    *, number: str, national_id: str, entered_on: date, declared: Declared, actor: Actor, now: datetime
) -> Participant:
    """Raises CWK-005…010. The seeker's row is locked: two programmes cannot take one person at once."""
    require(actor, "community_work.edit")
    programme = get_in_scope(programmes_in_scope(actor), actor, number=number)
    Programme.objects.select_for_update().get(pk=programme.pk)
    rows = JobSeeker.objects.select_for_update(of=("self",), no_key=True).select_related("person")
    seeker = rows.filter(person__national_id=national_id).first()
    if seeker is None:
        raise errors.UNKNOWN_SEEKER(number=national_id, field="national_id")
    _require_place(programme, entered_on)
    _require_free(seeker, programme, entered_on)
    law = Parameters(entered_on)
    home = _home(seeker, programme, actor)
    outcome = _require_eligible(seeker, programme, entered_on, declared, home, law)
    participant = Participant.objects.create(
        programme=programme,
        job_seeker=seeker,
        entered_on=entered_on,
        address_key=_address_key(home),
        assessment=_kept(outcome, law),
        registered_at=now,
    )
    audit.record(actor, "community_work.entered", participant, details={"programme": programme.number})
    return participant


@verb
def end_participation(
    *, participant_id: int, left_on: date, ground: LeaveGround, actor: Actor, now: datetime
) -> Participant:
    """The last day is inclusive. Raises CWK-009, CWK-011, CWK-012."""
    require(actor, "community_work.edit")
    participant = get_in_scope(participants_in_scope(actor), actor, pk=participant_id)
    Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.left_on:
        raise errors.HAS_LEFT(name=str(participant), day=format_date(participant.left_on))
    programme = participant.programme
    _require_inside(programme, left_on, participant.entered_on, "left_on")
    if participant.marks.filter(day__gt=left_on, removed_at__isnull=True).exists():
        raise errors.LEAVES_MARKS_OUT(day=format_date(left_on), name=str(participant), field="left_on")
    participant.left_on, participant.leave_ground = left_on, ground
    participant.save(update_fields=["left_on", "leave_ground"])
    audit.record(actor, "community_work.left", participant, details={"ground": ground})
    return participant


def _require_place(programme: Programme, entered_on: date) -> None:
    _require_inside(programme, entered_on, programme.starts_on, "entered_on")
    if participants_of(programme).filter(left_on__isnull=True).count() >= programme.place_count:
        raise errors.NO_PLACE(count=programme.place_count)


def _require_inside(programme: Programme, day: date, first: date, field: str) -> None:
    if not first <= day <= programme.ends_on:
        span = {"first": format_date(first), "last": format_date(programme.ends_on)}
        raise errors.OUTSIDE_PROGRAMME(day=format_date(day), field=field, **span)


def _require_free(seeker: JobSeeker, programme: Programme, entered_on: date) -> None:
    """One programme at a time, and no more months than allowed (TYP-03)."""
    planned, name = (entered_on, programme.ends_on), seeker.person.full_name
    if is_taking_part(seeker, *planned):
        raise errors.TAKES_PART(name=name, field="national_id")
    law = Parameters(entered_on)
    months, window = law.integer("typ_months"), law.integer("typ_months_window")
    stays, free_months = stays_of(seeker), law.integer("typ_free_months")
    if free_on := free_again_on(stays, entered_on, free_months):
        raise errors.NOT_FREE_YET(name=name, months=free_months, day=format_date(free_on), field="entered_on")
    if too_many := days_too_many(stays, planned, months=months, window_months=window):
        raise errors.MONTHS_SPENT(name=name, days=too_many, months=months, window=window, field="entered_on")


def _home(seeker: JobSeeker, programme: Programme, actor: Actor) -> Residence | None:
    reason = Reason(gettext("Residence of a participant (TYP-02)"), file=programme.number)
    return residences_of([seeker.person], reason=reason, actor=actor)[0]


def _address_key(home: Residence | None) -> str:
    """Tells two participants of one address, and no address to anybody (TYP-02)."""
    return fingerprint("address of a participant", home.key) if home and home.key else ""


def _require_eligible(
    seeker: JobSeeker,
    programme: Programme,
    entered_on: date,
    declared: Declared,
    home: Residence | None,
    law: Parameters,
) -> Outcome:
    """TYP-02 and TYP-04, by the same rule that everybody can ask. What is declared counts as well as what is found."""
    others = participants_at(_address_key(home), on=entered_on).exclude(job_seeker=seeker)
    known = vars(declared) | {
        "another_of_the_household_takes_part": declared.another_of_the_household_takes_part or others.exists()
    }
    asked = ApplicantInput(
        applies_on=entered_on,
        born_on=_youngest(seeker),
        is_registered_unemployed=seeker.is_active,
        lives_in_district=home is not None and home.is_in_district(programme.district),
        removed_by_own_fault_on=removed_on(seeker),
        **known,
    )
    outcome = check_applicant(asked, law)
    if not outcome.value:
        missing = ", ".join(str(step.text) for step in outcome.steps if not step.value)
        reasons = gettext("not fulfilled: {conditions}").format(conditions=missing)
        raise errors.NOT_ELIGIBLE(name=seeker.person.full_name, reasons=reasons, field="national_id")
    return outcome


def _youngest(seeker: JobSeeker) -> date:
    """The latest day of birth that the known parts allow (ID-09)."""
    month = date(seeker.birth_year, seeker.birth_month or DECEMBER, 1)
    return month.replace(day=seeker.birth_day) if seeker.birth_day else last_day_of_month(month)


def _kept(outcome: Outcome, law: Parameters) -> dict[str, object]:
    """What was found, and by which numbers (GEN-02)."""
    return {
        "is_eligible": bool(outcome.value),
        "parameters": [row.as_json() for row in law.used],
    }

"""A job seeker's profile: made from what KPS says, changed by himself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.accounts.public import waiting_for
from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import CHANGED_MEANWHILE, define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.domain.hooks import profile_changed
from imece.employment.jobseekers.domain.queries import WAITING
from imece.employment.jobseekers.enums import Sex
from imece.employment.jobseekers.models import JobSeeker, SoughtOccupation
from imece.exchange.client import ask
from imece.exchange.contract import Answer, Reason

NOT_REGISTERED = define(
    "JOB-001",
    _("The identity register knows no person with your number."),
    remedy=_("Your unit can check it with your identity card; nothing you typed is lost."),
    status=422,
)
SEX_OF_REGISTER = {"K": Sex.FEMALE, "E": Sex.MALE}
BLUE_CARD = "B"  # of `register`: a former citizen, who counts as one for most things (ID-08; 5901 md. 28)
FIELDS = (
    "education",
    "province_id",
    "district_id",
    "licence_classes",
    "has_src",
    "has_psychotechnic",
    "computer_skills",
    "military_status",
    "military_deferred_until",
    "sought_work_kinds",
    "lowest_wage_amount",
    "accepts_travel",
    "accepts_nights",
    "about",
    "personal_status",
    "disability",
    "special_consent_at",
)
SPECIAL = ("personal_status", "disability")  # KVK-03: never into the trail


@verb
def create_profile(*, person: Person, values: Mapping[str, Any], actor: Actor, now: datetime) -> JobSeeker:
    """Begin the profile of the signed-in person. Birth date and identity come from KPS, not from the form."""
    require(actor, "profile.own")
    return make_profile(person=person, values=values, actor=actor, now=now)


@verb
def make_profile(*, person: Person, values: Mapping[str, Any], actor: Actor, now: datetime) -> JobSeeker:
    """For the person, or by the clock for one who waited (KPS-52). Raises JOB-001, EXC-003."""
    profile = JobSeeker(
        person=person,
        **_identity(_ask(person, actor), now),
        **{name: values[name] for name in FIELDS if name in values},
    )
    profile.full_clean(exclude=SPECIAL)
    profile.save()
    waiting_for(WAITING, person=person).delete()
    audit.record(actor, "jobseekers.profile_created", profile)
    profile_changed(profile)
    return profile


def _ask(person: Person, actor: Actor) -> Answer:
    reason = Reason(purpose=str(_("Job seeker registration (4904 art. 3)")), file=f"profile-{person.pk}")
    answer = ask("registry.person", person.national_id, reason=reason, actor=actor)
    if answer.facts is None:
        raise NOT_REGISTERED()
    return answer


def _identity(answer: Answer, now: datetime) -> dict[str, Any]:
    """What KPS says, with the question it was said to."""
    assert answer.facts is not None
    facts = {name: answer.facts[name] for name in ("birth_year", "birth_month", "birth_day", "nationality")}
    sex = SEX_OF_REGISTER.get(answer.facts["sex"], "")
    source = f"{answer.source} #{answer.question_id}"
    facts["has_blue_card"] = answer.facts.get("register") == BLUE_CARD
    return facts | {"sex": sex, "identity_source": source, "identity_at": now}


@verb
def change_profile(
    *, profile: JobSeeker, values: Mapping[str, Any], version: int, actor: Actor, now: datetime
) -> JobSeeker:
    """Change what is given; refuses when another tab or machine changed it meanwhile (CORE-409)."""
    require(actor, "profile.own")
    locked = JobSeeker.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if locked.version != version:
        raise CHANGED_MEANWHILE(changed_at=f"{locked.changed_at:%d.%m.%Y %H.%M}")
    names = [name for name in FIELDS if name in values]
    before = {name: getattr(locked, name) for name in names if name not in SPECIAL}
    for name in names:
        setattr(locked, name, values[name])
    locked.version += 1
    locked.full_clean(exclude=SPECIAL)
    locked.save()
    after = {name: getattr(locked, name) for name in before}
    audit.record(actor, "jobseekers.profile_changed", locked, details=audit.differences(before, after))
    profile_changed(locked)
    return locked


@verb
def refresh_identity(*, profile: JobSeeker, actor: Actor, now: datetime) -> JobSeeker:
    """Ask KPS again; the new question stands on record. Raises JOB-001, and then nothing is changed."""
    require(actor, "profile.own")
    locked = JobSeeker.objects.select_for_update(of=("self",)).select_related("person").get(pk=profile.pk)
    for name, value in _identity(_ask(locked.person, actor), now).items():
        setattr(locked, name, value)
    locked.save()
    audit.record(actor, "jobseekers.identity_refreshed", locked)
    profile_changed(locked)
    return locked


@verb
def set_active(*, profile: JobSeeker, is_active: bool, actor: Actor) -> None:
    """While inactive a person neither applies nor is found (P1.5)."""
    require(actor, "profile.own")
    locked = JobSeeker.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])
    audit.record(actor, "jobseekers.activated" if is_active else "jobseekers.deactivated", locked)
    profile_changed(locked)


@verb
def set_occupations(*, profile: JobSeeker, occupations: Iterable[tuple[int, int]], actor: Actor) -> None:
    """Replace the sought occupations by these pairs of occupation and months of experience."""
    require(actor, "profile.own")
    wanted = dict(occupations)
    SoughtOccupation.objects.filter(job_seeker=profile).exclude(occupation_id__in=wanted).delete()
    for occupation_id, months in wanted.items():
        SoughtOccupation.objects.update_or_create(
            job_seeker=profile, occupation_id=occupation_id, defaults={"experience_months": months}
        )
    audit.record(actor, "jobseekers.occupations_set", profile, details={"occupations": wanted})
    profile_changed(profile)

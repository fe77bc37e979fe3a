"""What becomes of a profile when its account is closed, and when its person is forgotten (KVK-06)."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from django.db.models import F

from imece.accounts.models import Person
from imece.accounts.public import on_account_closed, on_person_forgotten
from imece.core import audit
from imece.core.actor import Actor
from imece.employment.jobseekers.domain.hooks import profile_changed
from imece.employment.jobseekers.models import (
    Certificate,
    ExamResult,
    JobSeeker,
    LanguageSkill,
    Schooling,
    SoughtOccupation,
    SoughtPlace,
    WorkPeriod,
)

LINES: Final = (
    Certificate, ExamResult, LanguageSkill, Schooling, SoughtOccupation, SoughtPlace, WorkPeriod,
)  # fmt: skip
CONSENTED: Final = {"personal_status": "", "disability": "", "special_consent_at": None}


@on_account_closed
def stop_being_found(person: Person, actor: Actor, now: datetime) -> None:
    """What rested on consent alone goes at once (KVK-03)."""
    profile = JobSeeker.objects.filter(person=person).first()
    if profile is None:
        return
    JobSeeker.objects.filter(pk=profile.pk).update(is_active=False, version=F("version") + 1, **CONSENTED)
    profile.refresh_from_db()
    audit.record(actor, "jobseekers.profile_closed", profile)
    profile_changed(profile)


@on_person_forgotten
def empty_profiles(keys: Collection[int], actor: Actor, now: datetime) -> None:
    """Sex, province and decade of birth stay for the figures; they name nobody."""
    profiles = JobSeeker.objects.filter(person__in=keys)
    for table in LINES:
        table.objects.filter(job_seeker__in=profiles).delete()
    profiles.update(
        is_active=False,
        birth_year=F("birth_year") / 10 * 10,
        birth_month=None,
        birth_day=None,
        nationality="",
        has_blue_card=False,
        identity_source="",
        identity_at=None,
        district=None,
        licence_classes=[],
        has_src=False,
        has_psychotechnic=False,
        computer_skills=[],
        military_status="",
        military_deferred_until=None,
        sought_work_kinds=[],
        lowest_wage_amount=None,
        about="",
        **CONSENTED,
    )
    for profile in profiles:
        profile_changed(profile)

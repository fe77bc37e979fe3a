"""Lines of a profile, one at a time: schools, work, languages, certificates, exam points, further provinces."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core import audit
from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, define
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.employment.jobseekers.domain.hooks import profile_changed
from imece.employment.jobseekers.enums import LineKind
from imece.employment.jobseekers.models import (
    Certificate,
    ExamResult,
    JobSeeker,
    LanguageSkill,
    Schooling,
    SoughtPlace,
    WorkPeriod,
)
from imece.reference.enums import EducationLevel

MOST_LINES = 40
TOO_MANY = define(
    "JOB-002",
    _("A profile takes {most} lines of a kind at most."),
    remedy=_("Take out lines that matter less, then add this one."),
    status=422,
)
MODELS: dict[LineKind, type[models.Model]] = {
    LineKind.SCHOOL: Schooling,
    LineKind.WORK: WorkPeriod,
    LineKind.LANGUAGE: LanguageSkill,
    LineKind.CERTIFICATE: Certificate,
    LineKind.EXAM: ExamResult,
    LineKind.PLACE: SoughtPlace,
}


def lines_of(profile: JobSeeker, kind: LineKind) -> models.QuerySet[Any]:
    """Newest first; the names that a line shows are read with it."""
    rows = MODELS[kind]._default_manager.filter(job_seeker=profile).order_by("-pk")
    related = {LineKind.WORK: ("occupation",), LineKind.PLACE: ("province",)}.get(kind, ())
    return rows.select_related(*related) if related else rows


@verb
def add_line(
    *, profile: JobSeeker, kind: LineKind, values: Mapping[str, Any], actor: Actor, now: datetime
) -> None:
    """Raises JOB-002, or ValidationError for what the table refuses (the same language twice)."""
    require(actor, "profile.own")
    locked = JobSeeker.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    if lines_of(locked, kind).count() >= MOST_LINES:
        raise TOO_MANY(most=MOST_LINES)
    line = MODELS[kind](job_seeker=locked, **values)
    line.full_clean()
    line.save()
    if kind == LineKind.SCHOOL:
        _raise_education(locked, values, now)
    _follow(locked, kind, "jobseekers.line_added", actor)


@verb
def remove_line(*, profile: JobSeeker, kind: LineKind, line_id: int, actor: Actor) -> None:
    """Only a line of the own profile exists here (404 for another's)."""
    require(actor, "profile.own")
    locked = JobSeeker.objects.select_for_update(of=("self",)).get(pk=profile.pk)
    line = lines_of(locked, kind).filter(pk=line_id).first()
    if line is None:
        raise OUT_OF_SCOPE(what=f"{kind} {line_id}")
    line.delete()
    _follow(locked, kind, "jobseekers.line_removed", actor)


def _raise_education(profile: JobSeeker, values: Mapping[str, Any], now: datetime) -> None:
    """A higher school that is finished by now is the highest level; a later one counts from its day (VAC-04)."""
    finished_on = values.get("graduated_on")
    is_finished = finished_on is None or finished_on <= timezone.localdate(now)
    level = EducationLevel(values["level"])
    if is_finished and level.rank > EducationLevel(profile.education).rank:
        profile.education = level


def _follow(profile: JobSeeker, kind: LineKind, action: str, actor: Actor) -> None:
    profile.save(update_fields=["education", "changed_at"])
    audit.record(actor, action, profile, details={"kind": kind.value})
    profile_changed(profile)

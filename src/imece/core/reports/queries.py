from __future__ import annotations

from django.db.models import QuerySet

from imece.core.actor import Actor
from imece.core.models import ReportRun


def report_runs(actor: Actor) -> QuerySet[ReportRun]:
    """The runs an actor may see: his own, and only while acting for the workplace they were made for."""
    if actor.person_id is None:
        return ReportRun.objects.none()
    return ReportRun.objects.filter(person_id=actor.person_id, organisation_id=actor.organisation_id)

"""Who looked at a person, and what was kept of a match: always from the actor's scope."""

from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.core.actor import Actor
from imece.core.models import AuditRecord
from imece.core.scope import key
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.models import MatchExplanation
from imece.employment.selection.models import Candidate

LOOKS = {
    "matching.revealed": _("Saw your name and CV"),
    "selection.profile_seen": _("Opened your CV as that of a candidate"),
}


def looks_at(actor: Actor) -> QuerySet[AuditRecord]:
    """KVK-05: each time somebody saw who the signed-in job seeker is; which clerk it was is not told."""
    own = JobSeeker.objects.filter(person_id=key(actor.person_id)).annotate(text=Cast("pk", CharField()))
    rows = AuditRecord.objects.filter(
        subject_type="jobseekers.jobseeker", subject_id__in=own.values("text"), action__in=LOOKS
    )
    names = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")[:1]
    return rows.exclude(person_id=key(actor.person_id)).annotate(organisation_name=Subquery(names))


def kept_explanation(candidate: Candidate) -> MatchExplanation | None:
    return MatchExplanation.objects.filter(candidate=candidate).first()

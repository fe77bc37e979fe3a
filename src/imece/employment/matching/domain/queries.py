"""Who looked at a person, and what was kept of a match: always from the actor's scope."""

from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery
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
    "selection.objection_seen": _("Opened your objection"),
    "data_rights.request_seen": _("Opened your request about your data"),
    "accounts.person_looked_up": _("Looked your account up by its number"),
}


def looks_at(actor: Actor) -> QuerySet[AuditRecord]:
    """KVK-05: each time a workplace or the institution saw who the signed-in person is; which clerk is not told."""
    profile = JobSeeker.objects.filter(person_id=key(actor.person_id)).annotate(text=Cast("pk", CharField()))
    rows = AuditRecord.objects.filter(
        Q(subject_type="jobseekers.jobseeker", subject_id__in=profile.values("text"))
        | Q(subject_type="accounts.person", subject_id=str(key(actor.person_id))),
        action__in=LOOKS,
    )
    names = Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name")[:1]
    return rows.exclude(person_id=key(actor.person_id)).annotate(organisation_name=Subquery(names))


def kept_explanation(candidate: Candidate) -> MatchExplanation | None:
    return MatchExplanation.objects.filter(candidate=candidate).first()

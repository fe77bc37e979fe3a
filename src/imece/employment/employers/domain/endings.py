"""A natural person who was an employer is forgotten ten years after his last workplace closed (KVK-06)."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from imece.accounts.public import rename_organisation
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models import Employer, Workplace

KEPT: Final = timedelta(days=3653)  # ten years, and not a day less
NOBODY: Final = "—"


@verb
def forget_natural_employers(*, actor: Actor, now: datetime) -> int:
    cutoff = timezone.localdate(now) - KEPT
    own = Workplace.objects.filter(employer=OuterRef("pk"))
    still = own.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=cutoff))
    over = Employer.objects.filter(Exists(own), ~Exists(still), kind=EmployerKind.NATURAL).exclude(
        title=NOBODY
    )
    count = 0
    for employer in over.prefetch_related("workplaces__organisation"):
        for workplace in employer.workplaces.all():
            rename_organisation(
                organisation=workplace.organisation,
                name=NOBODY,
                province=workplace.organisation.province,
                actor=actor,
                permission="employers.edit",
            )
        employer.title, employer.tax_id = NOBODY, f"-{employer.pk}"
        employer.tax_office = employer.mersis_number = employer.kep_address = ""
        employer.save()
        audit.record(actor, "employers.employer_forgotten", employer)
        count += 1
    return count

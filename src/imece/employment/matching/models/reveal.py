from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.employment.jobseekers.models import JobSeeker
from imece.employment.matching.enums import RevealPurpose
from imece.employment.vacancies.models import Vacancy


class Reveal(models.Model):
    """A masked person was looked at by name, for one vacancy and one purpose. The monthly ceiling counts these rows."""

    is_append_only = True
    kept_years = 10

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="reveals")
    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="reveals")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # who looked
    person_id = models.BigIntegerField()  # the user; the person looked at is told the organisation alone
    purpose = models.CharField(_("Purpose"), max_length=20, choices=RevealPurpose)
    note = models.CharField(_("Note"), max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at a person")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "job_seeker", "organisation"],
                name="reveal_once_a_vacancy",
                violation_error_message=_("This person was looked at for this vacancy already."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "-at"], name="reveal_by_organisation"),
            models.Index(fields=["job_seeker", "-at"], name="reveal_by_job_seeker"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} → {self.job_seeker_id}"

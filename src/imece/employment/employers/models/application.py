from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.enums import EmployerKind
from imece.employment.employers.models.employer import Employer


class MembershipApplication(models.Model):
    """Üye Ol of somebody who cannot sign in yet (P1.3): what was typed, kept from page to page on the server.

    The browser holds a random key, we hold its hash. Passwords and secret answers are never in `answers`.
    `employer` is set when it is completed, so that a second press finds the first one's result.
    """

    key_hash = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=EmployerKind)
    terms_version = models.PositiveIntegerField()
    terms_accepted_at = models.DateTimeField()
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name = _("membership application")
        constraints = [
            models.CheckConstraint(
                name="application_completed_with_its_employer",
                condition=models.Q(employer__isnull=True, completed_at__isnull=True)
                | models.Q(employer__isnull=False, completed_at__isnull=False),
                violation_error_message=_("A completed application names its employer."),
            )
        ]
        indexes = [models.Index(fields=["expires_at"], name="application_by_expiry")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def file_number(self) -> str:
        """Under which the identity register is asked (KVK: purpose and file)."""
        return f"UYE-{self.started_at:%Y}-{self.pk:07d}"

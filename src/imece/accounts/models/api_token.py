from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models.organisation import Organisation
from imece.accounts.models.person import Person


class ApiToken(models.Model):
    """A key of an employer's own program: some single rights of one organisation, until a day (P3.10).

    It acts in its maker's name and ends with his right to act. Only a keyed fingerprint of the secret is kept.
    """

    is_watched = True

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="api_tokens")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name of the program"), max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)
    last_letters = models.CharField(max_length=4)  # to tell tokens apart on the page
    grants = ArrayField(models.CharField(max_length=30), verbose_name=_("Rights"))
    is_staging = models.BooleanField(_("For trying out"), default=False)
    valid_until = models.DateField(_("Valid until"))
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # to the hour

    class Meta:
        verbose_name = _("API token")
        indexes = [models.Index(fields=["organisation", "-made_at"], name="api_token_by_organisation")]

    def __str__(self) -> str:
        return f"{self.name} (…{self.last_letters})"

    def is_valid_on(self, day: date) -> bool:
        return self.revoked_at is None and day <= self.valid_until

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models.organisation import Organisation
from imece.accounts.models.person import Person


class Membership(models.Model):
    """The right of one person to act for one organisation (P1.7, EMP-11…13).

    A manager may do everything and define others; the rest have single rights. After `closes_on` he may do nothing
    here (that day itself is still allowed); `locked_at` blocks at once. The founding manager's roles never change.
    """

    is_watched = True

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    is_founding_manager = models.BooleanField(default=False)
    is_manager = models.BooleanField(_("Manager"), default=False)
    grants = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    closes_on = models.DateField(_("Account closing date"), null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                name="membership_once_per_organisation",
                violation_error_message=_("This person is already authorised for this workplace."),
            ),
            models.CheckConstraint(
                name="membership_founding_manager_is_manager",
                condition=models.Q(is_founding_manager=False) | models.Q(is_manager=True),
                violation_error_message=_("The founding manager is always a manager."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.organisation}"

    def is_effective_on(self, day: date) -> bool:
        """T-VAC-20: the closing day itself is still allowed."""
        return self.locked_at is None and (self.closes_on is None or day <= self.closes_on)

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.models import Institution


class Embargo(models.Model):
    """Lawful delay (X5.5): one institution's questions about one person appear on his page only after `hidden_until`.

    The person stands as a keyed fingerprint. Lifted by itself after the day, or before by staff; then all appears.
    """

    is_watched = True
    kept_years, dated_by = 5, "hidden_until"

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="embargoes")
    subject_key = models.CharField(max_length=64)
    asked_from = models.DateField(_("Questions from"))
    asked_until = models.DateField(_("Questions until"))  # inclusive
    hidden_until = models.DateField(_("Hidden until"))  # inclusive
    legal_ground = models.CharField(_("Legal ground"), max_length=250)
    decision_number = models.CharField(_("Number of the decision"), max_length=60)
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("lawful delay")
        constraints = [
            models.CheckConstraint(
                name="embargo_period_forwards", condition=Q(asked_until__gte=F("asked_from"))
            ),
        ]
        indexes = [models.Index(fields=["subject_key"], name="embargo_by_subject")]

    def __str__(self) -> str:
        return self.decision_number


class WatchedPerson(models.Model):
    """**İzleme listesi** (X5.5): somebody about whom each question is looked at. Only his keyed fingerprint is kept."""

    is_watched = True

    subject_key = models.CharField(max_length=64, unique=True)
    reason = models.CharField(_("Reason"), max_length=250)
    added_at = models.DateTimeField(_("Since"))
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("watched person")

    def __str__(self) -> str:
        return self.subject_key[:8]

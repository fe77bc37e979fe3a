from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.enums import SuspendedBy
from imece.exchange.agreements.models.agreement import Agreement
from imece.exchange.agreements.models.grant import Grant


class Suspension(models.Model):
    """**Askıya alma** of an agreement, or of one grant of it: access stops at once, until mended (PRO-22, X2.2)."""

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="suspensions")
    grant = models.ForeignKey(
        Grant, on_delete=models.PROTECT, null=True, blank=True, related_name="suspensions"
    )
    by = models.CharField(max_length=10, choices=SuspendedBy)
    reason = models.TextField()
    suspended_at = models.DateTimeField()
    mended_at = models.DateTimeField(null=True, blank=True)  # the other party says the breach is mended
    mended_text = models.TextField(blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("suspension")
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "grant", "by"],
                condition=Q(lifted_at__isnull=True),
                nulls_distinct=False,
                name="suspension_once_a_side",
                violation_error_message=_("This side has suspended already."),
            )
        ]

from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.exchange.billing.models.statement import Statement


class Reconciliation(models.Model):
    """**Mutabakat** (KPS-22): an institution's own counts of a month beside a statement's. Never changed."""

    is_append_only = True
    kept_years, dated_by, forgets = 10, "made_at", ("made_by_id", "file_name")

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="reconciliations")
    file_name = models.CharField(_("File"), max_length=200)
    our_count = models.BigIntegerField(_("Our count"))
    their_count = models.BigIntegerField(_("The institution's count"))
    differing_count = models.IntegerField(_("Lines that differ"))
    made_at = models.DateTimeField(_("Compared"))
    made_by_id = models.BigIntegerField(null=True)  # person

    class Meta:
        verbose_name = _("reconciliation")
        indexes = [models.Index(fields=["statement", "-made_at"], name="reconciliation_newest")]


class ReconciliationLine(models.Model):
    """One service on one day: the answered questions (found or not) as each side counted them."""

    is_append_only = True

    reconciliation = models.ForeignKey(Reconciliation, on_delete=models.PROTECT, related_name="lines")
    day = models.DateField(_("Day"))
    service = models.CharField(_("Service"), max_length=80)
    version = models.PositiveSmallIntegerField(_("Version"))
    our_count = models.BigIntegerField(_("Our count"))
    their_count = models.BigIntegerField(_("The institution's count"))

    class Meta:
        verbose_name = _("line of a reconciliation")
        ordering = ["day", "service", "version"]

    @property
    def difference(self) -> int:
        return self.their_count - self.our_count

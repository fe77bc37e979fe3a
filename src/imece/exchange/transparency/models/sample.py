from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.models import Institution
from imece.exchange.transparency.enums import SampleState, Verdict


class JustificationSample(models.Model):
    """**Gerekçelendirme örneği** (PRO-06): questions drawn by lot that an institution justifies one by one by a day."""

    is_watched = True
    kept_years, dated_by = 5, ("drawn_at", "handed_in_at")

    institution = models.ForeignKey(
        Institution, on_delete=models.PROTECT, related_name="justification_samples"
    )
    first_on = models.DateField(_("From"))
    last_on = models.DateField(_("Until"))
    note = models.TextField(_("Why this sample was drawn"), max_length=1000, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=SampleState, default=SampleState.OPEN)
    drawn_at = models.DateTimeField(_("Drawn"))
    due_on = models.DateField(_("Answer due on"))
    handed_in_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("The auditor's reason"), blank=True)

    class Meta:
        verbose_name = _("justification sample")
        constraints = [
            models.CheckConstraint(name="sample_period_forwards", condition=Q(last_on__gte=F("first_on")))
        ]
        indexes = [models.Index(fields=["institution", "-drawn_at"], name="sample_by_institution")]

    def __str__(self) -> str:
        return f"{self.institution} · {self.drawn_at:%d.%m.%Y}"


class JustificationItem(models.Model):
    """One drawn question (a row of the ledger) with the institution's words and the auditor's verdict."""

    is_watched = True
    kept_years, dated_by = 5, ("sample__drawn_at", "sample__handed_in_at")

    sample = models.ForeignKey(JustificationSample, on_delete=models.PROTECT, related_name="items")
    shard = models.SmallIntegerField()
    sequence = models.BigIntegerField()
    institution_sequence = models.BigIntegerField(_("The institution's own number"))
    asked_at = models.DateTimeField(_("Asked"))
    answer = models.TextField(_("Justification"), max_length=2000, blank=True)
    verdict = models.CharField(_("Verdict"), max_length=10, choices=Verdict, blank=True)

    class Meta:
        verbose_name = _("question to justify")
        ordering = ["institution_sequence"]
        constraints = [
            models.UniqueConstraint(fields=["sample", "shard", "sequence"], name="sample_item_once")
        ]

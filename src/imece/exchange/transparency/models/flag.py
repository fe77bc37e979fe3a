from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.models import Institution
from imece.exchange.transparency.enums import FlagState, UsageRuleName


class UsageFlag(models.Model):
    """**İşaret**: one institution's unusual use on one day by one rule (X5.5), to be explained, then judged.

    `key` is the month's key of the person or user it is about (hex), empty for the institution as a whole; `places`
    names some of the rows ([shard, sequence]). `parameters` are the thresholds of the day (GEN-02).
    """

    is_watched = True
    kept_years, dated_by = 5, "decided_at"

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="usage_flags")
    rule = models.CharField(_("What is unusual"), max_length=20, choices=UsageRuleName)
    day = models.DateField(_("Day"))
    key = models.CharField(max_length=64, blank=True)
    count = models.BigIntegerField(_("Count"))
    threshold = models.BigIntegerField(_("Threshold"))
    places = models.JSONField(default=list)
    parameters = models.JSONField(default=list)
    state = models.CharField(_("State"), max_length=12, choices=FlagState, default=FlagState.OPEN)
    opened_at = models.DateTimeField()
    explanation = models.TextField(_("The institution's explanation"), blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField(_("The auditor's reason"), blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("flag of unusual use")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "rule", "day", "key"], name="usage_flag_once_a_day"
            )
        ]
        indexes = [
            models.Index(fields=["state", "-day"], name="usage_flag_by_state"),
            models.Index(fields=["institution", "-day"], name="usage_flag_by_institution"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()} · {self.day:%d.%m.%Y}"

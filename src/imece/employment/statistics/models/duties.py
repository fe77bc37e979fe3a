"""The employer's duties in numbers (P15.1): workforce from the monthly tables, tables owed, quotas not met."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.statistics.models.figures import Figure


class WorkforceFigure(Figure):
    """Workers at a month's end by the saved tables; `table_count` says how many tables they come from."""

    month = models.DateField()
    worker_count = models.PositiveIntegerField()
    table_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("figure of the workforce")
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "month", "province"], nulls_distinct=False, name="workforce_figure_once"
            )
        ]
        indexes = [models.Index(fields=["month", "province"], name="workforce_figure_by_month")]


class DutyFigure(models.Model):
    """One province's month: tables owed (AIC-01) and filed; people missing from quotas and the fine (QUO-16, TRY)."""

    month = models.DateField()
    province = models.ForeignKey(
        "reference.Province", on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    owed_count = models.PositiveIntegerField()
    filed_count = models.PositiveIntegerField()
    gap_count = models.PositiveIntegerField()
    missing_count = models.PositiveIntegerField()
    fine_amount = models.DecimalField(max_digits=16, decimal_places=2)

    class Meta:
        verbose_name = _("figure of duties")
        constraints = [models.UniqueConstraint(fields=["month", "province"], name="duty_figure_once")]


class QuotaGap(models.Model):
    """A workplace that lacks people of the protected groups at a month's end, with the fine estimated (QUO-16, TRY)."""

    month = models.DateField()
    workplace = models.ForeignKey(
        "employers.Workplace", on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    missing_count = models.PositiveIntegerField()
    fine_amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = _("quota gap of a workplace")
        constraints = [models.UniqueConstraint(fields=["month", "workplace"], name="quota_gap_once")]
        indexes = [models.Index(fields=["month", "-missing_count"], name="quota_gap_by_month")]

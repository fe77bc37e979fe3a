from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.models.agreement import Agreement
from imece.exchange.parties.models import Institution


class Purpose(models.Model):
    """Why a person may be asked about: the words a citizen reads, and the article behind them (PRO-03)."""

    is_watched = True

    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)  # Turkish, read by the citizen
    title_en = models.CharField(max_length=200)
    legal_ground = models.CharField(max_length=250)
    needs_file = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("purpose")

    def __str__(self) -> str:
        return self.code


class Grant(models.Model):
    """The right to ask one version of one service for named fields and one purpose, under an agreement (PRO-02).

    Temporal keys of the database (see the migration): the same right never twice on one day, and never on a day
    without a term of its agreement (`AgreementTerm`).
    """

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="grants")
    consumer = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="grants")
    service = models.CharField(max_length=80)  # name in the catalogue
    version = models.PositiveSmallIntegerField()
    fields = ArrayField(models.CharField(max_length=60))
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="grants")
    rate_per_second = models.PositiveIntegerField(default=20)
    burst = models.PositiveIntegerField(default=40)  # this many at once before the rate counts
    daily_cap = models.PositiveIntegerField(null=True, blank=True)  # None: no ceiling was agreed
    valid = DateRangeField()  # [from, to)

    class Meta:
        verbose_name = _("grant")
        constraints = [
            models.CheckConstraint(name="grant_has_fields", condition=Q(fields__len__gt=0)),
            models.CheckConstraint(
                name="grant_rate_is_positive", condition=Q(rate_per_second__gt=0, burst__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} v{self.version}"

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.billing.enums import FreeReason
from imece.exchange.parties.models import Institution


class Statement(models.Model):
    """**Tahakkuk**: what one institution asked in one month and what it owes for it (X6.1). Never changed.

    Reckoned from sealed rows alone: `log_heads` names the checkpoint of each shard up to which was counted. A
    correction is a further version with its reason. `parameters` are the rows it rests on (GEN-02).
    """

    is_append_only = True
    kept_years, dated_by, forgets = 10, "issued_at", ("issued_by_id",)

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="statements")
    month = models.DateField(_("Month"))  # its first day; days are those of Türkiye
    version = models.PositiveSmallIntegerField(_("Version"))
    number = models.CharField(_("Number of the statement"), max_length=40, unique=True)
    free_reason = models.CharField(max_length=20, choices=FreeReason, blank=True)
    query_count = models.BigIntegerField(_("Queries"))
    charged_count = models.BigIntegerField(_("Charged"))
    amount = models.DecimalField(_("Amount"), max_digits=16, decimal_places=2)  # TRY
    log_heads = models.JSONField()  # [{"log": shard, "size": rows, "root": hex}]
    parameters = models.JSONField(default=list)
    reason = models.TextField(_("Reason of the correction"), blank=True)
    issued_at = models.DateTimeField(_("Issued"))
    issued_by_id = models.BigIntegerField(null=True, blank=True)  # person; none: by the clock

    class Meta:
        verbose_name = _("statement")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "month", "version"], name="statement_version_once"
            ),
            models.CheckConstraint(name="statement_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="statement_correction_has_a_reason", condition=Q(version=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="statement_free_owes_nothing", condition=Q(free_reason="") | Q(amount=0)
            ),
        ]
        indexes = [models.Index(fields=["-month", "institution"], name="statement_by_month")]

    def __str__(self) -> str:
        return self.number


class StatementLine(models.Model):
    """One service over the days of one price. `amount` has four places: rounded is the sum alone."""

    is_append_only = True

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    service_id = models.IntegerField()  # number in the catalogue, as in the ledger
    service = models.CharField(_("Service"), max_length=80)
    version = models.PositiveSmallIntegerField()
    tariff = models.SmallIntegerField(_("Class of price"))
    first_on = models.DateField(_("From"))
    last_on = models.DateField(_("Until"))  # inclusive
    price = models.DecimalField(_("Price per query"), max_digits=10, decimal_places=4)
    found_count = models.BigIntegerField(_("Found"), default=0)
    not_found_count = models.BigIntegerField(_("Not found"), default=0)
    repeated_count = models.BigIntegerField(_("Repeated"), default=0)
    refused_count = models.BigIntegerField(_("Refused"), default=0)
    failed_count = models.BigIntegerField(_("Failed"), default=0)
    charged_count = models.BigIntegerField(_("Charged"), default=0)
    amount = models.DecimalField(_("Amount"), max_digits=18, decimal_places=4)

    class Meta:
        verbose_name = _("line of a statement")
        ordering = ["service", "version", "first_on", "tariff"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "service_id", "tariff", "first_on"], name="statement_line_once"
            ),
            models.CheckConstraint(
                name="statement_line_days_forwards", condition=Q(last_on__gte=F("first_on"))
            ),
            models.CheckConstraint(
                name="statement_line_amount_is_count_by_price",
                condition=Q(amount=F("charged_count") * F("price")),
            ),
        ]

    @property
    def query_count(self) -> int:
        counts = (self.found_count, self.not_found_count, self.repeated_count, self.refused_count)
        return sum(counts) + self.failed_count

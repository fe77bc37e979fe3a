from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class LegalHold(models.Model):
    """**Saklama tedbiri**: months that no plan may destroy or take off line while a court or inspection needs them."""

    is_watched = True

    from_month = models.DateField()
    until_month = models.DateField()  # inclusive; both are first days
    reason = models.CharField(max_length=300)
    file = models.CharField(max_length=80)  # the letter that asks for it
    placed_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lift_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("legal hold")
        constraints = [
            models.CheckConstraint(
                name="legal_hold_runs_forwards", condition=Q(until_month__gte=F("from_month"))
            )
        ]


class ArchiveFile(models.Model):
    """**Arşiv dosyası**: a month's rows as one file, with what it must hold to be taken back."""

    is_append_only = True

    month = models.DateField(unique=True)
    name = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    byte_count = models.BigIntegerField()
    row_count = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("archive file")


class Destruction(models.Model):
    """**İmha tutanağı** (KVK-06): that a month's key is gone, what it opened, by which rule. Kept for three years."""

    is_append_only = True

    month = models.DateField(unique=True)
    row_count = models.BigIntegerField()
    logs = models.JSONField()  # [{log, first, last, size, root}]: the rows stay and the tree verifies
    retention_years = models.PositiveSmallIntegerField()
    actor_name = models.CharField(max_length=200)
    destroyed_at = models.DateTimeField()
    kept_until = models.DateField()  # this record itself

    class Meta:
        verbose_name = _("record of destruction")


class Act(models.Model):
    """An administrator's act (X5.2): the place of an audit record in the sealed log `acts`."""

    is_append_only = True

    sequence = models.BigIntegerField(primary_key=True)
    audit_id = models.BigIntegerField(unique=True)
    leaf = models.BinaryField()

    class Meta:
        verbose_name = _("sealed act")


class DailyStatement(models.Model):
    """**Günlük beyan**: what the ledger holds of an institution's day, signed, to be compared with its own log."""

    is_append_only = True

    institution_id = models.IntegerField()
    day = models.DateField()
    first_number = models.BigIntegerField()
    last_number = models.BigIntegerField()
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("daily statement")
        constraints = [
            models.UniqueConstraint(fields=["institution_id", "day"], name="daily_statement_once_a_day")
        ]

from django.db import models
from django.utils.translation import gettext_lazy as _


class LedgerEntry(models.Model):
    """**İz kaydı** (X5.1, PRO-13, KPS-07): one question, granted or refused, as written before its answer left.

    The table is partitioned by month of `asked_at` and made by the migration (Django has no words for that). Ids of
    other rooms are plain numbers: the row outlives what they name. `format.py` says what `leaf` commits to.
    """

    is_append_only = True

    pk = models.CompositePrimaryKey("asked_at", "shard", "sequence")
    shard = models.SmallIntegerField()
    sequence = models.BigIntegerField()  # contiguous within the shard, from 0
    institution_id = models.IntegerField()  # 0: nobody we know
    institution_sequence = models.BigIntegerField()  # contiguous for the institution, from 1
    asked_at = models.DateTimeField()
    request_id = models.UUIDField()
    service_id = models.IntegerField()
    agreement_id = models.IntegerField()
    grant_id = models.IntegerField()
    credential_id = models.IntegerField()
    unit_id = models.IntegerField()
    purpose_id = models.IntegerField()
    fields = models.BigIntegerField()  # bit mask
    tariff = models.SmallIntegerField()
    folded = models.IntegerField()
    subject_key = models.BinaryField()
    user_key = models.BinaryField(default=b"")
    address = models.BinaryField()
    sealed = models.BinaryField()  # subject, end user and file under the month's key
    outcome = models.SmallIntegerField()  # `Outcome`
    duration_us = models.IntegerField()
    leaf = models.BinaryField()

    class Meta:
        managed = False
        db_table = "ledger_entry"
        verbose_name = _("ledger entry")

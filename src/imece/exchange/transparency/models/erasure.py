from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person


class ErasureRequest(models.Model):
    """**Silme talebi** for one line of the trail, and what the person was told at once (KVK-06). Never changed.

    Nothing is erased by it: the law keeps the row until `kept_until`; then the key of its month is destroyed by plan.
    """

    is_append_only = True
    kept_years, dated_by = 5, "requested_at"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    shard = models.SmallIntegerField()
    sequence = models.BigIntegerField()
    asked_at = models.DateTimeField(_("Asked"))  # when the institution asked
    requested_at = models.DateTimeField(_("Erasure asked for"))
    kept_until = models.DateField(_("Kept until"))

    class Meta:
        verbose_name = _("request for erasure")
        constraints = [
            models.UniqueConstraint(fields=["person", "shard", "sequence"], name="erasure_request_once_a_row")
        ]

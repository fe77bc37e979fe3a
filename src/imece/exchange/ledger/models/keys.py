from django.db import models


class MonthKey(models.Model):
    """One month's data key, wrapped by the installation's ledger key. Destroyed by plan, with a record (KVK-06)."""

    month = models.DateField(primary_key=True)  # its first day
    wrapped = models.BinaryField()  # empty once destroyed
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

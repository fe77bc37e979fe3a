from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.exchange.catalogue.enums import ServiceState


class ServiceVersion(models.Model):
    """A service as it was opened: its number in the ledger, and the order of its fields, for ever.

    The definition itself is code (`contract.Service`, in the owner's `services.py`); `open_services` writes the row.
    """

    is_watched = True

    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=20)
    fields = ArrayField(models.CharField(max_length=60))
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.PUBLISHED)
    opened_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)  # announced beforehand

    class Meta:
        verbose_name = _("service version")
        constraints = [models.UniqueConstraint(fields=["name", "version"], name="service_version_once")]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

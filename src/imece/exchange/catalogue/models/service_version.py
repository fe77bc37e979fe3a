from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.catalogue.enums import ServiceState


class ServiceVersion(models.Model):
    """A service as it was opened: its number in the ledger, and the order of its fields, for ever.

    The definition itself is code (`contract.Service`, in the owner's `services.py`); `open_services` writes the row
    and `definition`, its plain form without SQL, which the gateway reads: so a new service needs no restart there.
    A change raises the generation of access (see the migration).
    """

    is_watched = True

    name = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=20)
    fields = ArrayField(models.CharField(max_length=60))
    definition = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ServiceState, default=ServiceState.PUBLISHED)
    opened_at = models.DateTimeField()
    deprecated_at = models.DateTimeField(null=True, blank=True)  # when its end was announced (RFC 9745)
    withdrawn_on = models.DateField(null=True, blank=True)  # its last day is the day before (RFC 8594)
    notice = models.TextField(blank=True)  # why, and what to use instead

    class Meta:
        verbose_name = _("service version")
        constraints = [
            models.UniqueConstraint(fields=["name", "version"], name="service_version_once"),
            models.CheckConstraint(
                name="service_version_end_is_announced",
                condition=Q(state=ServiceState.PUBLISHED)
                | Q(deprecated_at__isnull=False, withdrawn_on__isnull=False),
                violation_error_message=_("A version ends on an announced day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} v{self.version}"

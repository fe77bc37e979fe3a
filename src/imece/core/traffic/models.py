from django.db import models
from django.utils.translation import gettext_lazy as _


class TrafficDay(models.Model):
    """A closed day of the traffic log (KVK-12): what its file held, in a chain. The file goes, this stays."""

    is_append_only = True

    day = models.DateField(_("day (UTC)"), unique=True)
    line_count = models.PositiveBigIntegerField(_("lines"))
    sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)  # the chain of the day closed before it
    chain = models.CharField(max_length=64)
    stamp = models.BinaryField(null=True)  # RFC 3161 over `chain`, and so over every day before it
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("closed day of the traffic log")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"

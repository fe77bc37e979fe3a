from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class ServiceProbe(models.Model):
    """One look at the road, each minute: did the gateway answer, and which services did it call down. Never changed."""

    is_append_only = True

    at = models.DateTimeField(primary_key=True)
    is_up = models.BooleanField()
    down = ArrayField(
        models.CharField(max_length=90), default=list
    )  # name and version, when the road itself is up
    duration_us = models.PositiveIntegerField()
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("probe of the road")


class UptimeMonth(models.Model):
    """Looks of one month at one service, counted as they come. `service` is empty for the road itself."""

    service = models.CharField(max_length=90, blank=True)
    month = models.DateField()  # its first day, on the clocks of Türkiye
    probe_count = models.PositiveIntegerField(default=0)
    up_count = models.PositiveIntegerField(default=0)
    planned_count = models.PositiveIntegerField(
        default=0
    )  # of those that were down: within an announced window

    class Meta:
        verbose_name = _("uptime of a month")
        constraints = [
            models.UniqueConstraint(fields=["service", "month"], name="uptime_month_once"),
            models.CheckConstraint(
                name="uptime_month_adds_up",
                condition=models.Q(probe_count__gte=models.F("up_count") + models.F("planned_count")),
            ),
        ]


class StatusSubscription(models.Model):
    """An address that is told of interruptions once it was confirmed; one press ends it (RFC 8058)."""

    is_watched = True

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=2, default="tr")
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("subscription to the status page")

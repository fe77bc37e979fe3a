from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.core.models.parameter import DateRange
from imece.reference.enums import HazardClass


class NaceActivityRows(models.QuerySet["NaceActivity"]):
    def valid_on(self, day: date) -> "NaceActivityRows":
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day)


class NaceActivity(models.Model):
    """A line of the İşyeri Tehlike Sınıfları Listesi for a span of days (ID-27); a code reclassified gets a new one."""

    is_watched = True

    code = models.CharField(max_length=8, verbose_name=_("NACE code"))
    definition = models.TextField(verbose_name=_("activity"))
    hazard_class = models.CharField(max_length=20, choices=HazardClass, verbose_name=_("hazard class"))
    valid_from = models.DateField(verbose_name=_("valid from"))
    valid_to = models.DateField(null=True, blank=True, verbose_name=_("last valid day"))

    objects = NaceActivityRows.as_manager()

    class Meta:
        verbose_name = _("NACE activity")
        ordering = ["code", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}$"),
                name="nace_activity_code_has_its_form",
                violation_error_message=_("A NACE code has the form NN.NN.NN, for example 01.11.07."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="nace_activity_ends_after_it_begins",
                violation_error_message=_("The last valid day may not be before the first."),
            ),
            ExclusionConstraint(
                name="nace_activity_has_one_class_a_day",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another line of this code holds on some of these days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.definition}"


class HazardList(models.Model):
    """One import that changed the list: which file, in force from when, by whom, and how much it changed."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id", "actor_name")

    valid_from = models.DateField(verbose_name=_("valid from"))
    at = models.DateTimeField(auto_now_add=True)
    source_name = models.CharField(max_length=200, verbose_name=_("file"))
    sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("list of hazard classes")
        ordering = ["-valid_from", "-id"]

    def __str__(self) -> str:
        return f"{self.valid_from:%d.%m.%Y}: {self.source_name}"

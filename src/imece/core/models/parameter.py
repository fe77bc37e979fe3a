from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _


class DateRange(Func):
    function = "DATERANGE"
    output_field = DateRangeField()


class Parameter(models.Model):
    """One number the law sets, for one span of days (GEN-01). `valid_to` is the last day it holds, or open."""

    name = models.CharField(max_length=80)
    value = models.JSONField(encoder=DjangoJSONEncoder)
    unit = models.CharField(max_length=20, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    confidence = models.CharField(max_length=10, default="sure")  # sure | likely | check

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="parameter_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day may not be before the first."),
            ),
            ExclusionConstraint(
                name="parameter_has_one_value_a_day",
                expressions=[
                    ("name", RangeOperators.EQUAL),
                    (
                        DateRange("valid_from", "valid_to", RangeBoundary(inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_("Another row of this parameter holds on some of these days."),
            ),
        ]


class ParameterChange(models.Model):
    """Who changed which row, from what to what, and why: decisions of the past stay explainable (GEN-02)."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id", "actor_name")

    parameter_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)
    person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["name", "-at"], name="parameter_change_by_name")]

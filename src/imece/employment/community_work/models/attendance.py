from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.community_work.enums import Attendance
from imece.employment.community_work.models.programme import Participant, Programme


class AttendanceMark(models.Model):
    """A day that was not worked, with its **devam türü** (TYP-08). A removed mark stays as a row (TYP-11)."""

    is_watched = True
    kept_years, dated_by = 10, "participant__programme__ends_on"

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="marks")
    day = models.DateField(_("Day"))
    kind = models.CharField(_("Kind of attendance"), max_length=1, choices=Attendance)
    entered_at = models.DateTimeField()
    entry_reason = models.CharField(max_length=500, blank=True)  # given when the month was approved already
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("attendance mark")
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "day"],
                condition=Q(removed_at__isnull=True),
                name="attendance_one_kind_a_day",
                violation_error_message=_("The day is marked already (TYP-09)."),
            )
        ]


class MonthApproval(models.Model):
    """A month closed by the unit's approval of the chart (TYP-11). `month` is its first day."""

    is_watched = True

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="approvals")
    month = models.DateField()
    approved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("approved month of a programme")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month"],
                name="programme_month_approved_once",
                violation_error_message=_("The month is approved already."),
            ),
            models.CheckConstraint(name="approved_month_begins_on_the_first", condition=Q(month__day=1)),
        ]

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.models import Workplace
from imece.employment.workforce.enums import Group, NeedNextMonth


def _block() -> ArrayField:
    """Twelve whole numbers: the rows R1–R6 of the form, men then women in each (`domain.grid.CELLS`)."""
    return ArrayField(models.PositiveIntegerField(), size=12)


class WorkforceTable(models.Model):
    """**Aylık İşgücü Çizelgesi** of a head office and its branches in one province, for one month (AIC-03).

    `month` is its first day. The ends are kept beside what they follow from, and the database checks each one (see the
    migration): B1 and B2 hold whoever writes. Only the last table of a workplace changes (AIC-11).
    """

    is_watched = True

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="workforce_tables")
    month = models.DateField()
    previous = _block()
    hired = _block()
    left = _block()
    ends = _block()
    part_time_hours = models.PositiveIntegerField(_("Monthly hours of all part-time workers"), default=0)
    underground_men = models.PositiveIntegerField(_("Underground and underwater, men"), default=0)
    underground_women = models.PositiveIntegerField(_("Underground and underwater, women"), default=0)
    wants_joint_course = models.BooleanField(_("Joint occupational course wanted"), default=False)
    wants_in_company_training = models.BooleanField(_("In-company training wanted"), default=False)
    need_next_month = models.CharField(
        _("Need of workers next month"), max_length=10, choices=NeedNextMonth, default=NeedNextMonth.UNCHANGED
    )
    needs_apprentices = models.BooleanField(_("Apprentices needed next month"), default=False)
    quota_preference = models.CharField(_("Preference about compulsory hiring"), max_length=200, blank=True)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("workforce table")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "month"],
                name="workforce_table_once_a_month",
                violation_error_message=_("The table of this month exists already."),
            ),
            models.CheckConstraint(
                name="workforce_table_month_begins_on_the_first", condition=Q(month__day=1)
            ),
        ]
        indexes = [models.Index(fields=["month", "workplace"], name="workforce_table_by_month")]

    def __str__(self) -> str:
        return f"{self.month:%m.%Y}"


class QuotaCount(models.Model):
    """One group's quota of the month, as the month's law gave it when the table was saved (QUO-18).

    The exchange answers from it; the page **Kontenjan Durumu** reckons anew with every step. `is_due`: from the
    threshold on (QUO-01).
    """

    is_watched = True

    table = models.ForeignKey(WorkforceTable, on_delete=models.CASCADE, related_name="quota_counts")
    group = models.CharField(max_length=16, choices=Group)
    is_due = models.BooleanField()
    base_count = models.PositiveIntegerField()
    required_count = models.PositiveIntegerField()
    employed_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("quota of a month and group")
        constraints = [models.UniqueConstraint(fields=["table", "group"], name="quota_count_once_a_group")]

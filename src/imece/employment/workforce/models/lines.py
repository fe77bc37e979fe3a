from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.workforce.enums import Direction, DismissalKind, ExemptionKind, Row, Sex
from imece.employment.workforce.models.table import WorkforceTable
from imece.reference.models import Occupation


class StaffChange(models.Model):
    """One person hired or left in the month (**Çizelge Detayları**, P8.4).

    The rows of ex-convicts, the disabled and those affected by terror are special-category data (KVK-03): who may see
    the lines sees them by a permission of their own, and exports leave the row out.
    """

    is_watched = True
    kept_years, dated_by = 10, "on"

    table = models.ForeignKey(WorkforceTable, on_delete=models.CASCADE, related_name="changes")
    place = models.PositiveIntegerField()  # SIRA, from 1
    direction = models.CharField(max_length=5, choices=Direction)
    national_id = models.CharField(_("T.C. identity number"), max_length=11)
    given_names = models.CharField(_("Given names"), max_length=100)
    surname = models.CharField(_("Surname"), max_length=100, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    row = models.CharField(_("Group"), max_length=16, choices=Row)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("Hired or left on"))
    reason_code = models.CharField(_("How hired or why left"), max_length=10, blank=True)
    dismissal = models.CharField(_("Kind of dismissal"), max_length=10, choices=DismissalKind, blank=True)
    is_internal = models.BooleanField(_("Moved between rows"), default=False)  # B10: no turnover

    class Meta:
        verbose_name = _("staff change")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "national_id", "direction"],
                condition=Q(is_internal=False),
                name="staff_change_once_a_direction",
                violation_error_message=_("This person stands in the list already (AIC-31)."),
            ),
            models.CheckConstraint(
                name="staff_change_dismissal_of_who_left",
                condition=Q(dismissal="") | Q(direction=Direction.LEFT),
            ),
        ]
        indexes = [models.Index(fields=["table", "place"], name="staff_change_in_order")]


class OccupationCount(models.Model):
    """Headcount by occupation at the month's end (**Mesleklere Göre Dağılım**, P8.5)."""

    is_watched = True

    table = models.ForeignKey(WorkforceTable, on_delete=models.CASCADE, related_name="occupation_counts")
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("headcount of an occupation")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "occupation"],
                name="occupation_count_once",
                violation_error_message=_("The occupation stands in the list already."),
            ),
            models.CheckConstraint(name="occupation_count_is_no_zero", condition=Q(count__gt=0)),
        ]


class Exemption(models.Model):
    """Workers left out of the quota's base, with the reason (**Muafiyet Bilgileri**, P8.6)."""

    is_watched = True

    table = models.ForeignKey(WorkforceTable, on_delete=models.CASCADE, related_name="exemptions")
    kind = models.CharField(max_length=16, choices=ExemptionKind)
    count = models.PositiveIntegerField()
    reason = models.CharField(_("Reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("exemption")
        constraints = [
            models.CheckConstraint(
                name="exemption_other_has_a_reason",
                condition=~Q(kind=ExemptionKind.OTHER) | ~Q(reason=""),
                violation_error_message=_("Say why these workers are exempt."),
            ),
        ]


class HardToFill(models.Model):
    """**Karşılanmasında Güçlük Çekilen Meslekler**, in order of priority (AIC-21)."""

    is_watched = True

    table = models.ForeignKey(WorkforceTable, on_delete=models.CASCADE, related_name="hard_to_fill")
    place = models.PositiveSmallIntegerField()
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("occupation hard to fill")
        constraints = [models.UniqueConstraint(fields=["table", "occupation"], name="hard_to_fill_once")]

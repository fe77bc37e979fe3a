from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.core.models import AttachedPaper
from imece.employment.dismissals.enums import Ground
from imece.employment.employers.models import Workplace


class DismissalNotice(models.Model):
    """**Toplu İşten Çıkarma** bildirimi (P10.1): what an employer tells İŞKUR, and when.

    `notified_on` is the day of the first saving and never moves (COL-10): the 30 days and the month of corrections
    are counted from it. Men and women are summed from the lines.
    """

    is_watched = True

    number = models.CharField(max_length=20, unique=True)
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="dismissal_notices")
    notified_on = models.DateField(_("Notified on"))
    dismissal_on = models.DateField(_("Dismissal date"))
    last_dismissal_on = models.DateField(_("Last dismissal date"))
    ground = models.CharField(_("Ground"), max_length=15, choices=Ground)
    explanation = models.TextField(_("Explanation of the ground"))
    stewards_told_on = models.DateField(_("Shop stewards told on"), null=True, blank=True)
    meeting_record = models.CharField(
        max_length=200, blank=True
    )  # its day and number (COL-06); the paper is attached
    closes_for_good = models.BooleanField(_("The whole workplace closes for good"), default=False)  # COL-08
    posted_on = models.DateField(_("Posted at the workplace on"), null=True, blank=True)  # COL-08
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("notice of collective dismissal")
        constraints = [
            models.CheckConstraint(
                name="dismissal_notice_ends_after_it_begins",
                condition=Q(last_dismissal_on__gte=F("dismissal_on")),
                violation_error_message=_("The last dismissal is not before the first."),
            )
        ]
        indexes = [models.Index(fields=["workplace", "-notified_on"], name="dismissal_by_workplace")]

    def __str__(self) -> str:
        return self.number


class DismissalLine(models.Model):
    """Detay Bilgiler: a workplace, head office or branch, with its workers and who leaves (COL-01, COL-13)."""

    is_watched = True

    notice = models.ForeignKey(DismissalNotice, on_delete=models.CASCADE, related_name="lines")
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    men = models.PositiveIntegerField(_("Men"))
    women = models.PositiveIntegerField(_("Women"))
    worker_count = models.PositiveIntegerField(_("Workers of the workplace"))
    groups = models.CharField(_("Groups: occupation, unit, seniority"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of a dismissal notice")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "workplace"],
                name="dismissal_line_once_a_workplace",
                violation_error_message=_("This workplace stands in the list already."),
            ),
            models.CheckConstraint(
                name="dismissal_line_names_somebody",
                condition=Q(men__gt=0) | Q(women__gt=0),
                violation_error_message=_("Name at least one person, or take the line out."),
            ),
            models.CheckConstraint(
                name="dismissal_line_within_workers",
                condition=Q(worker_count__gte=F("men") + F("women")),
                violation_error_message=_("More people leave than the workplace has."),
            ),
        ]

    @property
    def total(self) -> int:
        return self.men + self.women


class DismissalPaper(AttachedPaper):
    """**Toplantı tutanağı**, the record of the talks with the shop stewards (COL-06, COL-13). A wrong one stays."""

    is_append_only = True
    kept_years, dated_by = 10, "added_at"

    notice = models.ForeignKey(DismissalNotice, on_delete=models.PROTECT, related_name="papers")

    class Meta:
        verbose_name = _("paper of a dismissal notice")

from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.employment.selection.enums import RoundKind


class SelectionRound(models.Model):
    """One choosing of people for so many places. A vacancy, later a course, points to its round.

    The owner keeps `title`, `place_count`, `accepts_until` and `is_open` true; the round knows nothing of vacancies.
    """

    is_watched = True

    kind = models.CharField(max_length=10, choices=RoundKind)
    number = models.CharField(max_length=20)  # the vacancy's or course's, for people
    title = models.CharField(max_length=250)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="selection_rounds")
    province = models.PositiveSmallIntegerField()
    place_count = models.PositiveIntegerField(_("Number of places"))
    accepts_until = models.DateField(_("Last application date"))
    is_open = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # closed or cancelled for good; not merely expired
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("selection round")
        constraints = [
            models.CheckConstraint(
                name="selection_round_has_places",
                condition=models.Q(place_count__gte=1),
                violation_error_message=_("At least one place is needed."),
            ),
            models.UniqueConstraint(fields=["kind", "number"], name="selection_round_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

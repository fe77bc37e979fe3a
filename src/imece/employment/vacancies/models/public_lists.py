"""Lists of a public vacancy, the draw with its paper, and the right of priority (VAC-23 to VAC-26)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.models import Candidate
from imece.employment.vacancies.enums import DropReason, Exclusion, ListKind, ListPart, PriorityLossReason
from imece.employment.vacancies.models.vacancy import Vacancy


class PublicList(models.Model):
    """Who takes part, frozen with its fingerprint before the seed is known; afterwards who was drawn.

    Anybody who has the paper can repeat the draw: `algorithm` names how, `seed` is what the notary drew.
    """

    is_watched = True
    kept_years, dated_by = 10, ("made_at", "drawn_on")
    forgets = ("made_by", "drawn_by", "notary_name", "notary_number")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="public_lists")
    kind = models.CharField(_("List"), max_length=20, choices=ListKind)
    principal_count = models.PositiveIntegerField()  # places, not people: fewer may have applied
    reserve_count = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the participants in order
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    algorithm = models.CharField(max_length=40, blank=True)
    seed = models.CharField(_("Number drawn before the notary"), max_length=60, blank=True)
    drawn_on = models.DateField(_("Date of the draw"), null=True, blank=True)
    drawn_by = models.CharField(_("Who drew"), max_length=150, blank=True)
    notary_name = models.CharField(_("Notary"), max_length=150, blank=True)
    notary_number = models.CharField(_("Number of the notary's record"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("list of a public vacancy")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "kind"],
                name="public_list_once",
                violation_error_message=_("This list has been made already."),
            ),
            models.CheckConstraint(
                name="public_list_draw_has_its_paper",
                condition=Q(drawn_on__isnull=True)
                | (~Q(notary_number="") & ~Q(seed="") & ~Q(notary_name="")),
                violation_error_message=_(
                    "A draw needs its notary, the record's number and the number drawn."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vacancy.number} {self.get_kind_display()}"


class PublicListLine(models.Model):
    """One applicant in a list. `sequence` is his number in the frozen list, `rank` his place in his part."""

    is_watched = True
    kept_years, dated_by = 10, ("public_list__made_at", "public_list__drawn_on", "dropped_on")

    public_list = models.ForeignKey(PublicList, on_delete=models.CASCADE, related_name="lines")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="public_lines")
    sequence = models.PositiveIntegerField(_("Number in the list"))
    part = models.CharField(_("Part"), max_length=12, choices=ListPart, default=ListPart.WAITING)
    rank = models.PositiveIntegerField(_("Rank"), null=True, blank=True)
    points = models.DecimalField(_("Points"), max_digits=6, decimal_places=2, null=True, blank=True)
    document_on = models.DateField(_("Date of the document"), null=True, blank=True)
    exclusion = models.CharField(_("Left out because"), max_length=20, choices=Exclusion, blank=True)

    dropped_on = models.DateField(_("Place lost on"), null=True, blank=True)
    drop_reason = models.CharField(_("Why the place was lost"), max_length=20, choices=DropReason, blank=True)

    class Meta:
        verbose_name = _("line of a public list")
        constraints = [
            models.CheckConstraint(
                name="public_line_dropped_for_a_reason",
                condition=Q(dropped_on__isnull=True, drop_reason="")
                | (Q(dropped_on__isnull=False) & ~Q(drop_reason="")),
                violation_error_message=_("A place that is lost needs its day and its reason."),
            ),
            models.UniqueConstraint(fields=["public_list", "candidate"], name="public_line_once"),
            models.UniqueConstraint(fields=["public_list", "sequence"], name="public_line_sequence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.public_list} {self.sequence}"


class PriorityRight(models.Model):
    """Öncelik hakkı: ordered by the day of its document; lost for the reasons of VAC-26."""

    is_watched = True
    kept_years, dated_by = 10, "lost_on"

    job_seeker = models.OneToOneField(JobSeeker, on_delete=models.PROTECT, related_name="priority_right")
    document_on = models.DateField(_("Date of the document"))
    document_number = models.CharField(_("Number of the document"), max_length=40)
    recorded_at = models.DateTimeField()
    lost_on = models.DateField(_("Lost on"), null=True, blank=True)
    loss_reason = models.CharField(
        _("Why it was lost"), max_length=20, choices=PriorityLossReason, blank=True
    )
    loss_note = models.CharField(_("Explanation"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("right of priority")
        constraints = [
            models.CheckConstraint(
                name="priority_right_lost_for_a_reason",
                condition=Q(lost_on__isnull=True, loss_reason="")
                | (Q(lost_on__isnull=False) & ~Q(loss_reason="")),
                violation_error_message=_("A right that is lost needs its day and its reason."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_seeker} {self.document_on}"

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.employment.community_work.enums import LeaveGround, SelectionMethod
from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.models import JobSeeker
from imece.reference.models import District, Province


class ProgrammeKind(models.Model):
    """**Program türü** (TYP-01): TYP, and what runs beside it. Open: staff name a new kind with its first programme."""

    name = models.CharField(max_length=120, unique=True)

    class Meta:
        verbose_name = _("kind of programme")

    def __str__(self) -> str:
        return self.name


class Programme(models.Model):
    """**Toplum Yararına Program** (TYP) of a public body, the **yüklenici**, which sees its own alone (TYP-07).

    `weekdays` are the days it works on, Monday 0 to Sunday 6. Both ends of its time are inclusive.
    """

    is_watched = True

    number = models.CharField(max_length=20, unique=True)
    kind = models.ForeignKey(
        ProgrammeKind, on_delete=models.PROTECT, related_name="+", verbose_name=_("Kind")
    )
    title = models.CharField(_("Name of the programme"), max_length=200)
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="programmes")
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="+")
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="+", verbose_name=_("District")
    )
    starts_on = models.DateField(_("First day"))
    ends_on = models.DateField(_("Last day"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("Days of work"))
    weekly_hours = models.PositiveSmallIntegerField(_("Hours a week"))
    place_count = models.PositiveIntegerField(_("Places"))
    selection = models.CharField(_("Choosing of participants"), max_length=15, choices=SelectionMethod)
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("community-benefit programme")
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_begins",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day is not before the first."),
            )
        ]
        indexes = [models.Index(fields=["workplace", "-starts_on"], name="programme_by_workplace")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Participant(models.Model):
    """Somebody's time in a programme, from the day of entry to the day of leaving, both inclusive (TYP-09).

    `assessment` keeps the parameter rows by which TYP-02 was asked on entry (GEN-02), not the household's income.
    """

    is_watched = True
    kept_years, dated_by, forgets = 10, "programme__ends_on", ("assessment", "address_key")

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="participants")
    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="programmes")
    entered_on = models.DateField(_("First day of taking part"))
    left_on = models.DateField(_("Last day of taking part"), null=True, blank=True)
    leave_ground = models.CharField(_("Why the person left"), max_length=15, choices=LeaveGround, blank=True)
    assessment = models.JSONField(default=dict)
    address_key = models.CharField(
        max_length=64, blank=True, db_index=True
    )  # keyed: one person an address (TYP-02)
    registered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("participant of a programme")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "job_seeker"],
                condition=Q(left_on__isnull=True),
                name="participant_once_at_a_time",
                violation_error_message=_("The person takes part in the programme already."),
            ),
            models.CheckConstraint(
                name="participant_leaves_after_entry",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("entered_on")),
                violation_error_message=_("The last day is not before the first."),
            ),
            models.CheckConstraint(
                name="participant_leaves_with_a_ground",
                condition=Q(left_on__isnull=True, leave_ground="")
                | (Q(left_on__isnull=False) & ~Q(leave_ground="")),
            ),
        ]

    def __str__(self) -> str:
        return self.job_seeker.person.full_name

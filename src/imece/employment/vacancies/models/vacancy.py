from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.models import Workplace
from imece.employment.jobseekers.enums import PersonalStatus
from imece.employment.selection.models import SelectionRound
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState, WorkKind
from imece.reference.enums import EducationLevel


class Vacancy(models.Model):
    """An employer's labour request (işgücü istemi), and what its announcement says.

    Wages are gross Turkish lira a month. Whether somebody fits is judged as of `last_application_on` (VAC-04).
    """

    is_watched = True

    number = models.CharField(_("Vacancy number"), max_length=11, unique=True)  # Talep No, ID-23
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="vacancies")
    round = models.OneToOneField(SelectionRound, on_delete=models.PROTECT, related_name="vacancy")
    state = models.CharField(_("State"), max_length=20, choices=VacancyState, default=VacancyState.DRAFT)
    occupation = models.ForeignKey(
        "reference.Occupation", on_delete=models.PROTECT, verbose_name=_("Occupation")
    )
    title = models.CharField(_("Heading of the announcement"), max_length=150)
    description = models.TextField(_("Description of the work"), max_length=4000)
    post_count = models.PositiveSmallIntegerField(_("Number of open posts"))
    personal_status = models.CharField(
        _("Personal status"), max_length=20, choices=PersonalStatus, default=PersonalStatus.NORMAL
    )
    work_kind = models.CharField(
        _("Kind of work"), max_length=20, choices=WorkKind, default=WorkKind.FULL_TIME
    )
    weekly_hours = models.PositiveSmallIntegerField(_("Hours a week"), default=45)
    wage_min_amount = models.DecimalField(_("Lowest gross wage"), max_digits=12, decimal_places=2)
    wage_max_amount = models.DecimalField(
        _("Highest gross wage"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    min_education = models.CharField(
        _("Lowest education"), max_length=20, choices=EducationLevel, default=EducationLevel.ILLITERATE
    )
    min_experience_months = models.PositiveSmallIntegerField(_("Lowest experience (months)"), default=0)
    province = models.ForeignKey("reference.Province", on_delete=models.PROTECT, verbose_name=_("Province"))
    district = models.ForeignKey("reference.District", on_delete=models.PROTECT, verbose_name=_("District"))
    interview_place = models.CharField(_("Interview address"), max_length=300, blank=True)
    is_name_published = models.BooleanField(_("Show the employer's name to everybody"), default=False)
    last_application_on = models.DateField(_("Last application date"))
    published_at = models.DateTimeField(null=True, blank=True)
    closing_outcome = models.CharField(max_length=30, choices=ClosingOutcome, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("vacancy")
        constraints = [
            models.CheckConstraint(
                name="vacancy_has_posts",
                condition=Q(post_count__gte=1),
                violation_error_message=_("At least one open post is needed."),
            ),
            models.CheckConstraint(
                name="vacancy_wage_range_is_ordered",
                condition=Q(wage_max_amount__isnull=True) | Q(wage_max_amount__gte=F("wage_min_amount")),
                violation_error_message=_("The highest wage may not be below the lowest."),
            ),
            models.CheckConstraint(
                name="vacancy_week_has_hours",
                condition=Q(weekly_hours__range=(1, 168)),
                violation_error_message=_(
                    "Hours a week lie between 1 and 168; the law's limit is checked apart."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["workplace", "-created_at"], name="vacancy_by_workplace"),
            models.Index(
                fields=["last_application_on"],
                condition=Q(state=VacancyState.OPEN),
                name="vacancy_open_by_last_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

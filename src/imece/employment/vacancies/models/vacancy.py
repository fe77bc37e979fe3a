from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.core.models.checks import ValueCheck
from imece.employment.employers.models import Workplace
from imece.employment.selection.models import SelectionRound
from imece.employment.vacancies.enums import ClosingOutcome, VacancyState
from imece.employment.vacancies.models.demands import (
    DocumentDemands,
    GatedDemands,
    OccupationalDemands,
    SchoolingDemands,
    StatusDemands,
)
from imece.employment.vacancies.models.offer import Places, Properties, WorkingTerms
from imece.reference.enums import LanguageLevel


class Vacancy(
    OccupationalDemands,
    StatusDemands,
    SchoolingDemands,
    GatedDemands,
    DocumentDemands,
    WorkingTerms,
    Places,
    Properties,
    models.Model,
):
    """An employer's labour request (işgücü istemi), and what its announcement says; its columns by section."""

    is_watched = True
    kept_years, dated_by = 10, "last_application_on"
    forgets = ("contact_name", "contact_phone", "contact_email")

    number = models.CharField(_("Vacancy number"), max_length=11, unique=True)  # Talep No, ID-23
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="vacancies")
    round = models.OneToOneField(SelectionRound, on_delete=models.PROTECT, related_name="vacancy")
    state = models.CharField(_("State"), max_length=20, choices=VacancyState, default=VacancyState.DRAFT)
    title = models.CharField(_("Heading of the announcement"), max_length=150)
    description = models.TextField(_("Description of the work"), max_length=4000)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT)
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)  # the announcement, since it was published
    closing_outcome = models.CharField(max_length=30, choices=ClosingOutcome, blank=True)
    placed_through_us_count = models.PositiveSmallIntegerField(
        _("Posts filled through İŞKUR"), null=True, blank=True
    )
    placed_otherwise_count = models.PositiveSmallIntegerField(
        _("Posts filled by other means"), null=True, blank=True
    )
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("vacancy")
        constraints = [
            ValueCheck(
                name="vacancy_closed_within_its_posts",
                condition=Q(placed_through_us_count__isnull=True)
                | Q(post_count__gte=F("placed_through_us_count") + F("placed_otherwise_count")),
                violation_error_message=_("No more posts can be filled than there were."),
            ),
            ValueCheck(
                name="vacancy_has_posts",
                condition=Q(post_count__gte=1),
                violation_error_message=_("At least one open post is needed."),
            ),
            ValueCheck(
                name="vacancy_wage_range_is_ordered",
                condition=Q(wage_max_amount__isnull=True) | Q(wage_max_amount__gte=F("wage_min_amount")),
                violation_error_message=_("The highest wage may not be below the lowest."),
            ),
            ValueCheck(
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

    @property
    def announced_at(self) -> datetime | None:
        """Since when the announcement stands as it is: published, corrected or extended last."""
        return self.changed_at or self.published_at


class AcceptedOccupation(models.Model):
    """A further occupation whose people fit as well (§2.2: at least one); the first stands on the vacancy."""

    is_watched = True

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="accepted_occupations")
    occupation = models.ForeignKey(
        "reference.Occupation", on_delete=models.PROTECT, verbose_name=_("Occupation")
    )

    class Meta:
        verbose_name = _("accepted occupation")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "occupation"],
                name="accepted_occupation_once",
                violation_error_message=_("This occupation is already in the vacancy."),
            )
        ]

    def __str__(self) -> str:
        return self.occupation.name


class LanguageDemand(models.Model):
    """**Yabancı Dil**: the level asked for, by skill; empty means not asked."""

    is_watched = True

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("Language"), max_length=3)  # ISO 639, names from reference
    reading = models.CharField(_("Reading"), max_length=2, choices=LanguageLevel, blank=True)
    writing = models.CharField(_("Writing"), max_length=2, choices=LanguageLevel, blank=True)
    speaking = models.CharField(_("Speaking"), max_length=2, choices=LanguageLevel, blank=True)
    document = models.CharField(_("Document"), max_length=60, blank=True)
    min_score = models.DecimalField(_("Lowest points"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("language asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "language"],
                name="language_demand_once",
                violation_error_message=_("This language is already in the vacancy."),
            )
        ]

    def __str__(self) -> str:
        return self.language

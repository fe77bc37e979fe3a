from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.models import Workplace
from imece.employment.surveys.enums import SurveyKind


class SurveyResponse(models.Model):
    """**Etki Analizi Anketi**, filled in by a head office for itself and its branches of the province (P11.11).

    `subject` is empty for the general survey; a course's survey names the course. `answers` is {question: answer} as
    asked by `questionnaire`, a version of `data/questionnaires.json` that is never changed once it was used.
    """

    is_watched = True

    kind = models.CharField(max_length=10, choices=SurveyKind)
    subject = models.CharField(max_length=40, blank=True)
    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="survey_responses")
    year = models.PositiveSmallIntegerField(_("Year"))
    questionnaire = models.PositiveSmallIntegerField(_("Version of the questions"))
    answers = models.JSONField()
    saved_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("survey response")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "kind", "subject", "year"],
                name="survey_once_a_year",
                violation_error_message=_("The survey of this year is filled in already."),
            ),
            models.CheckConstraint(
                name="survey_of_a_course_names_it",
                condition=Q(kind=SurveyKind.GENERAL, subject="")
                | (Q(kind=SurveyKind.COURSE) & ~Q(subject="")),
            ),
        ]
        indexes = [models.Index(fields=["kind", "year"], name="survey_by_year")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"

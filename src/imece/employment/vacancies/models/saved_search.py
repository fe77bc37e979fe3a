from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.employment.vacancies.enums import AlertFrequency


class SavedSearch(models.Model):
    """A search that somebody keeps, as the versioned query of its address (P2.3), and how far he was told of it."""

    is_watched = True

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("Name of the search"), max_length=100)
    query = models.CharField(max_length=2000)
    frequency = models.CharField(
        _("How often to tell me"), max_length=10, choices=AlertFrequency, default=AlertFrequency.DAILY
    )
    created_at = models.DateTimeField()
    told_until = models.DateTimeField()  # what was published later has not been told yet

    class Meta:
        verbose_name = _("saved search")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "query"],
                name="saved_search_once",
                violation_error_message=_("You keep this search already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["frequency", "id"],
                condition=~models.Q(frequency=AlertFrequency.NEVER),
                name="saved_search_to_tell",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AlertFeedback(models.Model):
    """Whether the vacancies of one alert were what the person looked for: his answer to the mail's question."""

    is_watched = True

    saved_search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="feedback")
    alerted_at = models.DateTimeField()
    is_relevant = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        verbose_name = _("answer to an alert")
        constraints = [
            models.UniqueConstraint(fields=["saved_search", "alerted_at"], name="alert_feedback_once")
        ]

    def __str__(self) -> str:
        return f"{self.saved_search} {self.alerted_at:%d.%m.%Y}"

"""The fairness gate's records (NDR-05, NDR-08): exceptions asked for, reviews asked for, decisions with evidence."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.employment.vacancies.enums import ExceptionKind, ExceptionState, FairnessGround, ReviewOutcome
from imece.employment.vacancies.models.vacancy import Vacancy


class FairnessException(models.Model):
    """Why a vacancy may ask for what the law forbids to ask (NDR-04, NDR-05).

    It holds for `asked_value` alone: when the demand changes, a new one is asked for and this one is replaced.
    """

    is_watched = True
    kept_years, dated_by = 10, ("asked_at", "decided_at")
    forgets = ("asked_by_name", "decided_by_name", "reason", "decision_reason")

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="fairness_exceptions")
    ground = models.CharField(_("Ground"), max_length=20, choices=FairnessGround)
    kind = models.CharField(_("Kind of exception"), max_length=20, choices=ExceptionKind)
    reason = models.TextField(_("Reason"), max_length=2000)
    asked_value = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    vacancy_version = models.PositiveIntegerField()
    state = models.CharField(_("State"), max_length=10, choices=ExceptionState, default=ExceptionState.ASKED)
    asked_at = models.DateTimeField(_("Asked on"))
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(_("Asked by"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("Decided on"), null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(_("Decided by"), max_length=200, blank=True)
    decision_reason = models.TextField(_("Reason of the decision"), max_length=2000, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("exception to equal treatment")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "ground"],
                condition=Q(replaced_at__isnull=True),
                name="fairness_exception_once_a_ground",
                violation_error_message=_("An exception on this ground was asked for already."),
            ),
            models.CheckConstraint(
                name="fairness_exception_is_decided_by_somebody",
                condition=Q(state=ExceptionState.ASKED) | Q(decided_at__isnull=False),
                violation_error_message=_("A decision needs its day and its name."),
            ),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="fairness_exception_by_newest")]

    def __str__(self) -> str:
        return f"{self.get_ground_display()}: {self.get_kind_display()}"


class ReviewRequest(models.Model):
    """A vacancy waiting for the unit's word; `due_on` is the last day of the period that ran from `asked_at`."""

    is_watched = True
    kept_years, dated_by, forgets = 10, ("asked_at", "ended_at"), ("asked_by_name",)

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="review_requests")
    vacancy_version = models.PositiveIntegerField()
    asked_at = models.DateTimeField(_("Sent to review"))
    asked_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by_name = models.CharField(_("Sent by"), max_length=200, blank=True)
    due_on = models.DateField(_("To be decided by"))
    topics = ArrayField(models.CharField(max_length=20), default=list, verbose_name=_("Found"))
    parameters = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("review request")
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy"],
                condition=Q(ended_at__isnull=True),
                name="review_request_once_at_a_time",
                violation_error_message=_("The vacancy is under review already."),
            )
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], condition=Q(ended_at__isnull=True), name="review_request_by_due_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.vacancy)


class ReviewDecision(models.Model):
    """One decision with its evidence, never changed (NDR-08): what the advert said, by which rules it was judged.

    `snapshot` is the vacancy as it stood, field by field; `judgement` the findings, exceptions, rules and
    parameter rows of that day. `digest` is the SHA-256 of both.
    """

    is_append_only = True
    kept_years, dated_by, forgets = 10, "decided_at", ("decided_by_name", "reason")

    request = models.OneToOneField(ReviewRequest, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("Decision"), max_length=12, choices=ReviewOutcome)
    decided_at = models.DateTimeField(_("Decided on"))
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by_name = models.CharField(_("Decided by"), max_length=200, blank=True)
    reason = models.TextField(_("Reason"), max_length=2000, blank=True)
    article = models.CharField(_("Article"), max_length=200, blank=True)
    snapshot = models.JSONField(encoder=DjangoJSONEncoder)
    judgement = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("review decision")
        indexes = [models.Index(fields=["-decided_at", "-id"], name="review_decision_by_newest")]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_outcome_display()}"

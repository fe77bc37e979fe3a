from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.enums import AnswerChannel, CandidateState
from imece.employment.selection.models.selection_round import SelectionRound


class Candidate(models.Model):
    """One job seeker in one round (aday). Who did what and when stands in `core.Transition`."""

    is_watched = True

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="candidates")
    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="candidacies")
    source = models.CharField(
        max_length=10,
        choices=[(state, state.label) for state in (CandidateState.SELECTED, CandidateState.APPLIED)],
    )
    state = models.CharField(max_length=30, choices=CandidateState)
    created_at = models.DateTimeField()
    interview_at = models.DateTimeField(_("Interview date"), null=True, blank=True)
    interview_minutes = models.PositiveSmallIntegerField(_("Length in minutes"), default=30)
    interview_place = models.CharField(_("Interview place"), max_length=300, blank=True)
    calendar_number = models.PositiveSmallIntegerField(default=0)  # SEQUENCE of the calendar file, never less
    reminded_at = models.DateTimeField(null=True, blank=True)
    answer_channel = models.CharField(max_length=10, choices=AnswerChannel, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(_("First day of work"), null=True, blank=True)

    class Meta:
        verbose_name = _("candidate")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "job_seeker"],
                name="candidate_once_a_round",
                violation_error_message=_("This person is already among the candidates."),
            ),
            models.CheckConstraint(
                name="candidate_invited_with_a_date",
                condition=~models.Q(state=CandidateState.INVITED) | models.Q(interview_at__isnull=False),
                violation_error_message=_("An invitation needs the date of the interview."),
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state"], name="candidate_by_round_and_state"),
            models.Index(fields=["job_seeker", "-created_at"], name="candidate_by_job_seeker"),
            models.Index(
                fields=["interview_at"],
                condition=models.Q(state__in=[CandidateState.INVITED, CandidateState.ACCEPTED]),
                name="candidate_by_interview",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.job_seeker} → {self.round}"

    @property
    def is_contacted(self) -> bool:
        """He applied, or was invited once; before that no employer has spoken to him (masking in reports)."""
        return (
            self.source == CandidateState.APPLIED or self.interview_at is not None or self.calendar_number > 0
        )

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.models import JobSeeker
from imece.employment.selection.enums import InterviewTopic, ObjectionGround, ObjectionState
from imece.employment.selection.models.candidate import Candidate
from imece.employment.selection.models.selection_round import SelectionRound


class Objection(models.Model):
    """İtiraz: a person contests what was decided about him in a round; the unit answers by `due_on`.

    `decision` keeps the words of what was decided, `decided_at` when; who did what stands in `core.Transition`.
    A person who may not apply has no candidacy, so `candidate` may be empty.
    """

    is_watched = True
    kept_years, dated_by = 10, ("opened_at", "answered_at")

    round = models.ForeignKey(SelectionRound, on_delete=models.PROTECT, related_name="objections")
    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.PROTECT, related_name="objections")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="objections"
    )
    ground = models.CharField(_("Decision"), max_length=30, choices=ObjectionGround)
    decision = models.TextField(_("What was decided"), max_length=4000)
    decided_at = models.DateTimeField()
    words = models.TextField(_("Why you contest it"), max_length=4000)
    interview_topics = ArrayField(
        models.CharField(max_length=20, choices=InterviewTopic),
        default=list,
        blank=True,
        verbose_name=_("Asked about at the interview"),
    )
    state = models.CharField(_("State"), max_length=20, choices=ObjectionState, default=ObjectionState.OPEN)
    opened_at = models.DateTimeField()
    due_on = models.DateField(_("Answer due on"))
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("objection")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "job_seeker"],
                condition=models.Q(state=ObjectionState.OPEN),
                name="objection_one_open_a_round",
                violation_error_message=_("An objection of yours is already waiting for its answer."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"], condition=models.Q(state=ObjectionState.OPEN), name="objection_due"
            ),
            models.Index(fields=["job_seeker", "-opened_at"], name="objection_by_job_seeker"),
        ]

    @property
    def topics_told(self) -> list[str]:
        """NDR-03: what the person says was asked, in words."""
        return [str(InterviewTopic(one).label) for one in self.interview_topics]

    def __str__(self) -> str:
        return f"{self.round} · {self.get_ground_display()}"

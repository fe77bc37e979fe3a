from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.encryption import decrypt, encrypt
from imece.exchange.continuity.enums import Cause, InterruptionKind, InterruptionState, PaperOutcome
from imece.exchange.fingerprints import fingerprint
from imece.exchange.letters.models import Letter
from imece.exchange.parties.models import Institution

SUBJECT_CONTEXT = "continuity_paperquestion.subject"


class Interruption(models.Model):
    """**Kesinti** (X7.1, PRO-14 to PRO-19), planned or not. `services` names those it hinders; empty: all.

    Two clocks (C18): the missed data are due by `catch_up_due_on`, reckoned from the end; paper may begin on
    `paper_from`, reckoned from the beginning.
    """

    is_watched = True

    kind = models.CharField(_("Kind"), max_length=9, choices=InterruptionKind)
    provider = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="interruptions"
    )  # none: the platform itself
    reported_by = models.ForeignKey(
        Institution, on_delete=models.PROTECT, null=True, blank=True, related_name="interruptions_reported"
    )
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    title = models.CharField(_("What happens"), max_length=200)
    description = models.TextField(_("Description"), blank=True)
    cause = models.CharField(_("Whose cause"), max_length=8, choices=Cause, default=Cause.UNKNOWN)
    cause_text = models.TextField(_("Cause"), blank=True)
    is_urgent = models.BooleanField(_("Emergency"), default=False)
    urgent_reason = models.CharField(_("Why it cannot wait"), max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=InterruptionState)
    planned_from = models.DateTimeField(_("Begins at"), null=True, blank=True)
    planned_until = models.DateTimeField(_("Ends at"), null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)  # planned: beforehand; unplanned: at once
    started_at = models.DateTimeField(_("Since"), null=True, blank=True)
    repair_begun_at = models.DateTimeField(null=True, blank=True)
    on_paper_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    paper_from = models.DateField(null=True, blank=True)
    catch_up_due_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    parameters = models.JSONField(default=list, blank=True)  # rows that the clocks rest on (GEN-02)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("interruption")
        constraints = [
            models.CheckConstraint(
                name="interruption_planned_has_its_window",
                condition=~Q(kind=InterruptionKind.PLANNED)
                | Q(planned_from__isnull=False, planned_until__gt=F("planned_from")),
                violation_error_message=_("A planned maintenance ends after it begins."),
            ),
            models.CheckConstraint(
                name="interruption_urgent_says_why",
                condition=Q(is_urgent=False) | ~Q(urgent_reason=""),
                violation_error_message=_("An emergency says why it cannot wait."),
            ),
            models.CheckConstraint(
                name="interruption_ends_after_its_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                violation_error_message=_("It cannot have ended before it began."),
            ),
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="interruption_by_state")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def number(self) -> str:
        """K-2026-00017: for letters and the telephone."""
        return f"K-{timezone.localdate(self.created_at).year}-{self.pk:05d}"

    @property
    def went_to_paper(self) -> bool:
        return self.on_paper_at is not None

    @property
    def is_late(self) -> bool:
        """Closed, or still open today, after the day the missed data were due (PRO-18)."""
        if self.catch_up_due_on is None:
            return False
        return timezone.localdate(self.closed_at or timezone.now()) > self.catch_up_due_on


class PaperRequest(models.Model):
    """A party's written request to go to paper (PRO-19): its letter, with number and date.

    `taken_in_at`: when the party said that all its paper forms are taken in.
    """

    is_watched = True

    interruption = models.ForeignKey(Interruption, on_delete=models.PROTECT, related_name="paper_requests")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="paper_requests")
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, blank=True, related_name="paper_requests"
    )
    letter_number = models.CharField(_("Number of the letter"), max_length=60)
    letter_on = models.DateField(_("Date of the letter"))
    recorded_at = models.DateTimeField()
    taken_in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for paper")
        constraints = [
            models.UniqueConstraint(
                fields=["interruption", "institution"],
                name="paper_request_once_a_party",
                violation_error_message=_("This party has asked for it already."),
            )
        ]


class PaperQuestion(models.Model):
    """A question that was asked and answered on paper, taken in afterwards (X7.1).

    What the ledger would hold of it: who, for whom, about whom (sealed), why, under which file, when, and how it
    ended; never the data answered. The trail's line of its taking in is sealed in the log `acts`, with the fingerprint
    of the person's number; by `subject_key` the person finds it himself.
    """

    is_watched = True

    interruption = models.ForeignKey(Interruption, on_delete=models.PROTECT, related_name="paper_questions")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="paper_questions")
    form_number = models.CharField(_("Number of the paper form"), max_length=40)
    service = models.CharField(_("Service"), max_length=80)
    subject = models.BinaryField()  # see `subject_number`
    subject_key = models.CharField(max_length=64)  # its fingerprint: the person finds it by his number
    user_number = models.CharField(_("User number"), max_length=40)
    unit_code = models.CharField(_("Unit code"), max_length=30, blank=True)
    purpose = models.CharField(_("Purpose"), max_length=40)
    file = models.CharField(_("File number"), max_length=80)
    asked_at = models.DateTimeField(_("Asked on paper at"))
    answered_at = models.DateTimeField(_("Answered on paper at"))
    answered_by = models.CharField(_("Who answered"), max_length=200)
    outcome = models.CharField(_("Outcome"), max_length=9, choices=PaperOutcome)
    entered_at = models.DateTimeField()
    entered_by_id = models.BigIntegerField(null=True)  # person

    class Meta:
        verbose_name = _("question on paper")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "form_number"],
                name="paper_question_form_once",
                violation_error_message=_("This paper form has been taken in already."),
            ),
            models.CheckConstraint(
                name="paper_question_answered_after_asked",
                condition=Q(answered_at__gte=F("asked_at")),
                violation_error_message=_("It cannot have been answered before it was asked."),
            ),
        ]
        indexes = [
            models.Index(fields=["interruption", "asked_at"], name="paper_question_by_outage"),
            models.Index(fields=["subject_key", "-asked_at"], name="paper_question_by_subject"),
        ]

    @property
    def subject_number(self) -> str:
        """The number of the person asked about; it stands encrypted in its column (X5.1)."""
        return decrypt(bytes(self.subject), SUBJECT_CONTEXT) if self.subject else ""

    @subject_number.setter
    def subject_number(self, value: str) -> None:
        self.subject, self.subject_key = encrypt(value, SUBJECT_CONTEXT), fingerprint(value)

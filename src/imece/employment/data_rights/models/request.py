from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact, GreaterThan
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.core.encryption import decrypt, encrypt
from imece.core.turkish import mask_number
from imece.employment.data_rights.enums import (
    DataArea,
    DataRequestOutcome,
    DataRequestState,
    OnBehalf,
    SubjectRight,
)

SUBJECT_CONTEXT = "data_rights_datarequest.subject"
UNANSWERED = Q(outcome="", answer="", answered_at__isnull=True)
WHOLE_ANSWER = ~Q(outcome="") & ~Q(answer="") & Q(answered_at__isnull=False)
KEPT_BY_LAW = (
    ~Q(kept_ground="")
    & Q(kept_until__isnull=False)
    & Q(right=SubjectRight.ERASURE)
    & Q(outcome__in=(DataRequestOutcome.PARTLY, DataRequestOutcome.REFUSED))
)


class DataRequest(models.Model):
    """**İlgili kişi başvurusu** (6698 art. 11, 13): answered free of charge by `due_on` (KVK-05).

    `subject` (sealed) and `representation` are empty when he asks for himself. `kept_ground` and `kept_until` say why
    and until when a law keeps what was to be erased (KVK-06). Who did what stands in `core.Transition`.
    """

    is_watched = True
    kept_years, dated_by = 5, "answered_at"  # EMP-14

    number = models.CharField(_("Number of the request"), max_length=20, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="data_requests")
    right = models.CharField(_("What you ask for"), max_length=20, choices=SubjectRight)
    area = models.CharField(_("What it is about"), max_length=20, choices=DataArea)
    about_number = models.CharField(_("Number of the vacancy or application"), max_length=30, blank=True)
    words = models.TextField(_("Your request"), max_length=4000)
    on_behalf = models.CharField(
        _("For whom you ask"), max_length=20, choices=OnBehalf, default=OnBehalf.MYSELF
    )
    subject = models.BinaryField(default=b"", editable=False)
    representation = models.TextField(_("Why you may ask for this person"), max_length=1000, blank=True)
    state = models.CharField(
        _("State"), max_length=12, choices=DataRequestState, default=DataRequestState.OPEN
    )
    opened_at = models.DateTimeField(_("Sent"))
    due_on = models.DateField(_("Answer due on"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        _("Outcome of the request"), max_length=12, choices=DataRequestOutcome, blank=True
    )
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    kept_ground = models.CharField(_("Law that has the data kept"), max_length=500, blank=True)
    kept_until = models.DateField(_("Kept until"), null=True, blank=True)

    class Meta:
        verbose_name = _("data subject's request")
        constraints = [
            models.CheckConstraint(
                name="data_request_answer_is_whole",
                condition=(Q(state=DataRequestState.ANSWERED) & WHOLE_ANSWER)
                | (~Q(state=DataRequestState.ANSWERED) & UNANSWERED),
                violation_error_message=_(
                    "An answer has an outcome, its words and its day, or there is none."
                ),
            ),
            models.CheckConstraint(
                name="data_request_kept_by_law_is_whole",
                condition=Q(kept_ground="", kept_until__isnull=True) | KEPT_BY_LAW,
                violation_error_message=_("What a law keeps has its ground and its day (KVK-06)."),
            ),
            models.CheckConstraint(
                name="data_request_represented_is_named",
                condition=(Q(on_behalf=OnBehalf.MYSELF, representation="") & Q(Exact(Length("subject"), 0)))
                | (
                    ~Q(on_behalf=OnBehalf.MYSELF)
                    & ~Q(representation="")
                    & Q(GreaterThan(Length("subject"), 0))
                ),
                violation_error_message=_("Whoever asks for another says for whom and on what ground."),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-opened_at"], name="data_request_by_person"),
            models.Index(
                fields=["due_on"], condition=~Q(state=DataRequestState.ANSWERED), name="data_request_due"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_waiting(self) -> bool:
        return self.state != DataRequestState.ANSWERED

    @property
    def is_for_another(self) -> bool:
        return self.on_behalf != OnBehalf.MYSELF

    @property
    def subject_number(self) -> str:
        """The number of the person for whom somebody asks; it stands encrypted in its column."""
        return decrypt(bytes(self.subject), SUBJECT_CONTEXT) if self.subject else ""

    @subject_number.setter
    def subject_number(self, value: str) -> None:
        self.subject = encrypt(value, SUBJECT_CONTEXT) if value else b""

    @property
    def masked_number(self) -> str:
        """KVK-10: how the represented person's number is shown."""
        return mask_number(self.subject_number)

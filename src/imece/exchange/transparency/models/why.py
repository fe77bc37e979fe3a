from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.exchange.parties.models import Institution
from imece.exchange.transparency.enums import WhyState


class WhyRequest(models.Model):
    """**Neden?**: a citizen asks an institution why it asked about him; it answers by `due_on` (KVK-05, 6698 art. 13).

    Names the ledger's row by `shard` and `sequence`; service and purpose are kept as they were told to him.
    """

    is_watched = True
    kept_years, dated_by = 5, "answered_at"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="why_requests")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="why_requests")
    shard = models.SmallIntegerField()
    sequence = models.BigIntegerField()
    institution_sequence = models.BigIntegerField(_("The institution's own number"))
    asked_at = models.DateTimeField(_("Asked"))  # when the institution asked
    service = models.CharField(_("Service"), max_length=200)
    purpose = models.CharField(_("Purpose"), max_length=200, blank=True)
    words = models.TextField(_("Your question"), max_length=4000, blank=True)
    state = models.CharField(_("State"), max_length=12, choices=WhyState, default=WhyState.OPEN)
    opened_at = models.DateTimeField(_("Sent"))
    due_on = models.DateField(_("Answer due on"))
    reminded_at = models.DateTimeField(null=True, blank=True)
    escalated_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(_("Answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for a reason")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "shard", "sequence"],
                name="why_request_once_a_row",
                violation_error_message=_("You have asked about this already."),
            ),
            models.CheckConstraint(
                name="why_request_answer_is_dated", condition=Q(answer="") | Q(answered_at__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "state", "due_on"], name="why_request_inbox"),
            models.Index(fields=["due_on"], condition=Q(state=WhyState.OPEN), name="why_request_due"),
        ]

    def __str__(self) -> str:
        return f"{self.institution} · {self.asked_at:%d.%m.%Y}"

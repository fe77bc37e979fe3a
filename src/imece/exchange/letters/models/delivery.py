from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.exchange.letters.enums import DeliveryState, EvidenceKind, LetterChannel, RecipientRole
from imece.exchange.letters.models.letter import Letter


class LetterRecipient(models.Model):
    """One line of the **Dağıtım**, with how far the letter got there. `address` is the KEP address of the sending day.

    `served_on` is reckoned from the day it reached the mailbox (ID-21) and is law from its end on.
    """

    is_watched = True

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="recipients")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="letters_received")
    role = models.CharField(max_length=11, choices=RecipientRole, default=RecipientRole.ACTION)
    channel = models.CharField(max_length=6, choices=LetterChannel, default=LetterChannel.PORTAL)
    address = models.CharField(max_length=120, blank=True)
    reference = models.CharField(max_length=120, blank=True)  # the provider's number of the sending
    state = models.CharField(max_length=9, choices=DeliveryState, default=DeliveryState.WAITING)
    delivered_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("recipient of a letter")
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "organisation"],
                name="letter_recipient_once",
                violation_error_message=_("This recipient stands in the list already."),
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "state"], name="letter_recipient_by_house"),
            models.Index(fields=["state"], name="letter_recipient_on_its_way"),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class DeliveryEvidence(models.Model):
    """What the registered-mail provider or the portal witnessed; never changed."""

    is_append_only = True

    recipient = models.ForeignKey(LetterRecipient, on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=9, choices=EvidenceKind)
    at = models.DateTimeField()
    reference = models.CharField(max_length=120, blank=True)
    detail = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("delivery evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "reference", "at"], name="delivery_evidence_once"
            )
        ]
        ordering = ["at", "id"]

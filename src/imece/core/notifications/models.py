from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.core.notifications.enums import Channel, MessageState, Outcome


class OutboxMessage(models.Model):
    """One notice to one person, its text fixed when it was written, in the person's language.

    `destination` is the e-mail address, the phone number or the postal address of that moment. The message also
    stands in the person's inbox, whatever the channel.
    """

    notice = models.CharField(max_length=80)
    person_id = models.BigIntegerField(null=True, blank=True)
    recipient_name = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=10, choices=Channel, blank=True)
    destination = models.CharField(max_length=500, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    attachments = models.JSONField(
        default=list, blank=True
    )  # of `Attachment`, in the channels that carry files
    unsubscribe_url = models.CharField(max_length=500, blank=True)  # of what one asked to be told, RFC 8058
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    created_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        indexes = [
            models.Index(fields=["person_id", "-created_at"], name="message_by_person"),
            models.Index(
                fields=["id"], name="message_given_up", condition=models.Q(state=MessageState.GIVEN_UP)
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class DeliveryAttempt(models.Model):
    """One try to hand a message over. Never changed. `detail` is the server's own words, `reference` its number."""

    is_append_only = True
    kept_years = 5  # EMP-14

    message = models.ForeignKey(OutboxMessage, on_delete=models.PROTECT, related_name="attempts")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel)
    outcome = models.CharField(max_length=10, choices=Outcome)
    detail = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="delivery_attempt_number_once")
        ]
        ordering = ["number"]

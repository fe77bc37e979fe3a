from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """EMP-03; the values are those of a member's own choice. Registered mail (KEP) is for organisations."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("SMS")
    POST = "post", _("Post")
    KEP = "kep", _("Registered e-mail (KEP)")


class MessageState(TextChoices):
    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    GIVEN_UP = "given_up", _("Could not be sent")
    INBOX_ONLY = "inbox_only", _("Shown here only")


class Outcome(TextChoices):
    """What became of one try."""

    DELIVERED = "delivered", _("Handed over")
    FAILED = "failed", _("Failed, will be tried again")
    REFUSED = "refused", _("Refused for good")

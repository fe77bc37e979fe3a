"""States and kinds of official letters (X8.1, X1.1; Resmî Yazışmalarda Uygulanacak Usul ve Esaslar)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Confidentiality(TextChoices):
    """**Gizlilik Derecesi** (X1.1): above NORMAL only entitled staff and the parties see the letter."""

    NORMAL = "normal", _("Not classified")
    SERVICE = "service", _("FOR OFFICIAL USE")
    CONFIDENTIAL = "confidential", _("CONFIDENTIAL")


class LetterState(TextChoices):
    DRAFT = "draft", _("Draft")
    SIGNED = "signed", _("Signed")
    SENT = "sent", _("Sent")
    DISCARDED = "discarded", _("Discarded")


class ThreadState(TextChoices):
    """A dispute, or another matter that takes several letters (X2.1)."""

    OPEN = "open", _("Open")
    SETTLED = "settled", _("Settled")


class ThreadKind(TextChoices):
    DISPUTE = "dispute", _("Dispute")
    MATTER = "matter", _("Matter")


class RecipientRole(TextChoices):
    """The two columns of the **Dağıtım**."""

    ACTION = "action", _("For action")
    INFORMATION = "information", _("For information")


class LetterChannel(TextChoices):
    KEP = "kep", _("Registered e-mail (KEP)")
    PORTAL = "portal", _("In this portal")


class DeliveryState(TextChoices):
    """Of one recipient. SERVED: at the end of the fifth day after it reached the mailbox (ID-21)."""

    WAITING = "waiting", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Reached the mailbox")
    READ = "read", _("Read")
    SERVED = "served", _("Counts as served")
    FAILED = "failed", _("Could not be delivered")


class EvidenceKind(TextChoices):
    """What the registered-mail provider, or this portal, witnesses."""

    SENT = "sent", _("Handed over to the provider")
    DELIVERED = "delivered", _("Reached the recipient's mailbox")
    READ = "read", _("Opened by the recipient")
    REFUSED = "refused", _("Refused by the provider")
    SERVED = "served", _("Counts as served")


class SignatureKind(TextChoices):
    """X8.1: letters bear the official's **güvenli elektronik imza**, forms may bear the institution's seal."""

    PERSON = "person", _("Secure electronic signature")
    SEAL = "seal", _("Electronic seal")

"""States and kinds of agreements and what leads to them (X1.3, X2; design E3 of the exchange)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AgreementKind(TextChoices):
    PROTOCOL = "protocol", _("Protocol")  # both parties give and take, free of charge (PRO-11)
    BILATERAL = "bilateral", _("Bilateral agreement")  # İkili Anlaşma: KPS gives, the institution takes


class AgreementState(TextChoices):
    """PRO state machine. Suspension is no state: three independent flags (`Suspension`)."""

    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Being signed")
    IN_FORCE = "in_force", _("In force")
    ENDED = "ended", _("Term ended")
    TERMINATED_UNILATERALLY = "terminated_unilaterally", _("Terminated by one party")
    TERMINATED_MUTUALLY = "terminated_mutually", _("Terminated by mutual consent")
    TERMINATED_BY_LAW = "terminated_by_law", _("Ended by law")


class SuspendedBy(TextChoices):
    """Who suspended: the flags are independent, access needs all three down."""

    PROVIDER = "provider", _("The party that answers")
    CONSUMER = "consumer", _("The party that asks")
    PLATFORM = "platform", _("The platform")

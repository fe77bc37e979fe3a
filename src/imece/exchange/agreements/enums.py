"""States and kinds of agreements and what leads to them (X1.3, X2; design E3 of the exchange)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreementKind(TextChoices):
    PROTOCOL = "protocol", _("Protocol")  # both parties give and take, free of charge (PRO-11)
    BILATERAL = "bilateral", _("Bilateral agreement")  # İkili Anlaşma: KPS gives, the institution takes


class AgreementState(TextChoices):
    """PRO state machine. Suspension is no state: three independent flags (`Suspension`)."""

    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Being signed")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
    ENDED = "ended", _("Term ended")
    TERMINATED_UNILATERALLY = "terminated_unilaterally", _("Terminated by one party")
    TERMINATED_MUTUALLY = "terminated_mutually", _("Terminated by mutual consent")
    TERMINATED_BY_LAW = "terminated_by_law", _("Ended by law")


class SuspendedBy(TextChoices):
    """Who suspended: the flags are independent, access needs all three down."""

    PROVIDER = "provider", _("The party that answers")
    CONSUMER = "consumer", _("The party that asks")
    PLATFORM = "platform", _("The platform")


class ApplicationState(TextChoices):
    """X1.3. Before it is sent an application is a draft of the wizard; returned, it has 60 days."""

    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    RETURNED = "returned", _("Returned for completion")
    AT_BOARD = "at_board", _("At the board")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn by the applicant")
    LAPSED = "lapsed", _("Lapsed")


class Confidentiality(TextChoices):
    """**Gizlilik Derecesi** of applications and letters (X1.1): above the first only entitled staff and the parties."""

    UNCLASSIFIED = "unclassified", _("Unclassified")
    RESTRICTED = "restricted", _("For official use")
    PRIVATE = "private", _("Private")
    SECRET = "secret", _("Secret")


class LetterWay(TextChoices):
    """How the application letter comes; a fax is refused with its reason (X1.1, KPS-01)."""

    POST = "post", _("The signed original by post")
    KEP = "kep", _("E-signed, by registered e-mail (KEP)")
    FAX = "fax", _("By fax")


class SignatoryRank(TextChoices):
    """KPS-03: whoever signs is head of department (Daire Başkanı) or above."""

    BELOW = "below", _("Below head of department")
    HEAD_OF_DEPARTMENT = "head_of_department", _("Head of department")
    DIRECTOR_GENERAL = "director_general", _("Director general or deputy")
    TOP = "top", _("Head of the institution or deputy")


class FileKind(TextChoices):
    """What an application brings along; legal persons attach the last three (X1.3)."""

    LETTER = "letter", _("Application letter, signed")
    SIGNATURE_CIRCULAR = "signature_circular", _("Signature circular")
    TRADE_GAZETTE = "trade_gazette", _("Trade registry gazette")
    IDENTITY_COPY = "identity_copy", _("Copies of identity cards, of who authorises and who signs")
    OTHER = "other", _("Other")


class AnnexState(TextChoices):
    """A version of Ek-1: the first with the agreement itself, each further one an amendment (PRO-20)."""

    DRAFT = "draft", _("Draft")
    SIGNING = "signing", _("Being signed")
    IN_FORCE = "in_force", pgettext_lazy("agreement", "In force")
    REPLACED = "replaced", _("Replaced")
    DROPPED = "dropped", _("Dropped")


class NoticeKind(TextChoices):
    """What a written notice between the parties (Tebligat) does."""

    NON_RENEWAL = "non_renewal", _("The agreement will not be renewed")
    DEFAULT = "default", _("An unmet duty: formal notice (ihtar)")
    MUTUAL_END = "mutual_end", _("Consent to ending the agreement")
    BY_LAW = "by_law", _("The agreement has become inapplicable")
    TERMINATION = "termination", _("Termination")
    SUSPENSION = "suspension", _("Suspension")
    MENDED = "mended", _("The breach is mended")
    LIFTED = "lifted", _("The suspension is lifted")
    DISPUTE = "dispute", _("A dispute under the agreement")
    LETTER = "letter", _("Official letter")


class NoticeWay(TextChoices):
    """How it was served; KEP counts as served at the end of the fifth day after it arrived (ID-21)."""

    KEP = "kep", _("Registered e-mail (KEP, e-Tebligat)")
    POST = "post", _("Post, with proof of delivery")
    BY_HAND = "by_hand", _("By hand, against signature")


class PaperKind(TextChoices):
    """Papers made from the data (X2.1, X8)."""

    AGREEMENT = "agreement", _("Text of the agreement")
    ANNEX_1 = "annex_1", _("Ek-1, web-service definition forms")
    ANNEX_3 = "annex_3", _("Ek-3, authorisation form")
    NOTICE = "notice", _("Notice")


class DisputeState(TextChoices):
    """X2.7, PRO-05: a receiving party disputes a field, the owner answers."""

    OPEN = "open", _("Waits for the owner")
    CORRECTED = "corrected", _("Corrected")
    UPHELD = "upheld", _("The datum is right")
    TAKEN_BACK = "taken_back", _("Taken back")

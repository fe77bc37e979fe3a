"""What a data subject may ask, of what, for whom, and what becomes of it (KVK-05, KVK-06, KVK-09, KVK-11)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SubjectRight(TextChoices):
    """6698 art. 11/1, a to ğ in the law's order (KVK-05)."""

    PROCESSED = "processed", _("To learn whether data about me are processed")
    INFORMATION = "information", _("To be informed of the data that are processed")
    PURPOSE = "purpose", _("To learn the purpose, and whether the data are used for it alone")
    RECEIVERS = "receivers", _("To know to whom the data were given, in Türkiye or abroad")
    CORRECTION = "correction", _("To have missing or wrong data corrected")
    ERASURE = "erasure", _("To have data erased or destroyed")
    ONWARD_NOTICE = (
        "onward_notice",
        _("To have those told who were given the data, of a correction or erasure"),
    )
    AUTOMATED_RESULT = "automated_result", _("To object to a result against me that a machine alone produced")
    COMPENSATION = "compensation", _("To have a damage made good that unlawful processing did")


class DataArea(TextChoices):
    """What of it the request is about."""

    PROFILE = "profile", _("My profile")
    APPLICATIONS = "applications", _("Applications and invitations")
    MATCHING = "matching", _("Matching points")
    ACCOUNT = "account", _("Account and sign-in")
    OTHER = "other", _("Something else")


class OnBehalf(TextChoices):
    """For whom the person asks. KVKK protects the living; an heir is answered by other law (KVK-11)."""

    MYSELF = "myself", _("Myself")
    WARD = "ward", _("Somebody whose guardian or parent I am")
    DECEASED = "deceased", _("Somebody who died and whose heir I am")


class DataRequestState(TextChoices):
    """KVK-05."""

    OPEN = "open", _("Waiting for an answer")
    OVERDUE = "overdue", _("Not answered in time")
    ANSWERED = "answered", _("An answer was given")


class DataRequestOutcome(TextChoices):
    """6698 art. 13/3: accepted, or refused with its reason."""

    FULFILLED = "fulfilled", _("Fulfilled")
    PARTLY = "partly", _("Fulfilled in part")
    REFUSED = "refused", _("Refused")

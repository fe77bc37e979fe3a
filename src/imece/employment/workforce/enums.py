"""Rows and columns of the monthly workforce table, and the groups that the quota protects (§4.3, §5)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Row(TextChoices):
    """R1–R6 of the form. R1 and R2 leave the protected groups out: these have rows of their own."""

    INDEFINITE = "indefinite", _("Working under an indefinite-term contract")
    FIXED_TERM = "fixed_term", _("Working under a fixed-term contract")
    PART_TIME = "part_time", _("Working under a part-time contract")
    DISABLED = "disabled", _("Disabled worker")
    EX_CONVICT = "ex_convict", _("Ex-convict worker")
    TERROR_AFFECTED = "terror_affected", _("Worker under the Anti-Terror Law")


class Sex(TextChoices):
    MALE = "E", _("Male")
    FEMALE = "K", _("Female")


class Direction(TextChoices):
    """ISTIHDAMDURUMU of the file (§4.5): 0 hired, 1 left."""

    HIRED = "hired", _("Hired")
    LEFT = "left", _("Left")


class Group(TextChoices):
    """Whom the quota is for (QUO-01, QUO-20). Since 2008 ex-convicts and TMY are one group of the public sector."""

    DISABLED = "disabled", _("Disabled")
    EX_CONVICT = "ex_convict", _("Ex-convict")
    TERROR_AFFECTED = "terror_affected", _("Affected by terror (TMY)")


class NeedNextMonth(TextChoices):
    """İstihdam Bilgileri (d), AIC-20."""

    DECREASES = "decreases", _("Will decrease")
    UNCHANGED = "unchanged", _("Will not change")
    INCREASES = "increases", _("Will increase")


class DismissalKind(TextChoices):
    """ISTENCIKARMADUR: 0 collective, 1 individual; only of who left (§4.5)."""

    COLLECTIVE = "collective", _("Collective dismissal")
    INDIVIDUAL = "individual", _("Individual dismissal")


class ExemptionKind(TextChoices):
    """Muafiyet Bilgileri (P8.6): who is left out of the quota's base, besides those underground and underwater."""

    PRIVATE_SECURITY = "private_security", _("Private security (Law 5188)")
    OTHER = "other", _("Other, with its reason")

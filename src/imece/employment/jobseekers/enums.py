from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonalStatus(TextChoices):
    """Kişisel Durum (§2.2): the category of a vacancy and of a registrant. Of a person it is special data (KVK-03)."""

    NORMAL = "normal", _("Normal")
    DISABLED = "disabled", _("Disabled")
    EX_CONVICT = "ex_convict", _("Ex-convict")
    TERROR_AFFECTED = "terror_affected", _("Affected by terror")


class DisabilityGroup(TextChoices):
    """Engel grubu, as the health-board report names it. Special data (KVK-03) of a person."""

    ORTHOPAEDIC = "orthopaedic", _("Orthopaedic")
    VISUAL = "visual", _("Visual")
    HEARING = "hearing", _("Hearing")
    SPEECH = "speech", _("Speech and language")
    MENTAL = "mental", _("Mental")
    PSYCHOSOCIAL = "psychosocial", _("Psychosocial")
    CHRONIC = "chronic", _("Chronic illness")


class MilitaryStatus(TextChoices):
    """Askerlik durumu (§2.2). Only a male citizen has one; a vacancy may ask for it through the gate alone (NDR-05)."""

    NOT_SAID = "", _("Not said")
    DONE = "done", _("Done")
    EXEMPT = "exempt", _("Exempt")
    DEFERRED = "deferred", _("Deferred")
    NOT_DONE = "not_done", _("Not done")

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PersonalStatus(TextChoices):
    """Kişisel Durum (§2.2): the category of a vacancy and of a registrant. Of a person it is special data (KVK-03)."""

    NORMAL = "normal", _("Normal")
    DISABLED = "disabled", _("Disabled")
    EX_CONVICT = "ex_convict", _("Ex-convict")
    TERROR_AFFECTED = "terror_affected", _("Affected by terror")

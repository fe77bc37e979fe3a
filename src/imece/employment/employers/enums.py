"""Kinds of employer and of workplace."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerKind(TextChoices):
    """EMP-01."""

    LEGAL = "legal", _("Legal person")  # Tüzel İşveren
    NATURAL = "natural", _("Natural person")  # Bireysel (Gerçek) İşveren


class TaxIdKind(TextChoices):
    """ID-12: real persons use their T.C. number, foreigners their own or a tax number."""

    VKN = "vkn", _("Tax number")
    TCKN = "tckn", _("T.C. identity number")
    YKN = "ykn", _("Foreigner's identity number")


class Sector(TextChoices):
    """VAC-20: comes from the workplace (SGK kind code, institution), never from the user."""

    PUBLIC = "public", pgettext_lazy("sector", "Public")
    PRIVATE = "private", pgettext_lazy("sector", "Private")

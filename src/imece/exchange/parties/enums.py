"""Kinds of institution, of officials and of units (X1, X3; KPS-03, KPS-06, KPS-10)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class InstitutionKind(TextChoices):
    """What an institution is decides which services may be opened to it at all (X1.2, KPS-06)."""

    CENTRAL = "central", _("Central public administration")
    LOCAL = "local", _("Municipality or local administration")
    SOCIAL_SECURITY = "social_security", _("Social security institution")
    UNIVERSITY = "university", _("University")
    BANK = "bank", _("Bank")
    INSURER = "insurer", _("Insurance or pension company")
    PROFESSIONAL_BODY = "professional_body", _("Professional body with public status")
    PRIVATE = "private", _("Private legal person")


class OfficialRole(TextChoices):
    """KPS-10: the administrative and the technical user are not the same person."""

    SIGNATORY = "signatory", _("Authorised signatory")
    ADMINISTRATIVE = "administrative", _("Administrative user")
    TECHNICAL = "technical", _("Technical user")
    DATA_PROTECTION = "data_protection", _("Data protection contact")

"""Registers, states and events of the identity register (X4.1)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Register(TextChoices):
    """Which register a person stands in; a number of each begins differently (ID-03, ID-06)."""

    CITIZENS = "C", _("Citizens")
    FOREIGNERS = "F", _("Foreigners")
    BLUE_CARD = "B", _("Blue card holders")


class MaritalStatus(TextChoices):
    """**Medeni hal**, as the register holds it."""

    SINGLE = "single", _("Single")
    MARRIED = "married", _("Married")
    DIVORCED = "divorced", _("Divorced")
    WIDOWED = "widowed", _("Widowed")


class EventKind(TextChoices):
    """**Nüfus olayı**."""

    BIRTH = "birth", _("Birth")
    MARRIAGE = "marriage", _("Marriage")
    DIVORCE = "divorce", _("Divorce")
    DEATH = "death", _("Death")
    CITIZENSHIP = "citizenship", _("Citizenship gained")
    NAME_CHANGE = "name_change", _("Change of name")

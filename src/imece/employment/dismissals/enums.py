"""Grounds of a collective dismissal, and who is told of it (4857 md. 29; COL-05, COL-13)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Ground(TextChoices):
    ECONOMIC = "economic", _("Economic")
    TECHNOLOGICAL = "technological", _("Technological")
    STRUCTURAL = "structural", _("Structural")
    SIMILAR = "similar", _("Similar business reasons")

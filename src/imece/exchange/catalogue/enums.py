from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ServiceState(TextChoices):
    """A withdrawn version is announced beforehand: DEPRECATED, with its day (X4.3)."""

    PUBLISHED = "published", _("Open")
    DEPRECATED = "deprecated", _("To be withdrawn")
    WITHDRAWN = "withdrawn", _("Withdrawn")

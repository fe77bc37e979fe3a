from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReckoningName(TextChoices):
    """Which figures are made together, and how often (`tasks.py`)."""

    MARKET = "market", _("Demand and supply")  # hourly
    HISTORY = "history", _("Months")  # nightly
    DUTIES = "duties", _("Duties of employers")  # nightly

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VacancyState(TextChoices):
    """§2.5, işgücü istemi."""

    DRAFT = "draft", _("Draft")  # TASLAK
    OPEN = "open", _("Open")  # AKTIF
    EXPIRED = "expired", _("Expired")  # SURESI_DOLDU
    CLOSED = "closed", _("Closed")  # KAPALI
    CANCELLED = "cancelled", _("Cancelled")  # IPTAL
    DELETED = "deleted", _("Deleted")  # SILINDI


class WorkKind(TextChoices):
    """Çalışma şekli."""

    FULL_TIME = "full_time", _("Full time")
    PART_TIME = "part_time", _("Part time")
    REMOTE = "remote", _("From home or remote")
    TEMPORARY = "temporary", _("Temporary")
    SEASONAL = "seasonal", _("Seasonal")
    SHIFTS = "shifts", _("In shifts")


class ClosingOutcome(TextChoices):
    """Why a vacancy was closed (P3.7)."""

    FILLED_THROUGH_US = "filled_through_us", _("Filled through İŞKUR")
    FILLED_OTHERWISE = "filled_otherwise", _("Filled by other means")
    NO_SUITABLE_CANDIDATE = "no_suitable_candidate", _("No suitable candidate")
    NO_LONGER_NEEDED = "no_longer_needed", _("No longer needed")

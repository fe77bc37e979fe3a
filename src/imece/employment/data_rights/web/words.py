"""What both sides read of a request, in words."""

from django.utils import timezone
from django.utils.translation import ngettext

from imece.employment.data_rights.models import DataRequest


def left(request: DataRequest) -> str:
    """How long the answer may still take; empty when it was given."""
    if not request.is_waiting:
        return ""
    days = (request.due_on - timezone.localdate()).days
    if days < 0:
        return ngettext("%(count)d day overdue", "%(count)d days overdue", -days) % {"count": -days}
    return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}

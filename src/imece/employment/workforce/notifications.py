"""What employers are told about their workforce tables."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class TableDue(Notice):
    """AIC-02: a month's table is missing, and its last day is near."""

    name = "workforce.table_due"
    audience = _("The workplace's manager and users with the right «Workforce table»")
    template = "workforce/notices/table_due.txt"
    example: ClassVar[dict[str, Any]] = {
        "workplace": "Örnek Dokuma Ankara",
        "month": "03.2026",
        "last_day": "30.04.2026",
    }

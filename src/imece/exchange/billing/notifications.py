"""What an institution is told about its statements."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class StatementIssued(Notice):
    name = "billing.issued"
    audience = _("People of the institution with the right «Statements»")
    template = "billing/notices/issued.txt"
    example: ClassVar[dict[str, Any]] = {
        "institution": "Örnek Bankası A.Ş. (deneme)",
        "number": "THK-202611-9000002-1",
        "month": "Kasım 2026",
        "amount": "₺30,00",
        "is_free": False,
        "is_correction": False,
        "link": "http://localhost/degisim/ucretler/THK-202611-9000002-1/",
    }

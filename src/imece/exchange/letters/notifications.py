from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class LetterArrived(Notice):
    """The letter itself stays in the portal and the registered mail: a notice says only that there is one."""

    name = "letters.arrived"
    audience = _("People of the institution with the right «Agreements»")
    template = "letters/notices/arrived.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "E-12345678-622.01-17",
        "sender": "Veri Değişimi Merkezi (deneme)",
        "served_on": "10.01.2026",
        "link": "http://localhost/degisim/yazilar/1/",
    }

"""What people are told about the road's continuity."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.enums import Channel
from imece.core.notifications.notice import Notice

FACTS: dict[str, Any] = {
    "number": "K-2026-00017",
    "title": "Kimlik doğrulama servisinde bakım (deneme)",
    "kind": "Planlı bakım",
    "state": "Duyuruldu",
    "services": "registry.verify",
    "begins": "05.06.2026 19:00",
    "ends": "05.06.2026 21:00",
    "is_over": False,
    "catch_up_due_on": "",
    "reason": "",
    "link": "http://localhost/degisim/kesintiler/17/",
}


class InterruptionNotice(Notice):
    """X7.1: told beforehand, at once, and when it is over."""

    name = "continuity.interruption"
    audience = _("People of the hindered institutions and their contacts")
    template = "continuity/notices/interruption.txt"
    example: ClassVar[dict[str, Any]] = FACTS


class StatusNotice(Notice):
    """The same news for whoever subscribed to the status page."""

    name = "continuity.status"
    audience = _("Subscribers to the status page")
    template = "continuity/notices/interruption.txt"
    channels = (Channel.EMAIL,)
    example: ClassVar[dict[str, Any]] = FACTS | {"link": "http://localhost/veri-degisimi/durum/"}


class SubscriptionConfirmation(Notice):
    name = "continuity.confirm"
    audience = _("Whoever asked to be told of interruptions")
    template = "continuity/notices/confirm.txt"
    channels = (Channel.EMAIL,)
    example: ClassVar[dict[str, Any]] = {"link": "http://localhost/veri-degisimi/durum/onay/x/"}


class BreachTold(Notice):
    """PRO-10: the other party is told; what it was about stands on the page alone."""

    name = "continuity.breach"
    audience = _("People of the told institution with the right «Audit of use»")
    template = "continuity/notices/breach.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "VI-2026-00003",
        "link": "http://localhost/degisim/ihlaller/3/",
    }


class MaterialPublished(Notice):
    """PRO-16: renewed when the service changes, and told."""

    name = "continuity.material"
    audience = _("People of institutions that may ask the service")
    template = "continuity/notices/material.txt"
    example: ClassVar[dict[str, Any]] = {
        "title": "Kimlik doğrulama kılavuzu (deneme) v2",
        "service": "registry.verify",
        "change_note": "Yeni alan: kayıt durumu",
        "link": "http://localhost/degisim/belgeler/2/",
    }

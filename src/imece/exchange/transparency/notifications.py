"""What citizens and institutions are told about questions asked (X5.5, KVK-05, PRO-06). All statutory."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice

EXAMPLE: dict[str, Any] = {
    "institution": "Örnek Bankası A.Ş. (deneme)",
    "service": "Kişi sorgulama",
    "asked_on": "20.11.2026",
    "due_on": "22.12.2026",
    "complain_by": "21.01.2027",
    "receipt": "18221",
    "link": "http://localhost/degisim/neden/1/",
}


class WhyReceived(Notice):
    name = "transparency.why_received"
    audience = _("The person who asked why")
    template = "transparency/notices/why_received.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class WhyAnswered(WhyReceived):
    name = "transparency.why_answered"
    template = "transparency/notices/why_answered.txt"


class WhyEscalated(WhyReceived):
    name = "transparency.why_escalated"
    template = "transparency/notices/why_escalated.txt"


class WhyOpened(Notice):
    name = "transparency.why_opened"
    audience = _("People of the institution with the right «Audit of use»")
    template = "transparency/notices/why_opened.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class WhyReminder(WhyOpened):
    name = "transparency.why_reminder"
    template = "transparency/notices/why_reminder.txt"


class WhyOverdueOfficers(WhyOpened):
    name = "transparency.why_overdue_officers"
    template = "transparency/notices/why_overdue.txt"


class WhyOverdue(Notice):
    name = "transparency.why_overdue"
    audience = _("The institution's data protection contact")
    template = "transparency/notices/why_overdue.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class Flagged(Notice):
    name = "transparency.flagged"
    audience = _("People of the institution with the right «Audit of use»")
    template = "transparency/notices/flagged.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"rule": "Gece sorgulama", "flagged_on": "20.11.2026"}


class FlagJudged(Notice):
    name = "transparency.flag_judged"
    audience = _("People of the institution with the right «Audit of use»")
    template = "transparency/notices/flag_judged.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {
        "rule": "Gece sorgulama",
        "state": "Açıklandı",
        "reason": "Gece vardiyası bildirilmiş.",
    }


class SampleDrawn(Notice):
    name = "transparency.sample_drawn"
    audience = _("People of the institution with the right «Audit of use»")
    template = "transparency/notices/sample_drawn.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"count": 10}


class SampleClosed(Notice):
    name = "transparency.sample_closed"
    audience = _("People of the institution with the right «Audit of use»")
    template = "transparency/notices/sample_closed.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"count": 1, "reason": "Biri dosyasız sorgulanmış."}

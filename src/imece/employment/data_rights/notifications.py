"""What the person and the desk are told of a request (KVK-05, 6698 art. 13 and 14). All statutory."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice

EXAMPLE: dict[str, Any] = {
    "number": "VB-2026-000001",
    "right": "Silinmesini veya yok edilmesini istiyorum",
    "asked_on": "22.11.2026",
    "due_on": "22.12.2026",
    "complain_by": "21.01.2027",
    "link": "http://localhost/verilerim/basvurular/1/",
}


class RequestReceived(Notice):
    name = "data_rights.received"
    audience = _("The person who made the request")
    template = "data_rights/notices/received.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE


class RequestAnswered(RequestReceived):
    name = "data_rights.answered"
    template = "data_rights/notices/answered.txt"


class RequestOverdue(RequestReceived):
    name = "data_rights.overdue"
    template = "data_rights/notices/overdue.txt"


class RequestOpened(Notice):
    name = "data_rights.opened"
    audience = _("Headquarters staff with the right «Personal data requests»")
    template = "data_rights/notices/opened.txt"
    example: ClassVar[dict[str, Any]] = EXAMPLE | {"link": "http://localhost/kurum/veri-basvurulari/1/"}


class RequestReminder(RequestOpened):
    name = "data_rights.reminder"
    template = "data_rights/notices/reminder.txt"


class RequestOverdueDesk(RequestOpened):
    name = "data_rights.overdue_desk"
    template = "data_rights/notices/overdue_desk.txt"

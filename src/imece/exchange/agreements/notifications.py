"""What the parties' people are told: a class each; the words in `templates/agreements/notices/`."""

from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice

PEOPLE = _("People of the institution with the right «Applications and agreements»")


class ApplicationStep(Notice):
    name = "agreements.application"
    audience = PEOPLE
    template = "agreements/notices/application.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "BSV-0000001",
        "title": "Kimlik doğrulama",
        "state": "İnceleniyor",
        "answer": "Kişi servisi için kanun maddesi yazılmamış.",
        "complete_by": date(2027, 1, 22),
        "link": "http://localhost/degisim/basvurular/BSV-0000001/",
    }


class AgreementNews(Notice):
    name = "agreements.agreement"
    audience = PEOPLE
    template = "agreements/notices/agreement.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "IKA-0000001",
        "title": "Kimlik doğrulama",
        "what": "Askıya alındı: hiçbir sorgu yanıtlanmaz.",
        "text": "Taahhütnamesi olmayan kullanıcı adına sorgu yapılmış.",
        "link": "http://localhost/degisim/anlasmalar/IKA-0000001/",
    }


class DisputeNews(Notice):
    name = "agreements.dispute"
    audience = PEOPLE
    template = "agreements/notices/dispute.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "IKA-0000001",
        "field": "surname",
        "state": "Veri sahibini bekliyor",
        "due_on": date(2026, 12, 7),
        "answer": "",
        "link": "http://localhost/degisim/itirazlar/1/",
    }


class AddressTold(Notice):
    name = "agreements.address"
    audience = PEOPLE
    template = "agreements/notices/address.txt"
    example: ClassVar[dict[str, Any]] = {
        "who": "Örnek Bankası A.Ş. (deneme)",
        "address": "Deneme Mah. Örnek Sok. 1, Ankara",
        "valid_from": date(2026, 11, 20),
        "link": "http://localhost/degisim/anlasmalar/",
    }

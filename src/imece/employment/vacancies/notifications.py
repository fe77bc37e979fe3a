"""What people are told about vacancies, by the channel each chose."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.enums import Channel
from imece.core.notifications.notice import Notice


class SearchAlert(Notice):
    """P2.3: new vacancies of a saved search; they stand in the mail itself."""

    name = "vacancies.search_alert"
    audience = _("Whoever saved the search")
    template = "vacancies/notices/search_alert.txt"
    channels = (Channel.EMAIL,)
    example: ClassVar[dict[str, Any]] = {
        "name": "Ankara'da garsonluk",
        "summary": "garson · Ankara",
        "vacancies": [
            {
                "title": "Garson",
                "employer": "",
                "place": "Çankaya / Ankara",
                "wage": "33.030,00 TL",
                "basis": "Brüt",
                "last_day": "21.12.2026",
                "link": "http://localhost/is-ilanlari/00000012345/",
            }
        ],
        "has_more": True,
        "search_url": "http://localhost/is-ilanlari/?v=2&words=garson",
        "answer_url": "http://localhost/aramalarim/gorus/x/",
        "unsubscribe_url": "http://localhost/aramalarim/durdur/x/",
    }


class VacancyReviewed(Notice):
    """P3.8: approved, returned with what to change, or rejected with the article."""

    name = "vacancies.reviewed"
    audience = _("Whoever sent the vacancy to review")
    template = "vacancies/notices/reviewed.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "00000012345",
        "title": "Kaynakçı",
        "outcome": "Değiştirilmek üzere geri gönderildi",
        "reason": "«30 yaşını aşmamış» yerine gereken deneyimi yazın.",
        "article": "6701 md. 6",
        "link": "http://localhost/isveren/istemler/00000012345/",
    }


class VacancyNotPublished(Notice):
    """Its first day came, but the law no longer lets it be announced as it stands."""

    name = "vacancies.not_published"
    audience = _("The workplace's managers")
    template = "vacancies/notices/not_published.txt"
    example: ClassVar[dict[str, Any]] = {
        "number": "00000012345",
        "title": "Kaynakçı",
        "reason": "Önerilen 33.030,00 TL ücret asgari ücretin altında.",
        "link": "http://localhost/isveren/istemler/00000012345/",
    }

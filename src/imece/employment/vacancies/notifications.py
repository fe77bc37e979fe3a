"""What an employer is told about his vacancies, by the channel he chose."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


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

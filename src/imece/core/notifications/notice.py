"""What a notice is. A room derives its own in `notifications.py`; a test renders every one in both languages.

    class VacancyPublished(Notice):
        name = "vacancies.published"
        audience = _("The workplace's manager")
        template = "vacancies/notices/published.txt"
        example = {"number": "00012345678", "title": "Kaynakçı"}

The template's first line is the subject, the rest the text; `{% trans %}` and `{% blocktrans %}` speak the
person's language.
"""

import logging
import re
from typing import Any, ClassVar

from django.conf import settings
from django.template import Context, engines
from django.template.loader import get_template
from django.utils import translation
from stdnum.tr import tckimlik

from imece.core.errors import Text
from imece.core.notifications.enums import Channel

log = logging.getLogger("imece.notifications")
NOTICES: dict[str, type["Notice"]] = {}
ELEVEN_DIGITS = re.compile(r"(?<!\d)[1-9]\d{10}(?!\d)", re.ASCII)


class Notice:
    """`channels` are those that may carry it."""

    name: ClassVar[str]
    audience: ClassVar[Text]
    template: ClassVar[str]
    example: ClassVar[dict[str, Any]]
    channels: ClassVar[tuple[Channel, ...]] = tuple(Channel)

    def __init_subclass__(cls) -> None:
        if NOTICES.setdefault(cls.name, cls) is not cls:
            raise ValueError(f"notice {cls.name} is defined twice")


def render_notice(notice: type[Notice], language: str, data: dict[str, Any]) -> tuple[str, str]:
    """Subject and text. The subject is made of the template's first line alone, so no value can add a line to it."""
    source = str(get_template(notice.template).template.source)  # type: ignore[attr-defined]
    first_line, _newline, rest = source.partition("\n")
    values = {**data, "public_url": settings.PUBLIC_URL}
    with translation.override(language):
        subject = " ".join(_render(first_line, values).split())
        body = re.sub(r"\n{3,}", "\n\n", _render(rest, values)).strip() + "\n"
    return _without_identity_numbers(subject, notice)[:200], _without_identity_numbers(body, notice)


def _render(source: str, values: dict[str, Any]) -> str:
    template = engines["django"].engine.from_string(source)  # type: ignore[attr-defined]
    return str(template.render(Context(values, autoescape=False)))


def _without_identity_numbers(text: str, notice: type[Notice]) -> str:
    """A T.C. number never leaves in a message. Masked, not refused: the deadline the notice tells of still runs."""

    def mask(found: re.Match[str]) -> str:
        number = found.group()
        if not tckimlik.is_valid(number):
            return number
        log.error("notice %s held an identity number; it was masked", notice.name)
        return "•" * 9 + number[-2:]

    return ELEVEN_DIGITS.sub(mask, text)

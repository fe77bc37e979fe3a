"""«14.32'de kaydedildi»: the ending follows the number as it is read."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

_OF_DIGIT = {1: "de", 2: "de", 3: "te", 4: "te", 5: "te", 6: "da", 7: "de", 8: "de", 9: "da"}
_OF_TENS = {0: "da", 1: "da", 2: "de", 3: "da", 4: "ta", 5: "de"}


def locative(number: int) -> str:
    """The ending of a number from 0 to 59: üç'te, otuz'da, kırk'ta."""
    return _OF_DIGIT[number % 10] if number % 10 else _OF_TENS[number // 10]


def saved_at_text(instant: datetime) -> str:
    """A full hour is read without its minutes: 14.00'te."""
    local = timezone.localtime(instant)
    if translation.get_language() == "tr":
        time = f"{local:%H.%M}'{locative(local.minute or local.hour)}"
    else:
        time = f"{local:%H:%M}"
    return _("Saved at %(time)s") % {"time": time}

"""The citizen's look-ups for programs he uses himself, in the words of the Estonian data tracker (*findUsage*).

`offset` counts from 1 and `limit` is 100 unless given, newest first, as its protocol says; beyond `logtime`, `action`
and `receiver` each row has the institution's name, the purpose and its legal ground. No staff identity (C-579/21).
"""

from datetime import datetime
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from imece.core.errors import define
from imece.core.formats import whole_of
from imece.core.web.access import needs, public
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.mine import look_span, looks_from

DEFAULT_LIMIT: Final = 100
LARGEST_LIMIT: Final = 1000
LARGEST_OFFSET: Final = 100_000
WRONG_NUMBER = define(
    "TRN-012",
    _("«{name}» is {value}; it must be a whole number from 1 to {most}."),
    remedy=_("Begin with offset=1 and add the number of rows you got."),
    status=400,
)


@needs("transparency.citizen")
@require_safe
def find_usage(request: ActorRequest) -> HttpResponse:
    offset = _number(request, "offset", 1, LARGEST_OFFSET)
    limit = _number(request, "limit", DEFAULT_LIMIT, LARGEST_LIMIT)
    found = looks_from(request.actor, offset=offset, limit=limit, now=timezone.now())
    return _answer({"usage": [_usage(look) for look in found]})


@needs("transparency.citizen")
@require_safe
def usage_period(request: ActorRequest) -> HttpResponse:
    """From when to when there are rows about the person; empty when there are none."""
    first, last = look_span(request.actor, now=timezone.now())
    return _answer({"from": _instant(first), "to": _instant(last)})


@public
@require_safe
def usage_heartbeat(request: ActorRequest) -> HttpResponse:
    return _answer({"status": "ok", "time": _instant(timezone.now())})


def _usage(look: Any) -> dict[str, Any]:
    told = look.told
    return {
        "logtime": _instant(told.at),
        "action": told.service,
        "receiver": told.receiver_code,
        "receiverName": told.institution,
        "purpose": told.purpose,
        "legalBasis": told.legal_ground,
        "fields": list(told.fields) if told.was_given else [],
        "ownQuery": look.is_own,
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _number(request: ActorRequest, name: str, default: int, most: int) -> int:
    text = request.GET.get(name, "")
    if not text:
        return default
    number = whole_of(text, 11) or 0
    if not 1 <= number <= most:
        raise WRONG_NUMBER(name=name, value=text[:20], most=most)
    return number


def _answer(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(
        content, json_dumps_params={"ensure_ascii": False}, headers={"Cache-Control": "no-store"}
    )

"""**Yükümlülüklerim**: the page, and the calendar behind its link."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from imece.core.web.access import needs, public
from imece.core.web.requests import ActorRequest
from imece.employment.home.domain.duties import duties_of
from imece.employment.home.domain.duty_calendar import actor_of_link, calendar_link, duty_calendar


@needs("home.duties")
@require_safe
def duties(request: ActorRequest) -> HttpResponse:
    today = timezone.localdate()
    found = duties_of(request.actor, today)
    context = {
        "overdue": [duty for duty in found if duty.is_overdue(today)],
        "soon": [duty for duty in found if not duty.is_overdue(today) and duty.is_soon(today)],
        "later": [duty for duty in found if not duty.is_soon(today)],
        "calendar_link": calendar_link(request.actor),
    }
    return render(request, "home/duties.html", context)


@public
@require_safe
def calendar(request: ActorRequest, token: str) -> HttpResponse:
    """Fetched by a calendar program without a cookie; the link is the right. Always in Turkish."""
    now = timezone.now()
    actor = actor_of_link(token, now)
    with translation.override("tr"):
        content = duty_calendar(actor, now)
    headers = {
        "Content-Disposition": 'inline; filename="yukumlulukler.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)

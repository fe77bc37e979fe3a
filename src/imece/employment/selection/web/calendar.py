"""A calendar file as an answer: saved, never kept by a cache, since it holds names."""

from django.http import HttpResponse

CALENDAR_TYPE = "text/calendar; charset=utf-8"


def calendar_response(content: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=CALENDAR_TYPE, headers=headers)

"""The person's own messages, whatever channel they went by."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from imece.core.notifications.outbox import mark_read, messages_of
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest

ROWS = 15  # P0.1


@needs("notifications.own")
@require_safe
def inbox(request: ActorRequest) -> HttpResponse:
    page = Paginator(messages_of(request.actor), ROWS).get_page(request.GET.get("sayfa"))
    return render(request, "notifications/inbox.html", {"page": page})


@needs("notifications.own")
@require_safe
def show_message(request: ActorRequest, number: int) -> HttpResponse:
    message = get_in_scope(messages_of(request.actor), request.actor, pk=number)
    mark_read(message=message, actor=request.actor)
    return render(request, "notifications/message.html", {"message": message})

"""The public status page: now, planned, past; uptime by service and month; the same as JSON and CSV (X7.2)."""

import csv
import io
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from imece.core.errors import Problem
from imece.core.formats import format_decimal, format_integer, format_month
from imece.core.ui.charts import Bar
from imece.core.web.access import public
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain import queries
from imece.exchange.continuity.domain.subscriptions import confirm_subscription, subscribe, unsubscribe
from imece.exchange.continuity.models import Interruption
from imece.exchange.continuity.web.forms import SubscribeForm

UP, DOWN, UNKNOWN = "up", "down", "unknown"
WORDS = {
    UP: _("All services answer."),
    DOWN: _("Some services do not answer."),
    UNKNOWN: _("Not measured at the moment."),
}


@public
@require_GET
def status_page(request: ActorRequest) -> HttpResponse:
    now = timezone.now()
    state = _state(now)
    context = {
        "state": state,
        "words": WORDS[state],
        "probe": queries.newest_probe(),
        "now_rows": queries.interruptions_now(),
        "ahead": queries.interruptions_ahead(now),
        "past": queries.interruptions_past(now),
        "charts": _charts(now),
        "form": SubscribeForm(),
    }
    return render(request, "continuity/status.html", context)


@public
@require_GET
def status_json(request: ActorRequest) -> HttpResponse:
    """For other institutions' monitors. Times are ISO 8601 with their zone; shares are texts with two places."""
    now = timezone.now()
    probe = queries.newest_probe()
    return JsonResponse(
        {
            "state": _state(now),
            "measured_at": probe.at if probe else None,
            "interruptions": [_told(one) for one in queries.interruptions_now()],
            "planned": [_told(one) for one in queries.interruptions_ahead(now)],
            "past": [_told(one) for one in queries.interruptions_past(now)],
            "uptime": [
                {
                    "service": one.service or None,
                    "month": f"{one.month:%Y-%m}",
                    "looks": one.probe_count,
                    "up": one.up_count,
                    "planned_down": one.planned_count,
                    "share": None if one.share is None else str(one.share),
                }
                for one in queries.uptimes(queries.today_of(now))
            ],
        }
    )


@public
@require_GET
def uptime_csv(request: ActorRequest) -> HttpResponse:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["service", "month", "looks", "up", "planned_down", "share_percent"])
    for one in queries.uptimes(queries.today_of(timezone.now())):
        row = [one.service, f"{one.month:%Y-%m}", one.probe_count, one.up_count, one.planned_count, one.share]
        writer.writerow(row)
    headers = {"Content-Disposition": 'attachment; filename="calisma-sureleri.csv"'}
    return HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


@public
@require_http_methods(["GET", "POST"])
def status_subscribe(request: ActorRequest) -> HttpResponse:
    """The same answer whether or not the address is known."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = translation.get_language() or "tr"
        email = form.cleaned_data["email"]
        try:
            subscribe(email=email, language=language, actor=request.actor, now=timezone.now())
        except Problem as problem:
            add_problem(form, problem)
        else:
            words = _("If the address is not subscribed yet, a mail with a link to confirm it is on its way.")
            return _answer(request, _("Look into your mailbox"), words)
    return render(request, "continuity/subscribe.html", {"form": form}, status=422 if form.errors else 200)


@public
@require_http_methods(["GET", "POST"])
def status_confirm(request: ActorRequest, token: str) -> HttpResponse:
    """GET asks (mail programs follow links by themselves), POST confirms."""
    if request.method == "GET":
        return _question(request, _("Confirm the subscription"), _("Tell me of interruptions"))
    confirm_subscription(token=token, actor=request.actor, now=timezone.now())
    return _answer(request, _("You are subscribed"), _("Each mail has a link that ends it."))


@csrf_exempt  # RFC 8058: the mail program posts, without our cookie; the signed link is the key
@public
@require_http_methods(["GET", "POST"])
def status_unsubscribe(request: ActorRequest, token: str) -> HttpResponse:
    if request.method == "GET":
        return _question(request, _("End the subscription"), _("No longer tell me"))
    unsubscribe(token=token, actor=request.actor)
    return _answer(request, _("The subscription has ended"), _("Your address was removed."))


def _question(request: ActorRequest, heading: Any, label: Any) -> HttpResponse:
    return render(request, "continuity/subscription.html", {"heading": heading, "label": label})


def _answer(request: ActorRequest, heading: Any, words: Any) -> HttpResponse:
    return render(request, "continuity/subscription.html", {"heading": heading, "words": words})


def _state(now: Any) -> str:
    """What an interruption says goes before what was measured; without a fresh look nothing is claimed."""
    if queries.interruptions_now().exists():
        return DOWN
    probe = queries.newest_probe()
    if probe is None or not queries.is_fresh(probe, now):
        return UNKNOWN
    return UP if probe.is_up and not probe.down else DOWN


def _told(one: Interruption) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "state": one.state,
        "title": one.title,
        "services": one.services,
        "cause": one.cause,
        "planned_from": one.planned_from,
        "planned_until": one.planned_until,
        "started_at": one.started_at,
        "repair_begun_at": one.repair_begun_at,
        "ended_at": one.ended_at,
        "catch_up_due_on": one.catch_up_due_on,
    }


def _charts(now: Any) -> list[dict[str, Any]]:
    """One a service: bars by month, and the same numbers as a table."""
    by_service: dict[str, list[queries.Uptime]] = defaultdict(list)
    for one in queries.uptimes(queries.today_of(now)):
        by_service[one.service].append(one)
    return [
        {
            "id": f"uptime-{place}",
            "title": service or _("The road itself (gateway)"),
            "bars": [_bar(one) for one in rows],
            "rows": rows,
        }
        for place, (service, rows) in enumerate(sorted(by_service.items()))
    ]


def _bar(one: queries.Uptime) -> Bar:
    language = translation.get_language() or "tr"
    month = format_month(one.month, language)
    if one.share is None:
        return Bar(month, str(_("not measured")), Decimal(0))
    words = _("%(share)s %% of %(looks)s looks") % {
        "share": format_decimal(one.share, 2, language),
        "looks": format_integer(one.probe_count - one.planned_count, language),
    }
    return Bar(month, words, one.share)

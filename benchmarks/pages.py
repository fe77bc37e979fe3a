"""A list page of ours beside a bare Django page of the same 15 rows, in one process, turn by turn.

Ours: signed in, scope, permission, audit context, criteria, actions, the whole frame. Bare: Django's stock middleware,
the signed-in person, one query, one small template. Both are asked through the same test client; a page that lacks one
of the 15 rows ends the run.
"""

import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import Client, override_settings
from django.urls import path
from django.utils import timezone
from tests.cast import make_employer, make_membership, make_person, make_workplace, sign_in
from tests.employment.main_job import make_vacancy

from imece.employment.vacancies.models import Vacancy

ROWS, MADE, TARGET, WARM_UP = 15, 40, 0.5, 10
STOCK = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "benchmarks.pages.bare_addresses",
]
STOCK_PROCESSORS = (
    "template.context_processors.request",
    "contrib.auth.context_processors.auth",
    "contrib.messages.context_processors.messages",
)
PAGE = """<!doctype html><html lang="tr"><title>{{ person }}</title><h1>Labour requests</h1><table>
{% for row in rows %}<tr><td><a href="/is-ilanlari/{{ row.number }}/">{{ row.number }}</a></td><td>{{ row.title }}</td>
<td>{{ row.occupation.name }}</td><td>{{ row.district.name }}</td><td>{{ row.post_count }}</td>
<td>{{ row.get_state_display }}</td><td>{{ row.last_application_on }}</td></tr>{% endfor %}</table></html>"""


def bare_list(request: HttpRequest) -> HttpResponse:
    rows = Vacancy.objects.select_related("occupation", "district").order_by("-created_at", "-id")[:ROWS]
    return HttpResponse(_template().render({"rows": rows, "person": request.user}, request))


@cache
def _template() -> Any:
    """By an engine as `startproject` sets it up, compiled once."""
    processors = [f"django.{name}" for name in STOCK_PROCESSORS]
    options = {"context_processors": processors}
    return DjangoTemplates({"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": options}).from_string(
        PAGE
    )


urlpatterns = [path("", bare_list)]


def bare_addresses(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = "benchmarks.pages"
        return get_response(request)

    return middleware


def measure(rounds: int) -> dict[str, Any]:
    settings.ALLOWED_HOSTS = [
        "testserver"
    ]  # no test environment: its instrumented templates would be measured too
    titles, ours, bare = _make()
    sides: dict[str, tuple[Client, str]] = {"ours": (ours, "/isveren/istemler/"), "bare Django": (bare, "/")}
    times: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(WARM_UP + rounds):
        for name, (client, address) in sides.items():
            began = time.perf_counter()
            page = client.get(address)
            spent = time.perf_counter() - began
            _check(name, page, titles)
            if number >= WARM_UP:
                times[name].append(spent)
    return _outcome(times)


def _make() -> tuple[list[str], Client, Client]:
    """40 vacancies of one workplace; the 15 newest are on the first page."""
    manager = make_person(1, "Ayşe", "Çınarlı")
    workplace = make_workplace(1, make_employer(1, "Örnek Dokuma A.Ş."), "Örnek Dokuma Ankara")
    make_membership(manager, workplace.organisation, is_founder=True)
    titles = [f"Ölçüm istemi {number:02d}" for number in range(MADE)]
    for title in titles:
        make_vacancy(manager, workplace, title=title, now=timezone.now(), last_application_on=_in_a_month())
    ours = sign_in(Client(), manager, workplace.organisation)
    with override_settings(MIDDLEWARE=STOCK):  # read once, when the handler is loaded
        bare = Client()
        bare.handler.load_middleware()
    bare.cookies = ours.cookies
    return titles[-ROWS:], ours, bare


def _in_a_month() -> Any:
    return timezone.localdate() + timedelta(days=30)


def _check(name: str, page: Any, titles: list[str]) -> None:
    text = page.content.decode()
    missing = [title for title in titles if title not in text]
    if page.status_code != 200 or missing:
        raise SystemExit(f"{name} answers {page.status_code} without {missing}: nothing was measured")


def _outcome(times: dict[str, list[float]]) -> dict[str, Any]:
    sides = {
        name: {
            "min_ms": min(spent) * 1000,
            "median_ms": statistics.median(spent) * 1000,
            "rounds": len(spent),
        }
        for name, spent in times.items()
    }
    ours, bare = sides["ours"], sides["bare Django"]
    median = bare["median_ms"] / ours["median_ms"]
    return {
        "rows": ROWS,
        "sides": sides,
        "ratio_min": bare["min_ms"] / ours["min_ms"],
        "ratio_median": median,
        "target": f">= {TARGET}",
        "is_met": median >= TARGET,
    }

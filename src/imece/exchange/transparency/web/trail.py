"""**Sorgu izleri**: searching, one row, who opened it; the searches themselves (X5.4)."""

import ipaddress
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.queries import entry_in_scope, openings_of, searches_in_scope
from imece.exchange.transparency.domain.search import TrailCriteria, TrailPage, open_entry, search_trail
from imece.exchange.transparency.domain.words import tell
from imece.exchange.transparency.web.forms import DeskTrailForm, ReasonForm, TrailForm

AFTER = "sonra"


@needs("transparency.desk")
def trail(request: ActorRequest) -> HttpResponse:
    return _trail(request, DeskTrailForm)


@needs("transparency.own")
def own_trail(request: ActorRequest) -> HttpResponse:
    return _trail(request, TrailForm)


def _trail(request: ActorRequest, form_type: type[TrailForm]) -> HttpResponse:
    """Nothing is searched before Ara is pressed: each search is on record."""
    is_asked = any(name in request.GET for name in form_type.base_fields)
    form = form_type(request.GET if is_asked else None)
    page: TrailPage | None = None
    if is_asked and form.is_valid():
        try:
            page = search_trail(
                criteria=_criteria(form.cleaned_data),
                after=request.GET.get(AFTER, ""),
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            if problem.field not in form.fields:
                raise
            add_problem(form, problem)
    context = {
        "form": form,
        "page": page,
        "rows": tell(page.rows) if page else [],
        "older": _older(request.GET, page.next_cursor) if page and page.next_cursor else "",
        "newest": _older(request.GET, "") if AFTER in request.GET else "",
        "report_url": reverse("trail_report") + _report_query(request.GET),
        "searches_url": reverse("trail_searches"),
    }
    return render(request, "transparency/trail.html", context)


def _criteria(given: dict[str, Any]) -> TrailCriteria:
    institution, service = given.get("institution"), given.get("service")
    return TrailCriteria(
        institution_id=institution.pk if institution else None,
        user=(given.get("user") or "").strip(),
        subject=given.get("subject") or "",
        service_id=service.pk if service else None,
        outcome=given.get("outcome") or "",
        first_on=given.get("first_on"),
        last_on=given.get("last_on"),
    )


def _older(query: QueryDict, cursor: str) -> str:
    changed = query.copy()
    changed.pop(AFTER, None)
    if cursor:
        changed[AFTER] = cursor
    return f"?{changed.urlencode()}"


def _report_query(query: QueryDict) -> str:
    """The same criteria without person and user: the export holds no personal data."""
    changed = QueryDict(mutable=True)
    for name in ("institution", "service", "outcome", "first_on", "last_on"):
        if value := query.get(name):
            changed[name] = value
    return f"?{changed.urlencode()}" if changed else ""


@needs("transparency.search")
def trail_entry(request: ActorRequest, shard: int, sequence: int) -> HttpResponse:
    """One row; its personal fields after a reason, on the answer to that very POST alone."""
    actor = request.actor
    entry = entry_in_scope(actor, shard, sequence)
    form, content = ReasonForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            content = open_entry(
                entry=entry, reason=form.cleaned_data["reason"], actor=actor, now=timezone.now()
            )
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "told": tell([entry])[0],
        "entry": entry,
        "leaf": bytes(entry.leaf).hex(),
        "address": _address(bytes(entry.address)),
        "form": form,
        "content": content,
        "openings": openings_of(entry),
        "breadcrumbs": [(_("Trail of queries"), reverse(_home(actor))), (f"{shard}/{sequence}", None)],
    }
    response = render(request, "transparency/entry.html", context, status=422 if form.errors else 200)
    response["Cache-Control"] = "no-store"
    return response


def _home(actor: Actor) -> str:
    return "trail" if is_permitted(actor, "transparency.desk") else "own_trail"


def _address(packed: bytes) -> str:
    return str(ipaddress.ip_address(packed)) if len(packed) in {4, 16} else ""


def _what(row: Any) -> str:
    """The criteria of a search in words, without anybody's number."""
    given = row.criteria
    parts = [gettext("by person")] if given.get("by_subject") else []
    parts += [gettext("by user")] if given.get("by_user") else []
    parts += [gettext("one institution")] if given.get("institution") else []
    parts += [gettext("one service")] if given.get("service") else []
    days = " – ".join(filter(None, (given.get("first_on"), given.get("last_on"))))
    return ", ".join([*parts, *([days] if days else [])]) or gettext("everything")


SEARCHES = ListPage(
    name="trail-searches",
    title=_("Searches of the trail"),
    intro=_(
        "Each search of the trail is itself on record; who was searched for stands as a keyed fingerprint."
    ),
    columns=(
        Column(name="at", label=_("When"), kind=Kind.INSTANT, order_by=("at",)),
        Column(name="actor_name", label=_("Who")),
        Column(name="criteria", label=_("Criteria"), accessor=_what),
        Column(name="row_count", label=_("Rows shown"), kind=Kind.INTEGER),
    ),
    rows=lambda actor, criteria: searches_in_scope(actor),
    order=("-at", "-id"),
    over_cap="first",
    empty=Empty(text=_("Nobody has searched the trail yet.")),
)


@needs("transparency.search")
def trail_searches(request: ActorRequest) -> HttpResponse:
    return SEARCHES.respond(request)

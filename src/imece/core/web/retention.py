"""**Saklama ve imha** (KVK-06): what is kept for how long, for everybody; what went and when, for headquarters."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.models import Destruction
from imece.core.permissions import is_permitted
from imece.core.retention import PLAN, destructions_in_scope, last_destructions
from imece.core.web.access import needs, public
from imece.core.web.requests import ActorRequest


@public
@require_safe
def retention_plan(request: ActorRequest) -> HttpResponse:
    last = last_destructions()
    lines = [(line, last.get(line.name)) for line in sorted(PLAN.values(), key=lambda line: line.name)]
    sees_records = is_permitted(request.actor, "retention.records")
    return render(request, "core/retention.html", {"lines": lines, "sees_records": sees_records})


class Criteria(forms.Form):
    line = forms.ChoiceField(label=_("Line of the plan"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        named_lines = [(line.name, line.what) for line in PLAN.values()]
        self.fields["line"].choices = [("", "–"), *named_lines]  # type: ignore[attr-defined]


def destructions(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Destruction]:
    return destructions_in_scope(actor, line=criteria["line"])


def _what(row: Destruction) -> str:
    """A line that the plan no longer has keeps its bare name."""
    return str(PLAN[row.line].what) if row.line in PLAN else row.line


DESTRUCTIONS = ListPage(
    name="destructions",
    title=_("Records of destruction"),
    columns=(
        Column(name="at", label=_("When"), kind=Kind.INSTANT, order_by=("at", "pk")),
        Column(name="line", label=_("What"), accessor=_what),
        Column(name="kept", label=_("Kept for")),
        Column(name="count", label=_("Records destroyed"), kind=Kind.INTEGER),
    ),
    rows=destructions,
    criteria_form=Criteria,
    order=("-at", "-pk"),
    empty=Empty(
        text=_("Nothing stands on record yet."),
        hint=_(
            "The worker carries the plan out each night at 04:17; its first records stand here the day after."
        ),
    ),
)


@needs("retention.records")
def destruction_list(request: ActorRequest) -> HttpResponse:
    return DESTRUCTIONS.respond(request)

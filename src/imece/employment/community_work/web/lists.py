"""**TYP Arama** and the people of one programme."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.employment.community_work.domain.queries import (
    matching_programmes,
    programmes_in_scope,
    with_participant_counts,
)
from imece.employment.community_work.models import Programme
from imece.employment.community_work.web.forms import ProgrammeCriteria


def programme_url(row: Programme) -> str:
    return reverse("programme", args=[row.number])


def _listed(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Programme]:
    return matching_programmes(programmes_in_scope(actor), criteria)


def may_edit(actor: Actor) -> bool:
    return is_permitted(actor, "community_work.edit")


PROGRAMMES = ListPage(
    name="programmes",
    title=_("Search of community-benefit programmes"),
    columns=(
        Column(name="number", label=_("TYP number"), order_by=("number",), link=programme_url),
        Column(name="title", label=_("Name of the programme")),
        Column(name="kind", label=_("Kind of programme"), accessor="kind.name"),
        Column(name="workplace", label=_("Contractor"), accessor="workplace.organisation.name"),
        Column(name="place", label=_("Place"), accessor=lambda row: f"{row.district} / {row.province}"),
        Column(name="starts_on", label=_("First day"), kind=Kind.DATE, order_by=("starts_on",)),
        Column(name="ends_on", label=_("Last day"), kind=Kind.DATE, order_by=("ends_on",)),
        Column(name="place_count", label=_("Places"), kind=Kind.INTEGER),
        Column(name="participant_count", label=_("Take part now"), kind=Kind.INTEGER),
    ),
    rows=_listed,
    adds=with_participant_counts,
    criteria_form=ProgrammeCriteria,
    order=("-starts_on", "-id"),
    actions=(RowAction(name="follow", label=_("Follow-up"), url=programme_url, is_main=True),),
    page_actions=(
        PageAction(label=_("Register a programme"), url=lambda: reverse("programme_new"), is_shown=may_edit),
    ),
    row_label=str,
    empty=Empty(
        text=_("No programme was found."),
        hint=_("The unit of İŞKUR registers a programme; its contractor sees it here."),
    ),
)

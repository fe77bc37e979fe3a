"""*Taslaklarım*: what the signed-in person has begun, on whichever machine."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, RowAction
from imece.core.models import Draft
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.core.wizards.definition import WIZARDS
from imece.core.wizards.drafts import open_drafts


def _title(draft: Draft) -> str:
    wizard = WIZARDS.get(draft.kind)
    title = str(wizard.title) if wizard else draft.kind
    return f"{title}: {draft.label}" if draft.label else title


def _url(page: str) -> Any:
    return lambda draft: WIZARDS[draft.kind].url(page, token=draft.token)


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Draft]:
    return open_drafts(actor).filter(kind__in=list(WIZARDS))


DRAFTS = ListPage(
    name="drafts",
    title=_("My drafts"),
    intro=_("What you began and have not saved for good. A draft is kept until the day shown."),
    columns=(
        Column(name="title", label=_("Draft"), accessor=_title, link=_url("resume")),
        Column(name="updated_at", label=_("Last saved"), kind=Kind.INSTANT, order_by=("updated_at",)),
        Column(name="expires_on", label=_("Kept until"), kind=Kind.DATE, order_by=("expires_on",)),
    ),
    rows=_rows,
    order=("-updated_at",),
    row_label=_title,
    actions=(
        RowAction(name="resume", label=_("Go on"), url=_url("resume"), is_main=True),
        RowAction(name="delete", label=_("Delete"), url=_url("delete"), is_dangerous=True),
    ),
    empty=Empty(
        text=_("You have no drafts."), hint=_("Whatever you begin in a form of several pages is kept here.")
    ),
)


@needs("drafts.own")
def draft_list(request: ActorRequest) -> HttpResponse:
    return DRAFTS.respond(request)

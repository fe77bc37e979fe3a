"""The letters of one side: headquarters' desks and units, or an institution."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage, PageAction, RowAction
from imece.core.permissions import is_permitted
from imece.core.scope import key
from imece.exchange.letters.domain.queries import letters_in_scope, with_recipient_count
from imece.exchange.letters.enums import LetterState
from imece.exchange.letters.models import Letter

DIRECTIONS = [("", _("All")), ("in", _("Received")), ("out", _("Written by us"))]


class LetterCriteria(forms.Form):
    direction = forms.ChoiceField(label=_("Direction"), choices=DIRECTIONS, required=False)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *LetterState.choices], required=False
    )
    number = forms.CharField(label=_("Number"), max_length=60, required=False)


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Letter]:
    rows = letters_in_scope(actor)
    if state := criteria.get("state"):
        rows = rows.filter(state=state)
    if number := criteria.get("number"):
        rows = rows.filter(number__contains=number.strip())
    if criteria.get("direction") == "out":
        return rows.filter(sender_id=key(actor.organisation_id))
    if criteria.get("direction") == "in":
        return rows.filter(recipients__organisation_id=key(actor.organisation_id))
    return rows


def _may_write(actor: Actor) -> bool:
    return is_permitted(actor, "letters.write")


def make_list(prefix: str) -> ListPage:
    """`prefix` is that of the addresses' names: "" for staff, "my_" for an institution."""

    def address(letter: Letter) -> str:
        return reverse(f"{prefix}letter", args=[letter.pk])

    def new() -> str:
        return reverse(f"{prefix}letter_new")

    return ListPage(
        name=f"{prefix}letters",
        title=_("Official letters"),
        columns=(
            Column(name="subject", label=_("Letter subject"), link=address),
            Column(name="number", label=_("Number"), order_by=("number",)),
            Column(name="sender", label=_("Sender"), accessor="sender.name", order_by=("sender__name_key",)),
            Column(name="recipient_count", label=_("Recipients"), kind=Kind.INTEGER),
            Column(
                name="confidentiality", label=_("Confidentiality"), accessor="get_confidentiality_display"
            ),
            Column(name="state", label=_("State"), accessor="get_state_display"),
            Column(name="sent_at", label=_("Sent"), kind=Kind.INSTANT, order_by=("sent_at",)),
        ),
        rows=_rows,
        adds=with_recipient_count,
        criteria_form=LetterCriteria,
        order=("-created_at", "-id"),
        actions=(RowAction(name="open", label=_("Open the letter"), url=address, is_main=True),),
        page_actions=(PageAction(label=_("Write a letter"), url=new, is_shown=_may_write),),
        row_label=str,
        empty=Empty(
            text=_("There is no letter yet."),
            hint=_("Letters that you write and letters that are sent to you stand here."),
        ),
    )


STAFF_LETTERS, OWN_LETTERS = make_list(""), make_list("my_")

"""**Çağrılarım**: the own institution's questions of thirty days with the reason of each refusal."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.catalogue.public import service_names
from imece.exchange.developers.domain.queries import calls_in_scope
from imece.exchange.developers.outcomes import WORDS, outcome_code, outcome_words
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry


class CallCriteria(forms.Form):
    outcome = forms.ChoiceField(label=pgettext_lazy("of a call", "Outcome"), required=False)
    request_id = forms.UUIDField(label=_("Request number"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        choices = [("", _("All")), *((str(int(one)), words) for one, words in WORDS.items())]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]


def _rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[LedgerEntry]:
    rows = calls_in_scope(actor, timezone.now())
    if outcome := criteria.get("outcome"):
        rows = rows.filter(outcome=Outcome(int(outcome)))
    if request_id := criteria.get("request_id"):
        rows = rows.filter(request_id=request_id)
    return rows


def _list() -> ListPage:
    """Names are read once a page: a row holds the service's number alone."""
    names = service_names()
    return ListPage(
        name="my_calls",
        title=_("My calls"),
        columns=(
            Column(name="asked_at", label=_("Asked at"), kind=Kind.INSTANT, order_by=("asked_at",)),
            Column(name="service", label=_("Service"), accessor=lambda row: names.get(row.service_id, "")),
            Column(
                name="outcome", label=pgettext_lazy("of a call", "Outcome"),
                accessor=lambda row: outcome_words(row.outcome),
            ),
            Column(name="code", label=_("Code"), accessor=lambda row: outcome_code(row.outcome)),
            Column(name="folded", label=_("Further alike"), kind=Kind.INTEGER),
            Column(name="request_id", label=_("Request number"), accessor=lambda row: str(row.request_id)),
            Column(name="institution_sequence", label=_("Receipt no"), kind=Kind.INTEGER),
            Column(
                name="duration", label=_("Milliseconds"), kind=Kind.INTEGER,
                accessor=lambda row: row.duration_us // 1000,
            ),
        ),
        rows=_rows,
        criteria_form=CallCriteria,
        order=("-asked_at", "-institution_sequence"),
        row_label=lambda row: str(row.request_id),
        empty=Empty(
            text=_("No call of your institution in the last 30 days."),
            hint=_("Begin with the sandbox: its people are invented."),
            link_text=_("For developers"),
            link=lambda: reverse("developers"),
        ),
    )  # fmt: skip


@needs("developers.calls")
@require_safe
def my_calls(request: ActorRequest) -> HttpResponse:
    """Read alone: rows of the ledger have no actions."""
    return _list().respond(request)

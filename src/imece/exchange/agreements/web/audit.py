"""The other party's use of an agreement (X2.6, PRO-06): who asked what, when, for which file; never the data.

Rows come from the ledger; what is sealed there (end user, file) is opened row by row, with a reason. Each look is
itself on record (X5.4).
"""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from imece.core import audit
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import require
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.parties import other_party, own_party
from imece.exchange.agreements.domain.trail import find_question, no_questions, open_question, questions_of
from imece.exchange.agreements.models import Agreement
from imece.exchange.agreements.web.agreements import find_agreement
from imece.exchange.agreements.web.forms import today
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Institution

OUTCOMES = {
    Outcome.FOUND: _("Answered: found"),
    Outcome.NOT_FOUND: _("Answered: not found"),
    Outcome.REPEATED: _("Answered again"),
    Outcome.NO_GRANT: _("Refused: no right"),
    Outcome.SUSPENDED: _("Refused: suspended"),
    Outcome.PURPOSE_REFUSED: _("Refused: purpose"),
    Outcome.USER_REFUSED: _("Refused: end user"),
    Outcome.UNIT_REFUSED: _("Refused: unit"),
    Outcome.FILE_MISSING: _("Refused: no file number"),
    Outcome.INPUT_REFUSED: _("Refused: input"),
    Outcome.RATE_EXCEEDED: _("Refused: too many at once"),
    Outcome.DAY_EXCEEDED: _("Refused: too many on one day"),
}


def _outcome(row: LedgerEntry) -> str:
    try:
        return str(OUTCOMES.get(Outcome(row.outcome), _("Other")))
    except ValueError:
        return str(_("Other"))


def _sealed(row: LedgerEntry) -> str:
    return gettext("sealed") if row.sealed else "–"


BEGINNING = date(2000, 1, 1)


class TrailCriteria(forms.Form):
    first = DateField(label=_("From"), required=False, earliest=BEGINNING, latest=today)
    last = DateField(label=_("Until"), required=False, earliest=BEGINNING, latest=today)


TRAIL = ListPage(
    name="trail",
    title=_("What the other party asked"),
    columns=(
        Column(name="asked_at", label=_("Asked"), kind=Kind.INSTANT, order_by=("asked_at",)),
        Column(name="service", label=_("Service"), accessor="service_name"),
        Column(name="unit", label=_("Unit"), accessor="unit_name"),
        Column(name="user", label=_("End user"), accessor=_sealed),
        Column(name="file", label=_("File number"), accessor=_sealed),
        Column(name="outcome", label=_("Outcome of the query"), accessor=_outcome),
        Column(
            name="receipt",
            label=_("Receipt"),
            accessor=lambda row: f"{row.shard}/{row.sequence}",
            link=lambda row: reverse(
                "exchange_agreement_question", args=[row.agreement_number, row.shard, row.sequence]
            ),
        ),
    ),
    rows=lambda actor, criteria: no_questions(),  # each page is of one agreement, see below
    criteria_form=TrailCriteria,
    order=("-asked_at", "-shard", "-sequence"),
    row_label=lambda row: f"{row.shard}/{row.sequence}",
    over_cap="first",
    intro=_("Every question under this agreement, granted or refused; the data themselves are not shown."),
    empty=Empty(text=_("The other party has asked nothing in this time.")),
    template="agreements/trail.html",
)


@needs("agreements.audit")
@require_GET
def agreement_audit(request: ActorRequest, number: str) -> HttpResponse:
    """Only for a party's people with the right to audit, and of the *other* party's questions."""
    actor = request.actor
    found, other = _audited(request, number)
    details = {"of": other.code, "from": request.GET.get("first", ""), "until": request.GET.get("last", "")}
    audit.record(actor, "agreements.use_audited", found, details=details)
    page = replace(
        TRAIL,
        title=f"{gettext('What the other party asked')} · {other}",
        rows=lambda actor, criteria: questions_of(found, other, criteria),
    )
    return page.respond(
        request, agreement=found, other=other, back=reverse("exchange_agreement", args=[number])
    )


class OpeningForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_(
            "Why you need to know who asked. It stands on record with your name; the other party reads it."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


@needs("agreements.audit")
def agreement_question(request: ActorRequest, number: str, shard: int, sequence: int) -> HttpResponse:
    """One question; end user and file after a reason, on the answer to that very POST alone."""
    found, other = _audited(request, number)
    entry = find_question(found, other, shard, sequence)
    form, marks = OpeningForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            marks = open_question(
                agreement=found,
                entry=entry,
                reason=form.cleaned_data["reason"],
                actor=request.actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
    trail = reverse("exchange_agreement_audit", args=[number])
    context = {
        "agreement": found, "other": other, "entry": entry, "outcome": _outcome(entry), "form": form, "marks": marks,
        "breadcrumbs": [
            (number, reverse("exchange_agreement", args=[number])),
            (_("What the other party asked"), trail), (f"{shard}/{sequence}", None),
        ],
    }  # fmt: skip
    status = 422 if form.errors else 200
    response = render(request, "agreements/question.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _audited(request: ActorRequest, number: str) -> tuple[Agreement, Institution]:
    """The agreement and the party whose use is looked at: never one's own."""
    found = find_agreement(request, number)
    require(request.actor, "agreements.audit", found)
    own = own_party(found, request.actor)
    assert own is not None
    return found, other_party(found, own)

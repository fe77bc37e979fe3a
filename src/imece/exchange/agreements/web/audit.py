"""The other party's use of an agreement (X2.6, PRO-06): who asked what, when, for which file; never the data.

Rows come from the ledger; what is sealed there (end user, file) is opened by the port of `domain/trail.py`. Each look
is itself on record (X5.4).
"""

from dataclasses import replace
from datetime import date

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from imece.core import audit
from imece.core.columns import Column, Kind
from imece.core.lists import Empty, ListPage
from imece.core.permissions import require
from imece.core.ui.fields import DateField
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.agreements.domain.parties import other_party, own_party
from imece.exchange.agreements.domain.trail import marks_of, no_questions, questions_of
from imece.exchange.agreements.web.agreements import find_agreement
from imece.exchange.agreements.web.forms import today
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry

OUTCOMES = {
    Outcome.FOUND: _("Answered"),
    Outcome.NOT_FOUND: _("Answered: not known"),
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


def _user(row: LedgerEntry) -> str:
    marks = marks_of(row)
    return marks.user_number if marks else gettext("sealed")


def _file(row: LedgerEntry) -> str:
    marks = marks_of(row)
    return marks.file if marks else gettext("sealed")


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
        Column(name="user", label=_("End user"), accessor=_user),
        Column(name="file", label=_("File number"), accessor=_file),
        Column(name="outcome", label=_("Outcome"), accessor=_outcome),
        Column(name="receipt", label=_("Receipt"), accessor=lambda row: f"{row.shard}/{row.sequence}"),
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
    found = find_agreement(request, number)
    require(actor, "agreements.audit", found)
    own = own_party(found, actor)
    assert own is not None
    other = other_party(found, own)
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

"""The trail as a report: what was asked, by whom, why and with what outcome; no person in it (X5.4, X2.6)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.core.ui.fields import DateField
from imece.exchange.ledger.public import NEWEST_FIRST
from imece.exchange.transparency.domain.queries import institutions, services
from imece.exchange.transparency.domain.rules import EARLIEST, LATEST
from imece.exchange.transparency.domain.search import TrailCriteria, matching
from imece.exchange.transparency.domain.words import GROUP_WORDS, tell

MOST_ROWS = 10_000
SPAN: Any = {"earliest": EARLIEST, "latest": LATEST}


class TrailReportForm(forms.Form):
    institution: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Institution"), queryset=None, required=False, empty_label=_("All")
    )
    service: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        label=_("Service"), queryset=None, required=False, empty_label=_("All")
    )
    outcome = forms.ChoiceField(
        label=_("Outcome of the query"), choices=[("", _("All")), *GROUP_WORDS.items()], required=False
    )
    first_on = DateField(label=_("From"), **SPAN)
    last_on = DateField(label=_("Until"), **SPAN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["institution"].queryset = institutions()  # type: ignore[attr-defined]
        self.fields["service"].queryset = services()  # type: ignore[attr-defined]


@register_report
class TrailReport(Report):
    code = "transparency.trail"
    title = _("Trail of queries, without personal data")
    permission = "transparency.search"
    criteria_form = TrailReportForm
    formats = ("pdf", "xlsx", "csv")
    columns = (
        Column(name="at", label=_("When"), kind=Kind.INSTANT),
        Column(name="receipt", label=_("Receipt")),
        Column(name="institution", label=_("Institution")),
        Column(name="unit", label=_("Unit")),
        Column(name="service", label=_("Service")),
        Column(name="purpose", label=_("Purpose")),
        Column(name="fields", label=_("Fields"), accessor=lambda row: ", ".join(row.fields)),
        Column(name="outcome", label=_("Outcome of the query")),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[Any]:
        """The newest 10,000 of the period, from the actor's scope; a further period is a further report."""
        institution, service = criteria.get("institution"), criteria.get("service")
        asked = TrailCriteria(
            institution_id=institution.pk if institution else None,
            service_id=service.pk if service else None,
            outcome=criteria.get("outcome") or "",
            first_on=criteria.get("first_on"),
            last_on=criteria.get("last_on"),
        )
        found = matching(actor, asked).order_by(*NEWEST_FIRST)
        return tell(list(found[:MOST_ROWS]))

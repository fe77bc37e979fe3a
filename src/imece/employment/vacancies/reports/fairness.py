"""The audit list of exceptions to equal treatment (NDR-05): who asked, why, who approved."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.core.ui.fields import DateField
from imece.employment.vacancies.domain.fairness.telling import tell_value
from imece.employment.vacancies.domain.review_queries import exceptions_in_scope
from imece.employment.vacancies.enums import ExceptionState, FairnessGround
from imece.employment.vacancies.models import FairnessException


class ExceptionCriteria(forms.Form):
    ground = forms.ChoiceField(
        label=_("Ground"), choices=[("", _("All")), *FairnessGround.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), *ExceptionState.choices], required=False
    )
    asked_from = DateField(label=_("Asked from"), required=False)
    asked_to = DateField(label=_("Asked to"), required=False)


def exception_rows(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[FairnessException]:
    """For the page and for the report."""
    rows = exceptions_in_scope(actor)
    wanted = {
        "ground": criteria.get("ground"),
        "state": criteria.get("state"),
        "asked_at__date__gte": criteria.get("asked_from"),
        "asked_at__date__lte": criteria.get("asked_to"),
    }
    return rows.filter(**{name: value for name, value in wanted.items() if value})


EXCEPTION_COLUMNS = (
    Column(name="asked_at", label=_("Asked on"), kind=Kind.INSTANT, order_by=("asked_at",)),
    Column(name="number", label=_("Vacancy number"), accessor="vacancy.number"),
    Column(name="employer", label=_("Employer"), accessor="vacancy.workplace.organisation.name"),
    Column(name="ground", label=_("Ground"), accessor="get_ground_display", order_by=("ground",)),
    Column(name="value", label=_("What is asked"), accessor=lambda row: tell_value(row.asked_value)),
    Column(name="kind", label=_("Kind of exception"), accessor="get_kind_display"),
    Column(name="reason", label=_("Reason")),
    Column(name="asked_by", label=_("Asked by"), accessor="asked_by_name"),
    Column(name="state", label=_("State"), accessor="get_state_display", order_by=("state",)),
    Column(name="decided_by", label=_("Decided by"), accessor="decided_by_name"),
    Column(name="decided_at", label=_("Decided on"), kind=Kind.INSTANT, order_by=("decided_at",)),
    Column(name="decision_reason", label=_("Reason of the decision")),
)


@register_report
class ExceptionReport(Report):
    """The same list as PDF and Excel; the unit's province, all of Türkiye for headquarters."""

    code = "vacancy-exceptions"
    title = _("Exceptions to equal treatment")
    permission = "vacancies.reviews.view"
    criteria_form = ExceptionCriteria
    columns = EXCEPTION_COLUMNS

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[FairnessException]:
        return exception_rows(actor, criteria)

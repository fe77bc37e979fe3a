"""A statement as PDF and Excel: its lines and their sum (X6.1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.reports.report import Report, register_report
from imece.core.scope import get_in_scope
from imece.exchange.billing.domain.queries import lines_of, statements_in_scope
from imece.exchange.billing.models import Statement, StatementLine


class StatementChoice(forms.Form):
    number = forms.CharField(label=_("Number of the statement"), max_length=40)


@dataclass(frozen=True)
class PrintedLine:
    """A line, or the sum below them (no days, no price)."""

    service: str
    first_on: date | None
    last_on: date | None
    price: Decimal | None
    found_count: int
    not_found_count: int
    repeated_count: int
    refused_count: int
    failed_count: int
    charged_count: int
    amount: Decimal


@register_report
class StatementReport(Report):
    code = "billing.statement"
    title = _("Statement of queries")
    permission = "billing.view"
    criteria_form = StatementChoice
    formats = ("pdf", "xlsx", "csv")
    columns = (
        Column(name="service", label=_("Service")),
        Column(name="first_on", label=_("From"), kind=Kind.DATE),
        Column(name="last_on", label=_("Until"), kind=Kind.DATE),
        Column(name="price", label=_("Price per query"), kind=Kind.DECIMAL, places=4),
        Column(name="found_count", label=_("Found"), kind=Kind.INTEGER),
        Column(name="not_found_count", label=_("Not found"), kind=Kind.INTEGER),
        Column(name="repeated_count", label=_("Repeated"), kind=Kind.INTEGER),
        Column(name="refused_count", label=_("Refused"), kind=Kind.INTEGER),
        Column(name="failed_count", label=_("Failed"), kind=Kind.INTEGER),
        Column(name="charged_count", label=_("Charged"), kind=Kind.INTEGER),
        Column(name="amount", label=_("Amount"), kind=Kind.MONEY),
    )

    def rows(self, actor: Actor, criteria: Mapping[str, Any]) -> Iterable[Any]:
        number = str(criteria["number"]).strip()
        statement = get_in_scope(statements_in_scope(actor), actor, number=number)
        lines = list(lines_of(statement))
        return [*map(_printed, lines), _sum(statement, lines)] if lines else []


def service_title(line: StatementLine) -> str:
    """The service with its version; refusals before a service was known have none."""
    return f"{line.service} v{line.version}" if line.service else gettext("no known service")


def _printed(line: StatementLine) -> PrintedLine:
    return PrintedLine(
        service_title(line),
        line.first_on,
        line.last_on,
        line.price,
        line.found_count,
        line.not_found_count,
        line.repeated_count,
        line.refused_count,
        line.failed_count,
        line.charged_count,
        line.amount,
    )


def _sum(statement: Statement, lines: list[StatementLine]) -> PrintedLine:
    return PrintedLine(
        gettext("Total"),
        None,
        None,
        None,
        sum(line.found_count for line in lines),
        sum(line.not_found_count for line in lines),
        sum(line.repeated_count for line in lines),
        sum(line.refused_count for line in lines),
        sum(line.failed_count for line in lines),
        statement.charged_count,
        statement.amount,
    )

"""Issuing statements: once a month by the clock, again only as a correction with its reason (X6.1)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor, system_actor
from imece.core.errors import Problem
from imece.core.formats import format_date, format_money, format_month
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.billing.domain.counting import (
    askers_of,
    first_of_next,
    last_of,
    unsealed_count,
)
from imece.exchange.billing.domain.errors import (
    ISSUED_ALREADY,
    MONTH_NOT_OVER,
    NOT_SEALED_YET,
    NOTHING_ASKED,
    NOTHING_TO_CORRECT,
)
from imece.exchange.billing.domain.reckoning import Reckoned, reckon_month
from imece.exchange.billing.domain.telling import tell_issued
from imece.exchange.billing.models import Statement, StatementLine
from imece.exchange.ledger.public import sealed_heads
from imece.exchange.parties.models import Institution


@verb
def issue_statement(
    *, institution: Institution, month: date, reason: str = "", actor: Actor, now: datetime
) -> Statement:
    """Reckon the month from the sealed rows and freeze it. Raises BIL-001 … BIL-006."""
    require(actor, "billing.issue")
    Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    _check_month(month, now)
    reckoned = _reckon_sealed(institution, month)
    last = institution.statements.filter(month=month).order_by("-version").first()
    if last is not None:
        _check_correction(last, reckoned, reason)
    statement = _write(reckoned, last, reason if last else "", actor, now)
    tell_issued(statement, now)
    return statement


def preview_statement(*, institution: Institution, month: date, actor: Actor, now: datetime) -> Reckoned:
    """What it would be; nothing is written. Raises as `issue_statement` does, but for versions."""
    require(actor, "billing.issue")
    _check_month(month, now)
    return _reckon_sealed(institution, month)


def issue_due_statements(*, now: datetime) -> list[Statement]:
    """The month before, for everybody who asked and has none yet; what is not sealed waits for the next tick."""
    month = (timezone.localdate(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    done = Statement.objects.filter(month=month).values("institution_id")
    due = Institution.objects.filter(pk__in=askers_of(month)).exclude(pk__in=done).order_by("pk")
    issued, actor = [], system_actor("billing.issue")
    for institution in due:
        try:
            issued.append(issue_statement(institution=institution, month=month, actor=actor, now=now))
        except Problem as problem:
            if problem.kind not in {NOT_SEALED_YET, NOTHING_ASKED}:
                raise
    return issued


def _check_month(month: date, now: datetime) -> None:
    if timezone.localdate(now) <= last_of(month):
        raise MONTH_NOT_OVER(
            month=format_month(month), first_day=format_date(first_of_next(month)), field="month"
        )


def _reckon_sealed(institution: Institution, month: date) -> Reckoned:
    heads = sealed_heads()
    waiting = unsealed_count(institution.pk, month, heads)
    if waiting:
        raise NOT_SEALED_YET(count=waiting, month=format_month(month))
    reckoned = reckon_month(institution, month, heads)
    if not reckoned.lines:
        raise NOTHING_ASKED(institution=institution, month=format_month(month), field="month")
    return reckoned


def _check_correction(last: Statement, reckoned: Reckoned, reason: str) -> None:
    if not reason.strip():
        raise ISSUED_ALREADY(
            number=last.number, issued_on=format_date(timezone.localdate(last.issued_at)), field="reason"
        )
    if _figures_of(last.lines.all()) == _figures_of(reckoned.lines):
        raise NOTHING_TO_CORRECT(
            number=last.number, count=last.query_count, amount=format_money(last.amount, sign=True)
        )


def _figures_of(lines: Iterable[StatementLine]) -> set[tuple[object, ...]]:
    """What a correction must differ in. Prices are compared as numbers: 0.03 is 0.0300."""
    return {
        (
            line.service_id, line.tariff, line.first_on, line.last_on, line.price, line.found_count,
            line.not_found_count, line.repeated_count, line.refused_count, line.failed_count, line.charged_count,
        )
        for line in lines
    }  # fmt: skip


def _write(reckoned: Reckoned, last: Statement | None, reason: str, actor: Actor, now: datetime) -> Statement:
    version = last.version + 1 if last else 1
    statement = Statement.objects.create(
        institution=reckoned.institution,
        month=reckoned.month,
        version=version,
        number=f"THK-{reckoned.month:%Y%m}-{reckoned.institution.code.removeprefix('KRM-')}-{version}",
        free_reason=reckoned.free_reason,
        query_count=reckoned.query_count,
        charged_count=reckoned.charged_count,
        amount=reckoned.amount,
        log_heads=[head.as_json() for head in reckoned.heads],
        parameters=list(reckoned.parameters),
        reason=reason.strip(),
        issued_at=now,
        issued_by_id=actor.person_id,
    )
    for line in reckoned.lines:
        line.statement = statement
    StatementLine.objects.bulk_create(reckoned.lines)
    details = {"number": statement.number, "queries": statement.query_count, "amount": str(statement.amount)}
    audit.record(actor, "billing.issued", statement, details=details, purpose=statement.reason)
    return statement

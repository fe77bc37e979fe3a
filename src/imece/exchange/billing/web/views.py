"""**Tahakkuklar**: the desk's and the institution's pages over the same statements."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.formats import format_month
from imece.core.lists import Empty, ListPage, PageAction
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.uploads.downloads import template_response
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.billing.domain.issue import issue_statement, preview_statement
from imece.exchange.billing.domain.queries import (
    lines_of,
    newest_statements,
    reconciliation_lines,
    reconciliations_in_scope,
    statements_in_scope,
    versions_of,
)
from imece.exchange.billing.domain.reconcile import OWN_COUNTS, read_own_counts, reconcile
from imece.exchange.billing.models import Statement
from imece.exchange.billing.web.forms import DeskCriteria, IssueForm, OwnCountsForm, StatementCriteria


def _month(row: Statement) -> str:
    return format_month(row.month)


def _free(row: Statement) -> str:
    return str(row.get_free_reason_display()) if row.free_reason else gettext("Pays per query")


def _found(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[Statement]:
    rows = newest_statements(actor)
    if month := criteria.get("month"):
        rows = rows.filter(month=month)
    if code := (criteria.get("institution") or "").strip():
        rows = rows.filter(institution__code=code)
    return rows


COLUMNS = (
    Column(name="month", label=_("Month"), accessor=_month, order_by=("month",)),
    Column(
        name="number",
        label=_("Number of the statement"),
        order_by=("number",),
        link=lambda row: reverse("statement", args=[row.number]),
    ),
    Column(name="query_count", label=_("Queries"), kind=Kind.INTEGER, order_by=("query_count",)),
    Column(name="charged_count", label=_("Charged"), kind=Kind.INTEGER),
    Column(name="amount", label=_("Amount"), kind=Kind.MONEY, order_by=("amount",)),
    Column(name="free", label=_("Payment"), accessor=_free),
)
STATEMENTS = ListPage(
    name="statements",
    title=_("Statements"),
    intro=_("Reckoned from the sealed record of queries, to the query. A statement is never changed; a correction is"
            " a further version."),
    columns=(
        *COLUMNS[:2],
        Column(
            name="institution",
            label=_("Institution"),
            accessor="institution.organisation.name",
            order_by=("institution__organisation__name_key",),
        ),
        *COLUMNS[2:],
    ),
    rows=_found,
    criteria_form=DeskCriteria,
    order=("-month", "number"),
    page_actions=(PageAction(label=_("Issue a statement"), url=lambda: reverse("statement_issue")),),
    empty=Empty(text=_("No statement was issued yet."), hint=_("Those of the last month come by themselves.")),
)  # fmt: skip
MY_STATEMENTS = ListPage(
    name="my-statements",
    title=_("Statements"),
    intro=_(
        "What your institution asked each month and what it owes for it. Compare it with your own counts."
    ),
    columns=COLUMNS,
    rows=_found,
    criteria_form=StatementCriteria,
    order=("-month", "number"),
    empty=Empty(
        text=_("There is no statement yet."), hint=_("The first comes in the month after your first query.")
    ),
)


@needs("billing.desk")
def statements(request: ActorRequest) -> HttpResponse:
    return STATEMENTS.respond(request)


@needs("billing.own")
def my_statements(request: ActorRequest) -> HttpResponse:
    return MY_STATEMENTS.respond(request)


@needs("billing.view")
def statement(request: ActorRequest, number: str) -> HttpResponse:
    actor = request.actor
    found = get_in_scope(statements_in_scope(actor), actor, number=number)
    context = {
        "statement": found,
        "month": format_month(found.month),
        "lines": lines_of(found),
        "versions": versions_of(found),
        "reconciliations": reconciliations_in_scope(actor)
        .filter(statement=found)
        .order_by("-made_at", "-pk"),
        "steps": _steps(found),
        "sources": [f"{row['name']} = {row['value']} ({row['source']})" for row in found.parameters],
        "may_reconcile": is_permitted(actor, "billing.reconcile", found),
        "breadcrumbs": _crumbs(actor, (found.number, None)),
    }
    return render(request, "billing/statement.html", context)


def _steps(found: Statement) -> list[dict[str, Any]]:
    """How the sum came about, for «How was this reckoned?»."""
    heads = ", ".join(f"{one['log']}: {one['size']}" for one in found.log_heads)
    return [
        {"text": _("Counted up to these rows of the sealed logs"), "value": heads},
        {"text": _("Queries that are charged"), "value": found.charged_count},
        {"text": _("Sum of the lines, rounded to the kuruş once"), "value": found.amount},
    ]


def _crumbs(actor: Actor, *further: tuple[str, str | None]) -> list[tuple[Any, str | None]]:
    name = "statements" if actor.kind == ActorKind.HEADQUARTERS_STAFF else "my_statements"
    return [(_("Statements"), reverse(name)), *further]


@needs("billing.desk")
def statement_issue(request: ActorRequest) -> HttpResponse:
    """A preview first; issuing is a second button, since it cannot be undone."""
    actor, now = request.actor, timezone.now()
    form = IssueForm(request.POST or None)
    preview = None
    if request.method == "POST" and form.is_valid():
        chosen = {name: form.cleaned_data[name] for name in ("institution", "month")}
        reason = form.cleaned_data["reason"]
        try:
            if "issue" in request.POST:
                number = submit_once(
                    form.token_or_new(),
                    actor=actor,
                    act=lambda: issue_statement(**chosen, reason=reason, actor=actor, now=now).number,
                )
                messages.success(request, _("The statement was issued; the institution is told."))
                return redirect("statement", number=number)
            preview = preview_statement(**chosen, actor=actor, now=now)
        except Problem as problem:
            add_problem(form, problem)
    context = {
        "form": form,
        "preview": preview,
        "breadcrumbs": _crumbs(actor, (gettext("Issue a statement"), None)),
    }
    return render(request, "billing/issue.html", context, status=422 if form.errors else 200)


@needs("billing.reconcile")
def statement_reconcile(request: ActorRequest, number: str) -> HttpResponse:
    """The institution's own counts as a file; every wrong row is named and nothing is kept until all are right."""
    actor, now = request.actor, timezone.now()
    found = get_in_scope(statements_in_scope(actor), actor, number=number)
    form = OwnCountsForm(request.POST or None, request.FILES or None)
    faults: list[Any] = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            checked = read_own_counts(file.file, file.name)
            faults = checked.errors
            if not faults:
                made = reconcile(statement=found, checked=checked, file_name=file.name, actor=actor, now=now)
                return redirect("reconciliation", reconciliation_id=made.pk)
        except Problem as problem:
            add_problem(form, problem)
    crumbs = _crumbs(
        actor,
        (found.number, reverse("statement", args=[found.number])),
        (gettext("Comparison of counts"), None),
    )
    context = {"statement": found, "form": form, "faults": faults, "breadcrumbs": crumbs}
    return render(request, "billing/reconcile.html", context, status=422 if form.errors or faults else 200)


@needs("billing.own")
def own_counts_template(request: ActorRequest) -> HttpResponse:
    return template_response(OWN_COUNTS)


@needs("billing.view")
def reconciliation(request: ActorRequest, reconciliation_id: int) -> HttpResponse:
    """KPS-22: the difference report."""
    actor = request.actor
    found = get_in_scope(reconciliations_in_scope(actor), actor, pk=reconciliation_id)
    shows_all = request.GET.get("hepsi") == "1"
    number = found.statement.number
    context = {
        "reconciliation": found,
        "statement": found.statement,
        "month": format_month(found.statement.month),
        "difference": found.their_count - found.our_count,
        "lines": reconciliation_lines(found, only_differing=not shows_all),
        "shows_all": shows_all,
        "breadcrumbs": _crumbs(
            actor, (number, reverse("statement", args=[number])), (gettext("Comparison of counts"), None)
        ),
    }
    return render(request, "billing/reconciliation.html", context)

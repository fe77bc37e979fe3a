"""Dates, answers, results of many candidates on one page: typed one below the other, saved by one **Kaydet**."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.formats import whole_of
from imece.core.lists.actions import BulkOutcome
from imece.core.lists.criteria import PAGE, SELECTED
from imece.core.permissions import require
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.employment.selection.domain.queries import (
    candidates_in_scope,
    last_interview_place,
    rounds_in_scope,
)
from imece.employment.selection.models import Candidate, SelectionRound
from imece.employment.selection.web.employer.sheet_forms import SheetForm
from imece.employment.selection.web.employer.sheets import SHEET_BY_NAME, Sheet

ROWS_A_SHEET = 25
GO, SPREAD = "_go", "spread"


@needs("candidates.edit")
def round_sheet(request: ActorRequest, round_id: int, sheet: str) -> HttpResponse:
    """GET: the chosen rows, or all whom this can be done with. POST: **Kaydet**, or the times spread, unsaved."""
    actor = request.actor
    selection_round = get_in_scope(rounds_in_scope(actor), actor, pk=round_id)
    if sheet not in SHEET_BY_NAME:
        return redirect("round_candidates", round_id)
    chosen = SHEET_BY_NAME[sheet]
    require(actor, chosen.permission)
    if request.method == "POST":
        return _saved(request, chosen, selection_round)
    wanted = _keys(request.GET.getlist(SELECTED))
    page = _page(request, chosen, selection_round, wanted)
    initial = {"interview_place": last_interview_place(selection_round)}
    form = chosen.form(rows=list(page.object_list), initial=initial)
    return _drawn(
        request, chosen, selection_round, form, page=page, refused=_refused(request, chosen, selection_round, wanted)
    )  # fmt: skip


def _keys(typed: Sequence[str]) -> list[int]:
    return [key for one in typed if (key := whole_of(one)) is not None]


def _page(
    request: ActorRequest, sheet: Sheet, selection_round: SelectionRound, wanted: list[int]
) -> Page[Candidate]:
    rows = candidates_in_scope(request.actor).filter(round=selection_round, state__in=sheet.states)
    rows = rows.filter(pk__in=wanted) if wanted else rows
    ordered = rows.order_by("interview_at", "job_seeker__person__name_key", "id")
    return Paginator(ordered, ROWS_A_SHEET).get_page(request.GET.get(PAGE))


def _refused(
    request: ActorRequest, sheet: Sheet, selection_round: SelectionRound, wanted: list[int]
) -> list[tuple[str, str]]:
    """Selected, but not possible: each with its reason."""
    rows = candidates_in_scope(request.actor).filter(round=selection_round, pk__in=wanted)
    left_out = rows.exclude(state__in=sheet.states)[:ROWS_A_SHEET]
    now = timezone.now()
    return [(row.job_seeker.person.full_name, sheet.why_not(row, request.actor, now)) for row in left_out]


def _saved(request: ActorRequest, sheet: Sheet, selection_round: SelectionRound) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    keys = _keys(request.POST.getlist("row"))[:ROWS_A_SHEET]
    known = {row.pk: row for row in candidates_in_scope(actor).filter(round=selection_round, pk__in=keys)}
    rows = [known[key] for key in keys if key in known]
    form = sheet.form(request.POST, rows=rows)
    is_valid = form.is_valid()
    if form.can_spread and request.POST.get(GO) == SPREAD:
        return _spread(request, sheet, selection_round, form)
    if is_valid and not form.filled():
        form.add_error(
            None, _("Nothing was entered for anybody. Fill in at least one row, or leave the page.")
        )
    if form.errors:
        return _drawn(request, sheet, selection_round, form)
    outcome, refused = _act(sheet, form, actor, now)
    level = messages.WARNING if refused else messages.SUCCESS
    messages.add_message(request, level, outcome.text)
    if not refused:
        return redirect("round_candidates", selection_round.pk)
    again = sheet.form(request.POST, rows=[row for row, _problem in refused])
    again.full_clean()
    for row, problem in refused:
        again.refuse(row, problem)
    return _drawn(request, sheet, selection_round, again)


def _act(
    sheet: Sheet, form: SheetForm, actor: Actor, now: Any
) -> tuple[BulkOutcome, list[tuple[Candidate, Problem]]]:
    """Each row in its own savepoint: what one row is refused takes nothing back from the others."""
    refused: list[tuple[Candidate, Problem]] = []
    done_count = 0
    for row, values in form.filled():
        try:
            with transaction.atomic():
                sheet.act(row, values, actor, now)
            done_count += 1
        except Problem as problem:
            refused.append((row, problem))
    told = tuple((row.job_seeker.person.full_name, problem.message) for row, problem in refused)
    return BulkOutcome(sheet.done(done_count), done_count, told), refused


def _spread(request: ActorRequest, sheet: Sheet, selection_round: SelectionRound, form: Any) -> HttpResponse:
    values = form.spread()
    if not values:
        return _drawn(request, sheet, selection_round, form)
    messages.info(request, _("The times are spread over the rows. Nothing is saved until you press Save."))
    return _drawn(request, sheet, selection_round, sheet.form(rows=form.rows, initial=values))


def _drawn(
    request: ActorRequest, sheet: Sheet, selection_round: SelectionRound, form: SheetForm, **more: Any
) -> HttpResponse:
    context = {
        "sheet": sheet,
        "round": selection_round,
        "form": form,
        "back_url": reverse("round_candidates", args=[selection_round.pk]),
        **more,
    }
    return render(request, "selection/sheet.html", context, status=422 if form.errors else 200)

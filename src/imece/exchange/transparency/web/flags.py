"""**Olağan dışı kullanım**: the institution's officer explains, the desk judges (X5.5)."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.columns import Column, Kind
from imece.core.errors import Problem
from imece.core.lists import Empty, ListPage
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.transparency.domain.flags import explain_flag, judge_flag
from imece.exchange.transparency.domain.queries import flags_in_scope
from imece.exchange.transparency.domain.workflow import FLAG
from imece.exchange.transparency.enums import FlagState
from imece.exchange.transparency.models import UsageFlag
from imece.exchange.transparency.web.forms import ExplanationForm, FlagCriteria, JudgementForm

JUDGED = (FlagState.EXPLAINED, FlagState.SUSTAINED)


def _flags(actor: Actor, criteria: Mapping[str, Any]) -> QuerySet[UsageFlag]:
    rows = flags_in_scope(actor)
    given = {name: criteria[name] for name in ("state", "rule") if criteria.get(name)}
    return rows.filter(**given)


COLUMNS = (
    Column(name="day", label=_("Day"), kind=Kind.DATE, order_by=("day",)),
    Column(
        name="rule",
        label=_("What is unusual"),
        accessor="get_rule_display",
        link=lambda row: reverse("usage_flag", args=[row.pk]),
    ),
    Column(name="count", label=_("Count"), kind=Kind.INTEGER, order_by=("count",)),
    Column(name="threshold", label=_("Threshold"), kind=Kind.INTEGER),
    Column(name="state", label=_("State"), accessor="get_state_display"),
)
EMPTY = Empty(
    text=_("There is no flag."),
    hint=_("Rows are looked through each hour and each night by the rules in force."),
)
FLAGS = ListPage(
    name="usage-flags",
    title=_("Unusual use"),
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
    rows=_flags,
    criteria_form=FlagCriteria,
    order=("-day", "-id"),
    empty=EMPTY,
)
MY_FLAGS = ListPage(
    name="my-usage-flags",
    title=_("Unusual use"),
    intro=_("A flag is no accusation: say what the use was for, and the auditor closes it."),
    columns=COLUMNS,
    rows=_flags,
    criteria_form=FlagCriteria,
    order=("-day", "-id"),
    empty=EMPTY,
)


@needs("transparency.desk")
def usage_flags(request: ActorRequest) -> HttpResponse:
    return FLAGS.respond(request)


@needs("transparency.own")
def my_usage_flags(request: ActorRequest) -> HttpResponse:
    return MY_FLAGS.respond(request)


@needs("transparency.view")
def usage_flag(request: ActorRequest, flag_id: int) -> HttpResponse:
    """Both sides on one page; below it whatever this reader may do now."""
    actor, now = request.actor, timezone.now()
    flag = get_in_scope(flags_in_scope(actor), actor, pk=flag_id)
    is_desk = is_permitted(actor, "transparency.desk")
    form: Any = (JudgementForm if is_desk else ExplanationForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _act(flag, form.cleaned_data, is_desk, actor, now)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("usage_flag", flag_id=flag.pk)
    may_act = flag.state not in JUDGED if is_desk else flag.state == FlagState.OPEN
    context = {
        "flag": flag,
        "form": form,
        "may_act": may_act,
        "is_desk": is_desk,
        "is_judged": flag.state in JUDGED,
        "history": FLAG.told_history(flag)[::-1],
        "sources": [f"{row['name']} = {row['value']} ({row['source']})" for row in flag.parameters],
        "breadcrumbs": [
            (_("Unusual use"), reverse("usage_flags" if is_desk else "my_usage_flags")),
            (str(flag), None),
        ],
    }
    return render(request, "transparency/flag.html", context, status=422 if form.errors else 200)


def _act(flag: UsageFlag, given: dict[str, Any], is_desk: bool, actor: Actor, now: Any) -> None:
    if is_desk:
        is_sustained = given["is_sustained"] == "yes"
        judge_flag(flag=flag, is_sustained=is_sustained, reason=given["reason"], actor=actor, now=now)
    else:
        explain_flag(flag=flag, explanation=given["explanation"], actor=actor, now=now)

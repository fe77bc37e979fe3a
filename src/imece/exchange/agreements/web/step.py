"""A step of an application, an agreement, a notice …: what it asks, the one verb it calls, and why not now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from imece.core.actor import Actor
from imece.core.errors import Problem, Text
from imece.core.permissions import is_permitted
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.core.workflow import Workflow
from imece.exchange.agreements.web.forms import StepForm

Act = Callable[[Any, Mapping[str, Any], Actor, datetime], object]
WhyNot = Callable[[Any, Actor, datetime], str]


def always(thing: Any, actor: Actor, now: datetime) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """`name` is in the address. Who has not the permission is not offered the step."""

    name: str
    label: Text
    permission: str
    act: Act
    done: Text
    form: type[StepForm] = StepForm
    why_not: WhyNot = always
    lead: Text = ""
    is_main: bool = False
    is_dangerous: bool = False


@dataclass(frozen=True)
class StepOption:
    step: Step
    url: str
    why_not: str = ""


@dataclass(frozen=True)
class Steps:
    """The steps of one kind of thing, in the order of the page."""

    steps: Sequence[Step]
    by_name: dict[str, Step] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.by_name.update({step.name: step for step in self.steps})

    def options(
        self, thing: Any, actor: Actor, now: datetime, url_of: Callable[[str], str]
    ) -> list[StepOption]:
        shown = [step for step in self.steps if is_permitted(actor, step.permission, thing)]
        return [StepOption(step, url_of(step.name), step.why_not(thing, actor, now)) for step in shown]


def by_move(workflow: Workflow, name: str) -> WhyNot:
    move = workflow.table.move(name)
    return lambda thing, actor, now: workflow.why_not(move, thing, actor, now)


def run_step(
    request: ActorRequest, step: Step, thing: Any, *, title: str, back: str, on_done: str = ""
) -> HttpResponse:
    """GET shows what the step asks, or why it is not possible now; POST is its **Kaydet**. Nothing typed is lost."""
    actor, now = request.actor, timezone.now()
    form = step.form(request.POST or None, thing=thing, actor=actor)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        try:
            step.act(thing, form.values() if form.fields else {}, actor, now)
        except Problem as problem:
            if problem.kind.status == 403 and problem.code.startswith("CORE"):
                raise
            add_problem(form, problem)
        else:
            messages.success(request, str(step.done))
            return redirect(on_done or back)
    why_not = step.why_not(thing, actor, now) if request.method != "POST" else ""
    context = {"step": step, "form": form, "why_not": why_not, "title": title, "back": back}
    return render(request, "agreements/step.html", context, status=422 if form.errors else 200)

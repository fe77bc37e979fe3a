"""Interruptions: the operators' desk, and what an institution sees and does (X7.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Text
from imece.core.permissions import is_permitted
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain import interruptions as verbs
from imece.exchange.continuity.domain import paper
from imece.exchange.continuity.domain.workflow import INTERRUPTION
from imece.exchange.continuity.enums import Cause
from imece.exchange.continuity.models import Interruption
from imece.exchange.continuity.web.forms import (
    CauseForm,
    InterruptionStepForm,
    MaintenanceForm,
    OutageForm,
    OwnOutageForm,
)
from imece.exchange.continuity.web.lists import OWN_INTERRUPTIONS, STAFF_INTERRUPTIONS
from imece.exchange.continuity.web.reaching import found_interruption, institution_of
from imece.exchange.continuity.web.saving import saved
from imece.exchange.parties.models import Institution


@dataclass(frozen=True)
class Step:
    """One move on a page of its own. `wants` are the fields it takes: a time, a reason."""

    move: str
    follows: Text
    wants: tuple[str, ...]
    act: Callable[..., Any]


def _with_time(verb: Callable[..., Any], name: str) -> Callable[..., Any]:
    def act(interruption: Interruption, actor: Actor, now: datetime, at: datetime, reason: str) -> Any:
        return verb(interruption=interruption, actor=actor, now=now, **{name: at})

    return act


def _with_reason(verb: Callable[..., Any], name: str = "reason") -> Callable[..., Any]:
    def act(interruption: Interruption, actor: Actor, now: datetime, at: Any, reason: str) -> Any:
        return verb(interruption=interruption, actor=actor, now=now, **{name: reason})

    return act


def _plain(verb: Callable[..., Any]) -> Callable[..., Any]:
    def act(interruption: Interruption, actor: Actor, now: datetime, at: Any, reason: str) -> Any:
        return verb(interruption=interruption, actor=actor, now=now)

    return act


def _again(interruption: Interruption, actor: Actor, now: datetime, at: datetime, reason: str) -> Any:
    return verbs.break_again(interruption=interruption, started_at=at, reason=reason, actor=actor, now=now)


STEPS = {
    "bildir": Step(
        "tell", _("All hindered institutions and their contacts are told now."), (), _plain(verbs.tell_outage)
    ),
    "yok": Step("dismiss", _("The report stays on record."), ("reason",), _with_reason(verbs.dismiss_report)),
    "basladi": Step(
        "begin_planned", _("The announced work begins."), ("at",), _with_time(verbs.begin_maintenance, "begun_at")
    ),
    "vazgec": Step(
        "call_off", _("Everybody who was told of it is told again."), ("reason",),
        _with_reason(verbs.call_off_maintenance),
    ),
    "onarim": Step(
        "begin_repair", _("Repair begins at once (PRO-18); when it did is on record."), ("at",),
        _with_time(verbs.begin_repair, "begun_at"),
    ),
    "kagida-gec": Step(
        "go_to_paper", _("From now on questions go on paper; the forms are printed here."), (),
        _plain(paper.go_to_paper),
    ),
    "bitti": Step(
        "end", _("The missed data are due by the end of the fifth working day after this day (PRO-18)."), ("at",),
        _with_time(verbs.end_interruption, "ended_at"),
    ),
    "yeniden": Step(
        "break_again", _("The clock for paper starts anew (PRO-19: without a break)."), ("at", "reason"), _again
    ),
    "kapat": Step(
        "close", _("Say what was caught up."), ("reason",), _with_reason(verbs.close_interruption, "caught_up")
    ),
}  # fmt: skip


# ------------------------------------------------------------------------------------------ the operators
@needs("continuity.operate")
def interruption_list(request: ActorRequest) -> HttpResponse:
    return STAFF_INTERRUPTIONS.respond(request)


@needs("continuity.operate")
def maintenance_new(request: ActorRequest) -> HttpResponse:
    form = MaintenanceForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        made = verbs.announce_maintenance(
            story=form.story(), begins=given["planned_from"], ends=given["planned_until"], actor=request.actor,
            now=timezone.now(), urgent_reason=given["urgent_reason"] if given["is_urgent"] else None,
        )  # fmt: skip
        return reverse("interruption", args=[made.pk])

    return saved(
        request, form, act, done=_("The maintenance was announced; the institutions are told."),
        heading=_("Announce maintenance"), label=_("Announce"), back=reverse("interruptions"),
        intro=_("Outside working hours, and announced at least three working days before (PRO-14, PRO-17)."),
    )  # fmt: skip


@needs("continuity.operate")
def outage_new(request: ActorRequest) -> HttpResponse:
    form = OutageForm(request.POST or None)

    def act() -> str:
        now = timezone.now()
        started = form.cleaned_data["started_at"]
        made = verbs.report_outage(story=form.story(), started_at=started, actor=request.actor, now=now)
        verbs.tell_outage(interruption=made, actor=request.actor, now=now)
        return reverse("interruption", args=[made.pk])

    return saved(
        request, form, act, done=_("The outage was recorded; the institutions are told."),
        heading=_("Report an outage"), label=_("Record and tell"), back=reverse("interruptions"),
        intro=_("An outage is told at once (PRO-18): saving tells everybody it hinders."),
    )  # fmt: skip


@needs("continuity.operate")
def interruption_detail(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption = found_interruption(request, interruption_id)
    options = [
        (option.move.label, reverse("interruption_step", args=[interruption.pk, slug]), option.why_not)
        for option in INTERRUPTION.options(interruption, request.actor, timezone.now())
        for slug, step in STEPS.items()
        if step.move == option.move.name and str(interruption.state) in option.move.from_states
    ]
    return _detail(request, interruption, options=options)


@needs("continuity.operate")
def interruption_step(request: ActorRequest, interruption_id: int, step: str) -> HttpResponse:
    interruption = found_interruption(request, interruption_id)
    if step not in STEPS:
        raise Http404(step)
    known = STEPS[step]
    move = INTERRUPTION.table.move(known.move)
    form = InterruptionStepForm(request.POST if request.method == "POST" else None, wants=known.wants)

    def act() -> str:
        given = form.cleaned_data
        known.act(interruption, request.actor, timezone.now(), given.get("at"), given.get("reason", ""))
        return reverse("interruption", args=[interruption.pk])

    return saved(
        request, form, act, done=_("Done: {step}").format(step=move.label), heading=f"{move.label}: {interruption}",
        label=move.label, back=reverse("interruption", args=[interruption.pk]), intro=known.follows,
    )  # fmt: skip


@needs("continuity.operate")
def interruption_cause(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption = found_interruption(request, interruption_id)
    initial = {"cause": interruption.cause, "text": interruption.cause_text}
    form = CauseForm(request.POST or None, initial=initial)

    def act() -> str:
        given = form.cleaned_data
        verbs.record_cause(
            interruption=interruption, cause=Cause(given["cause"]), text=given["text"], actor=request.actor,
            now=timezone.now(),
        )  # fmt: skip
        return reverse("interruption", args=[interruption.pk])

    return saved(
        request, form, act, done=_("The cause was recorded."), heading=_("Cause of the interruption"),
        label=_("Save"), back=reverse("interruption", args=[interruption.pk]),
    )  # fmt: skip


# ------------------------------------------------------------------------------------------ an institution
@needs("continuity.own")
def own_interruption_list(request: ActorRequest) -> HttpResponse:
    return OWN_INTERRUPTIONS.respond(request)


@needs("continuity.report")
def own_outage_new(request: ActorRequest) -> HttpResponse:
    institution = institution_of(request)
    form = OwnOutageForm(request.POST or None)

    def act() -> str:
        made = verbs.report_outage(
            story=form.story(), started_at=form.cleaned_data["started_at"], reported_by=institution,
            actor=request.actor, now=timezone.now(),
        )  # fmt: skip
        return reverse("my_interruption", args=[made.pk])

    return saved(
        request, form, act, done=_("Your report was recorded; the operators look into it."),
        heading=_("Report an outage"), label=_("Report"), back=reverse("my_interruptions"),
    )  # fmt: skip


@needs("continuity.own")
def own_interruption_detail(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _detail(request, found_interruption(request, interruption_id), own=institution_of(request))


# ------------------------------------------------------------------------------------------ both
def _detail(
    request: ActorRequest, interruption: Interruption, *, options: Any = (), own: Institution | None = None
) -> HttpResponse:
    requests = interruption.paper_requests.select_related("institution__organisation").order_by("pk")
    context = {
        "interruption": interruption,
        "options": options,
        "own": own,
        "own_request": next((one for one in requests if own and one.institution_id == own.pk), None),
        "requests": [] if own else requests,
        "may_report": own is not None and is_permitted(request.actor, "continuity.report", own),
        "history": INTERRUPTION.told_history(interruption)[::-1],
        "is_operator": own is None,
    }
    return render(request, "continuity/interruption.html", context)

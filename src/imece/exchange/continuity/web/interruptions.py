"""Interruptions: the operators' desk, and what an institution sees and does (X7.1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem, Text
from imece.core.permissions import is_permitted
from imece.core.scope import get_in_scope
from imece.core.turkish import mask_number
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain import interruptions as verbs
from imece.exchange.continuity.domain import paper
from imece.exchange.continuity.domain.queries import (
    interruptions_in_scope,
    own_institution,
    paper_questions_in_scope,
)
from imece.exchange.continuity.domain.workflow import INTERRUPTION
from imece.exchange.continuity.enums import Cause
from imece.exchange.continuity.models import Interruption
from imece.exchange.continuity.web.forms import (
    CauseForm,
    InterruptionStepForm,
    MaintenanceForm,
    OutageForm,
    OwnOutageForm,
    PaperLineForm,
    PaperRequestForm,
)
from imece.exchange.continuity.web.lists import OWN_INTERRUPTIONS, STAFF_INTERRUPTIONS
from imece.exchange.continuity.web.saving import saved
from imece.exchange.parties.models import Institution

PAPER_ROWS = 200


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


def _found(request: ActorRequest, interruption_id: int) -> Interruption:
    return get_in_scope(interruptions_in_scope(request.actor), request.actor, pk=interruption_id)


def _own(request: ActorRequest) -> Institution:
    institution = own_institution(request.actor)
    if institution is None:
        raise Http404("no institution")
    return institution


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
    interruption = _found(request, interruption_id)
    options = [
        (option.move.label, reverse("interruption_step", args=[interruption.pk, slug]), option.why_not)
        for option in INTERRUPTION.options(interruption, request.actor, timezone.now())
        for slug, step in STEPS.items()
        if step.move == option.move.name and str(interruption.state) in option.move.from_states
    ]
    return _detail(request, interruption, options=options)


@needs("continuity.operate")
def interruption_step(request: ActorRequest, interruption_id: int, step: str) -> HttpResponse:
    interruption = _found(request, interruption_id)
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
    interruption = _found(request, interruption_id)
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


@needs("continuity.operate")
def paper_list(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _paper(request, _found(request, interruption_id), own=None)


@needs("continuity.operate")
def paper_request(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _request_paper(request, _found(request, interruption_id), None, "interruption")


# ------------------------------------------------------------------------------------------ an institution
@needs("continuity.own")
def own_interruption_list(request: ActorRequest) -> HttpResponse:
    return OWN_INTERRUPTIONS.respond(request)


@needs("continuity.report")
def own_outage_new(request: ActorRequest) -> HttpResponse:
    institution = _own(request)
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
    return _detail(request, _found(request, interruption_id), own=_own(request))


@needs("continuity.own")
def own_paper_list(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _paper(request, _found(request, interruption_id), own=_own(request))


@needs("continuity.report")
def own_paper_request(request: ActorRequest, interruption_id: int) -> HttpResponse:
    return _request_paper(request, _found(request, interruption_id), _own(request), "my_interruption")


@needs("continuity.report")
def own_paper_form(request: ActorRequest, interruption_id: int) -> HttpResponse:
    """A PDF, issued with a number of its own: so a POST."""
    interruption = _found(request, interruption_id)
    if request.method != "POST":
        return redirect("my_interruption", interruption.pk)
    content = paper.print_paper_form(
        interruption=interruption, institution=_own(request), actor=request.actor, now=timezone.now()
    )
    headers = {"Content-Disposition": f'attachment; filename="kagit-form-{interruption.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs("continuity.report")
def own_paper_enter(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption, institution = _found(request, interruption_id), _own(request)
    form = PaperLineForm(request.POST or None)
    back = reverse("my_paper_questions", args=[interruption.pk])

    def act() -> str:
        paper.enter_paper_question(
            interruption=interruption, institution=institution, line=form.line(), actor=request.actor,
            now=timezone.now(),
        )  # fmt: skip
        return back

    return saved(
        request, form, act, done=_("The question was taken in."), heading=_("Take in a question from paper"),
        label=_("Save"), back=back, intro=str(interruption),
    )  # fmt: skip


@needs("continuity.report")
def own_paper_finish(request: ActorRequest, interruption_id: int) -> HttpResponse:
    interruption, institution = _found(request, interruption_id), _own(request)
    asked = interruption.paper_requests.filter(institution=institution).first()
    if asked is None:
        raise Http404("never asked for paper")
    if request.method == "POST":
        try:
            paper.finish_paper(request=asked, actor=request.actor, now=timezone.now())
        except Problem as problem:
            messages.error(request, f"{problem.message} {problem.remedy}")
        else:
            messages.success(request, _("Recorded: all your paper forms are taken in."))
    return redirect("my_paper_questions", interruption.pk)


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


def _paper(request: ActorRequest, interruption: Interruption, *, own: Institution | None) -> HttpResponse:
    rows = paper_questions_in_scope(request.actor, interruption).order_by("asked_at", "pk")[:PAPER_ROWS]
    lines = [{"row": row, "subject": mask_number(row.subject_number)} for row in rows]
    asked = interruption.paper_requests.filter(institution=own).first() if own else None
    context = {
        "interruption": interruption,
        "lines": lines,
        "own": own,
        "own_request": asked,
        "may_report": own is not None and is_permitted(request.actor, "continuity.report", own),
    }
    return render(request, "continuity/paper.html", context)


def _request_paper(
    request: ActorRequest, interruption: Interruption, own: Institution | None, page: str
) -> HttpResponse:
    form = PaperRequestForm(request.POST or None, own=own)
    back = reverse(page, args=[interruption.pk])

    def act() -> str:
        given = form.cleaned_data
        paper.request_paper(
            interruption=interruption, institution=own or given["institution"], letter_number=given["letter_number"],
            letter_on=given["letter_on"], actor=request.actor, now=timezone.now(),
        )  # fmt: skip
        return back

    return saved(
        request, form, act, done=_("The request was recorded."), heading=_("Request for paper"), label=_("Save"),
        back=back, intro=_("Paper starts on a party's written request only (PRO-19). Name the letter."),
    )  # fmt: skip

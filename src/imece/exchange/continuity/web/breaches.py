"""The register of breaches: the operators keep it; an institution records what it finds and reads what it was told."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.errors import Problem, Text
from imece.core.scope import get_in_scope
from imece.core.web.access import needs
from imece.core.web.requests import ActorRequest
from imece.exchange.continuity.domain import breaches as verbs
from imece.exchange.continuity.domain.affected import count_affected
from imece.exchange.continuity.domain.queries import breaches_in_scope, own_institution
from imece.exchange.continuity.domain.workflow import BREACH
from imece.exchange.continuity.enums import DataCategory
from imece.exchange.continuity.models import Breach, BreachNotice
from imece.exchange.continuity.web.forms import BreachForm, InterruptionStepForm, NewBreachForm, TellForm
from imece.exchange.continuity.web.lists import OWN_BREACHES, STAFF_BREACHES
from imece.exchange.continuity.web.saving import saved

STEPS: dict[str, tuple[str, Text, Callable[..., None], str]] = {
    "sinirla": ("contain", _("Say by which measures."), verbs.contain_breach, "measures"),
    "degil": (
        "dismiss",
        _("Say why it is no breach; it stays in the register."),
        verbs.dismiss_breach,
        "reason",
    ),
    "kapat": (
        "close",
        _("Closed when everybody was told by his clock (KVK-08)."),
        verbs.close_breach,
        "reason",
    ),
}


def _found(request: ActorRequest, breach_id: int) -> Breach:
    return get_in_scope(breaches_in_scope(request.actor), request.actor, pk=breach_id)


@needs("continuity.operate")
def breach_list(request: ActorRequest) -> HttpResponse:
    return STAFF_BREACHES.respond(request)


@needs("continuity.own_breaches")
def own_breach_list(request: ActorRequest) -> HttpResponse:
    return OWN_BREACHES.respond(request)


@needs("continuity.operate")
def breach_new(request: ActorRequest) -> HttpResponse:
    form = NewBreachForm(request.POST or None)

    def act() -> str:
        given = form.cleaned_data
        breach = verbs.record_breach(
            facts=form.facts(), actor=request.actor, now=timezone.now(), is_kps=given["is_kps"],
            is_osh=given["is_osh"], other_parties=list(given["other_parties"]),
        )  # fmt: skip
        return reverse("breach", args=[breach.pk])

    return saved(
        request, form, act, done=_("The breach was recorded; its clocks run."), heading=_("Record a breach"),
        label=_("Record"), back=reverse("breaches"),
        intro=_("The clocks run from the moment it was learned. What is not known yet is filled in later."),
    )  # fmt: skip


@needs("continuity.own_breaches")
def own_breach_new(request: ActorRequest) -> HttpResponse:
    """PRO-10: the side that finds it informs the other; the operators tell everybody else who is owed."""
    institution = own_institution(request.actor)
    if institution is None:
        raise Http404("no institution")
    form = BreachForm(request.POST or None)

    def act() -> str:
        breach = verbs.record_breach(
            facts=form.facts(), actor=request.actor, now=timezone.now(), found_by=institution
        )
        return reverse("my_breach", args=[breach.pk])

    return saved(
        request, form, act, done=_("The breach was recorded; its clocks run."), heading=_("Record a breach"),
        label=_("Record"), back=reverse("my_breaches"),
        intro=_("Record it at once; the clocks run from the moment you learned of it."),
    )  # fmt: skip


@needs("continuity.operate")
def breach_detail(request: ActorRequest, breach_id: int) -> HttpResponse:
    """A press on *count* searches the ledger, which is itself on record: so a POST."""
    breach = _found(request, breach_id)
    slugs = {move: slug for slug, (move, *_rest) in STEPS.items()}
    options = [
        (option.move.label, reverse("breach_step", args=[breach.pk, slugs[option.move.name]]), option.why_not)
        for option in BREACH.options(breach, request.actor, timezone.now())
        if str(breach.state) in option.move.from_states
    ]
    context: dict[str, Any] = {"options": options, "is_operator": True}
    if request.method == "POST":
        try:
            context["affected"] = count_affected(breach=breach, actor=request.actor)
        except Problem as problem:
            context["why_not_counted"] = f"{problem.message} {problem.remedy}"
    return _detail(request, breach, context)


@needs("continuity.own_breaches")
def own_breach_detail(request: ActorRequest, breach_id: int) -> HttpResponse:
    return _detail(request, _found(request, breach_id), {"is_operator": False})


def _detail(request: ActorRequest, breach: Breach, more: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    notices = [
        {"notice": one, "left": _left(one, now)}
        for one in breach.notices.select_related("institution__organisation", "letter").order_by("pk")
    ]
    context = {
        "breach": breach,
        "notices": notices,
        "categories": [DataCategory(one).label for one in breach.categories],
        "history": BREACH.told_history(breach)[::-1],
        "now": now,
    }
    return render(request, "continuity/breach.html", context | more)


def _left(notice: BreachNotice, now: Any) -> str:
    """How long its clock still runs, in whole hours; nothing once it was told."""
    if notice.due_at is None or notice.state != "owed":
        return ""
    hours = int((notice.due_at - now).total_seconds() // 3600)
    if hours < 0:
        return str(_("%(hours)d hours overdue") % {"hours": -hours})
    return str(_("%(hours)d hours left") % {"hours": hours})


@needs("continuity.operate")
def breach_edit(request: ActorRequest, breach_id: int) -> HttpResponse:
    breach = _found(request, breach_id)
    initial = {name: getattr(breach, name) for name in BreachForm.base_fields if name != "token"}
    form = BreachForm(request.POST or None, is_change=True, initial=initial)

    def act() -> str:
        verbs.update_breach(
            breach=breach, facts=form.facts(breach.learned_at), actor=request.actor, now=timezone.now()
        )
        return reverse("breach", args=[breach.pk])

    return saved(
        request, form, act, done=_("The facts were changed."), heading=f"{_('Change the facts')}: {breach}",
        label=_("Save"), back=reverse("breach", args=[breach.pk]),
    )  # fmt: skip


@needs("continuity.operate")
def breach_step(request: ActorRequest, breach_id: int, step: str) -> HttpResponse:
    breach = _found(request, breach_id)
    if step not in STEPS:
        raise Http404(step)
    name, follows, verb, word = STEPS[step]
    move = BREACH.table.move(name)
    form = InterruptionStepForm(request.POST if request.method == "POST" else None, wants=("reason",))

    def act() -> str:
        verb(breach=breach, actor=request.actor, now=timezone.now(), **{word: form.cleaned_data["reason"]})
        return reverse("breach", args=[breach.pk])

    return saved(
        request, form, act, done=_("Done: {step}").format(step=move.label), heading=f"{move.label}: {breach}",
        label=move.label, back=reverse("breach", args=[breach.pk]), intro=follows,
    )  # fmt: skip


@needs("continuity.operate")
def breach_tell(request: ActorRequest, breach_id: int, notice_id: int) -> HttpResponse:
    """One addressee: told, when and how, late only with its reason; or not owed, and why."""
    breach = _found(request, breach_id)
    notice = get_in_scope(breach.notices.select_related("institution", "breach"), request.actor, pk=notice_id)
    form = TellForm(request.POST or None)

    def act() -> str:
        given, now = form.cleaned_data, timezone.now()
        if given["is_owed"] == "yes":
            verbs.tell_addressee(
                notice=notice, told_at=given["told_at"], how=given["how"], late_reason=given["late_reason"],
                actor=request.actor, now=now,
            )  # fmt: skip
        else:
            verbs.waive_notice(notice=notice, reason=given["reason"], actor=request.actor, now=now)
        return reverse("breach", args=[breach.pk])

    who = notice.institution or notice.get_addressee_display()
    return saved(
        request, form, act, done=_("It was recorded."), heading=f"{who}: {breach.number}", label=_("Save"),
        back=reverse("breach", args=[breach.pk]),
    )  # fmt: skip


@needs("continuity.operate")
def breach_pdf(request: ActorRequest, breach_id: int) -> HttpResponse:
    """The Board's form; issued anew each time, so a POST."""
    breach = _found(request, breach_id)
    if request.method != "POST":
        return breach_detail(request, breach_id)
    content = verbs.breach_form(breach=breach, actor=request.actor, now=timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="ihlal-{breach.number}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)

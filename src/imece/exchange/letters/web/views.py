"""Pages of letters, the same for the desks and for institutions: the actor's scope decides what there is."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.errors import Problem, Text
from imece.core.permissions import is_permitted, require
from imece.core.scope import get_in_scope
from imece.core.submissions import submit_once
from imece.core.turkish import slug
from imece.core.web.access import needs
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.exchange.letters.domain.delivery import open_letter, send_again
from imece.exchange.letters.domain.queries import (
    letters_in_scope,
    letters_of_thread,
    matter_of,
    own_organisation,
    own_recipient,
    recipients_of,
)
from imece.exchange.letters.domain.send import preview_letter, send_letter, sign_letter
from imece.exchange.letters.domain.signing import signatures_in
from imece.exchange.letters.domain.threads import open_thread, settle_thread
from imece.exchange.letters.domain.workflow import LETTER, THREAD
from imece.exchange.letters.domain.write import change_letter, discard_letter, write_letter
from imece.exchange.letters.enums import LetterState, SignatureKind, ThreadKind
from imece.exchange.letters.models import Letter
from imece.exchange.letters.web.forms import LetterForm, StepForm, initial_of
from imece.exchange.letters.web.lists import OWN_LETTERS, STAFF_LETTERS

Act = Callable[[Letter, Actor, str], Any]
STEPS: dict[str, tuple[Text, Text, Act]] = {
    "imzala": (
        _("Sign"),
        _("The letter gets its number and your signature. After that nothing of it can be changed."),
        lambda letter, actor, reason: sign_letter(letter=letter, actor=actor, now=timezone.now()),
    ),
    "gonder": (
        _("Send"),
        _(
            "The letter goes to everybody in its distribution, by registered e-mail where there is an address."
        ),
        lambda letter, actor, reason: send_letter(letter=letter, actor=actor, now=timezone.now()),
    ),
    "vazgec": (
        _("Discard"),
        _("The draft stays on record and can no longer be signed."),
        lambda letter, actor, reason: discard_letter(
            letter=letter, reason=reason, actor=actor, now=timezone.now()
        ),
    ),
    "kapat": (
        _("Settle"),
        _("Say how the matter was settled; both parties read it."),
        lambda letter, actor, reason: settle_thread(
            thread=matter_of(letter), reason=reason, actor=actor, now=timezone.now()
        ),
    ),
    "yeniden": (
        _("Send again"),
        _("To every recipient it could not be delivered to, at the address known today."),
        lambda letter, actor, reason: _send_again(letter, actor),
    ),
}
NEED_REASON = {"vazgec", "kapat"}


def _side(actor: Actor) -> str:
    return "my_" if actor.kind == ActorKind.PARTNER else ""


def _address(actor: Actor, name: str, *args: object) -> str:
    return reverse(f"{_side(actor)}{name}", args=args)


@needs("letters.view")
def letter_list(request: ActorRequest) -> HttpResponse:
    return STAFF_LETTERS.respond(request)


@needs("letters.own")
def own_letter_list(request: ActorRequest) -> HttpResponse:
    return OWN_LETTERS.respond(request)


@needs("letters.view")
def letter_detail(request: ActorRequest, letter_id: int) -> HttpResponse:
    """The letter, where each copy is, and what can be done now. The recipient's first look is evidence of reading."""
    actor, now = request.actor, timezone.now()
    letter = get_in_scope(letters_in_scope(actor), actor, pk=letter_id)
    own = own_recipient(letter, actor)
    if own is not None and letter.state == LetterState.SENT:
        open_letter(recipient=own, actor=actor, now=now)
    context = {
        "letter": letter,
        "side": _side(actor),
        "recipients": recipients_of(letter),
        "options": _options(letter, actor),
        "signatures": _signatures(letter),
        "is_draft": letter.state == LetterState.DRAFT,
        "may_write": is_permitted(actor, "letters.write", letter),
        "may_answer": own is not None and is_permitted(actor, "letters.write"),
        "matter": letters_of_thread(letter, actor) if letter.thread else [],
        "matter_history": THREAD.told_history(letter.thread)[::-1] if letter.thread else [],
        "history": LETTER.told_history(letter)[::-1],
        "breadcrumbs": [(_("Official letters"), _address(actor, "letters")), (str(letter), None)],
    }
    return render(request, "letters/letter.html", context)


def _signatures(letter: Letter) -> list[Any]:
    """The signature judged anew at each look: whether the bytes are whole, whose it is, whether it is a test's."""
    file = getattr(letter, "file", None)
    return signatures_in(bytes(file.content), SignatureKind(letter.signature_kind)) if file else []


def _options(letter: Letter, actor: Actor) -> list[tuple[Text, str, str]]:
    """Buttons as (words, address, why not)."""
    moves = {"sign": "imzala", "send": "gonder", "discard": "vazgec"}
    found: list[tuple[Text, str, str]] = []
    if is_permitted(actor, "letters.write", letter):
        for option in LETTER.options(letter, actor, timezone.now()):
            if str(letter.state) in option.move.from_states:
                address = _address(actor, "letter_step", letter.pk, moves[option.move.name])
                found.append((option.move.label, address, option.why_not))
        if letter.recipients.filter(state="failed").exists():
            found.append((_("Send again"), _address(actor, "letter_step", letter.pk, "yeniden"), ""))
    if letter.thread and letter.thread.state == "open" and is_permitted(actor, "letters.settle"):
        found.append((_("Settle the matter"), _address(actor, "letter_step", letter.pk, "kapat"), ""))
    return found


@needs("letters.view")
def letter_pdf(request: ActorRequest, letter_id: int) -> HttpResponse:
    """The signed file as it was sent; of a draft a preview without number and signature."""
    actor = request.actor
    letter = get_in_scope(letters_in_scope(actor), actor, pk=letter_id)
    if letter.state in {LetterState.DRAFT, LetterState.DISCARDED}:
        return _pdf(preview_letter(letter, now=timezone.now()), f"taslak-{letter.pk}")
    return _pdf(bytes(letter.file.content), slug(str(letter.number)))


def _pdf(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@needs("letters.write")
def letter_new(request: ActorRequest) -> HttpResponse:
    form = LetterForm(request.POST or None, actor=request.actor)
    return _write(request, form, heading=_("Write a letter"))


@needs("letters.write")
def letter_answer(request: ActorRequest, letter_id: int) -> HttpResponse:
    """An answer refers to its letter and stands in the same matter."""
    actor = request.actor
    answered = get_in_scope(letters_in_scope(actor), actor, pk=letter_id, state=LetterState.SENT)
    initial = {
        "subject": answered.subject,
        "references": [f"{timezone.localdate(answered.signed_at):%d.%m.%Y} · {answered.number}"],
        "action": [answered.sender_id],
        "confidentiality": answered.confidentiality,
    }
    form = LetterForm(request.POST or None, actor=actor, initial=initial)
    return _write(request, form, heading=_("Answer a letter"), answers=answered)


def _write(
    request: ActorRequest, form: LetterForm, *, heading: Text, answers: Letter | None = None
) -> HttpResponse:
    actor = request.actor
    if request.method == "POST" and form.is_valid():
        try:
            target = submit_once(
                form.token_or_new(), actor=actor, act=lambda: _save_new(form, actor, answers)
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The draft was saved. It is not sent before it is signed."))
            return redirect(target)
    context = {"form": form, "heading": heading, "back": _address(actor, "letters")}
    return render(request, "letters/write.html", context, status=422 if form.errors else 200)


def _save_new(form: LetterForm, actor: Actor, answers: Letter | None) -> str:
    now = timezone.now()
    text = form.text()
    thread = None
    if form.cleaned_data.get("dispute") and not (answers and answers.thread_id):
        thread = open_thread(kind=ThreadKind.DISPUTE, title=text.subject, actor=actor, now=now)
    letter = write_letter(
        sender=own_organisation(actor), text=text, distribution=form.distribution(), actor=actor, now=now,
        thread=thread, answers=answers,
    )  # fmt: skip
    return _address(actor, "letter", letter.pk)


@needs("letters.write")
def letter_edit(request: ActorRequest, letter_id: int) -> HttpResponse:
    actor = request.actor
    letter = get_in_scope(letters_in_scope(actor), actor, pk=letter_id)
    require(actor, "letters.write", letter)
    form = LetterForm(request.POST or None, actor=actor, letter=letter, initial=initial_of(letter))
    if request.method == "POST" and form.is_valid():
        try:
            change_letter(
                letter=letter,
                text=form.text(),
                distribution=form.distribution(),
                actor=actor,
                now=timezone.now(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The draft was changed."))
            return redirect(_address(actor, "letter", letter.pk))
    context = {"form": form, "heading": _("Change the draft"), "back": _address(actor, "letter", letter.pk)}
    return render(request, "letters/write.html", context, status=422 if form.errors else 200)


@needs("letters.write")
def letter_step(request: ActorRequest, letter_id: int, step: str) -> HttpResponse:
    """Sign, send, discard, settle: each on a page of its own that says what follows."""
    actor = request.actor
    letter = get_in_scope(letters_in_scope(actor), actor, pk=letter_id)
    if step not in STEPS or (step == "kapat" and letter.thread is None):
        raise Http404(step)
    title, follows, act = STEPS[step]
    form = StepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(letter, actor, form.cleaned_data["reason"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Done: {step}").format(step=title))
            return redirect(_address(actor, "letter", letter.pk))
    context = {
        "form": form, "letter": letter, "title": title, "follows": follows, "needs_reason": step in NEED_REASON,
        "back": _address(actor, "letter", letter.pk),
    }  # fmt: skip
    return render(request, "letters/step.html", context, status=422 if form.errors else 200)


def _send_again(letter: Letter, actor: Actor) -> None:
    for recipient in letter.recipients.select_related("letter", "organisation__institution").filter(
        state="failed"
    ):
        send_again(recipient=recipient, actor=actor, now=timezone.now())

"""One press on a form, a credential or an address: a page with what it means, its fields, and the verb behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import OUT_OF_SCOPE, Problem, Text
from imece.core.permissions import is_permitted
from imece.core.ui.fields import DateField
from imece.core.web.forms import add_problem
from imece.core.web.requests import ActorRequest
from imece.core.workflow import Workflow
from imece.exchange.access.domain import credentials
from imece.exchange.access.domain import forms as form_verbs
from imece.exchange.access.domain.workflow import CREDENTIAL, INFORMATION_FORM
from imece.exchange.access.enums import FormChannel

Act = Callable[[Any, Mapping[str, Any], Actor, datetime], object]


class NothingToFill(forms.Form):
    """A press that needs no words."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawalForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class TakeInForm(forms.Form):
    """As they stand on the incoming paper."""

    channel = forms.ChoiceField(
        label=_("How the original came"), choices=FormChannel.choices, widget=forms.RadioSelect
    )
    registry_number = forms.CharField(label=_("Registry number"), max_length=40)
    registered_on = DateField(label=_("Registry date"))


@dataclass(frozen=True)
class Step:
    """`question` says what follows from the press."""

    name: str
    move: str
    act: Act
    form: type[forms.Form] = NothingToFill
    is_dangerous: bool = False
    question: Text = ""


@dataclass(frozen=True)
class Desk:
    """The steps of one kind of record for one audience; `workflow` says which are possible now."""

    workflow: Workflow
    steps: Sequence[Step]

    def step(self, name: str) -> Step:
        for one in self.steps:
            if one.name == name:
                return one
        raise OUT_OF_SCOPE(what=name)

    def label(self, step: Step) -> Text:
        return self.workflow.table.move(step.move).label

    def why_not(self, step: Step, thing: Any, actor: Actor, now: datetime) -> str:
        return self.workflow.why_not(self.workflow.table.move(step.move), thing, actor, now)

    def options(self, thing: Any, actor: Actor, now: datetime) -> list[dict[str, Any]]:
        """For the buttons: name, words, and why it is not possible now."""
        permitted = [
            step for step in self.steps if is_permitted(actor, self.workflow.table.move(step.move).permission)
        ]
        return [
            {
                "step": step,
                "name": step.name,
                "label": self.label(step),
                "why_not": self.why_not(step, thing, actor, now),
            }
            for step in permitted
        ]

    def respond(
        self,
        request: ActorRequest,
        thing: Any,
        name: str,
        *,
        back: str,
        done: Text,
        facts: Sequence[Any] = (),
    ) -> HttpResponse:
        """GET asks, POST does it and leads `back`."""
        step, now = self.step(name), timezone.now()
        form = step.form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                step.act(thing, form.cleaned_data, request.actor, now)
            except Problem as problem:
                add_problem(form, problem)
            else:
                messages.success(request, str(done))
                return redirect(back)
        context = {
            "thing": thing,
            "title": self.label(step),
            "step": step,
            "form": form,
            "facts": facts,
            "back": back,
            "why_not": "" if form.errors else self.why_not(step, thing, request.actor, now),
        }
        return render(request, "access/step.html", context, status=422 if form.errors else 200)


def _plain(verb: Callable[..., object], word: str) -> Act:
    return lambda thing, values, actor, now: verb(**{word: thing}, actor=actor, now=now)


def _reasoned(verb: Callable[..., object], word: str) -> Act:
    return lambda thing, values, actor, now: verb(
        **{word: thing}, reason=values["reason"], actor=actor, now=now
    )


def _take_in(thing: Any, values: Mapping[str, Any], actor: Actor, now: datetime) -> object:
    return form_verbs.take_in_form(form=thing, actor=actor, now=now, **values)


OWN_FORM = Desk(
    INFORMATION_FORM,
    (
        Step(
            "gonder",
            "submit",
            _plain(form_verbs.submit_form, "form"),
            question=_(
                "After that, print the form, have it signed, and post the original, or send it e-signed by KEP. "
                "A fax is not taken into process."
            ),
        ),
        Step(
            "geri-cek",
            "withdraw",
            _plain(form_verbs.withdraw_form, "form"),
            is_dangerous=True,
            question=_("Nothing of your connection changes. You can begin another form."),
        ),
    ),
)
DESK_FORM = Desk(
    INFORMATION_FORM,
    (
        Step("isleme-al", "take_in", _take_in, TakeInForm),
        Step(
            "onayla",
            "approve",
            _plain(form_verbs.approve_form, "form"),
            question=_(
                "The two persons become the contacts, the address is let in, and the credential waits for the named "
                "person. The institution is told at once."
            ),
        ),
        Step("iade", "return", _reasoned(form_verbs.return_form, "form"), ReasonForm),
        Step("reddet", "reject", _reasoned(form_verbs.reject_form, "form"), ReasonForm, is_dangerous=True),
    ),
)
_REVOKE = Step(
    "iptal",
    "revoke",
    _reasoned(credentials.revoke_credential, "credential"),
    ReasonForm,
    is_dangerous=True,
    question=_("For good and at once: from the next question on it is refused."),
)
OWN_CREDENTIAL = Desk(
    CREDENTIAL,
    (
        Step(
            "etkinlestir",
            "activate",
            _plain(credentials.activate_credential, "credential"),
            question=_(
                "Do this once your program holds the password or the private key. The credential before it is taken "
                "for 30 days more at the most."
            ),
        ),
        _REVOKE,
    ),
)
DESK_CREDENTIAL = Desk(
    CREDENTIAL,
    (
        Step("kilitle", "lock", _reasoned(credentials.lock_credential, "credential"), ReasonForm),
        Step("kilidi-ac", "unlock", _reasoned(credentials.unlock_credential, "credential"), ReasonForm),
        Step(
            "yeniden-teslim",
            "take_back",
            _reasoned(credentials.take_back_credential, "credential"),
            ReasonForm,
            question=_("What was shown or registered is void; the named person can fetch it anew."),
        ),
        _REVOKE,
    ),
)

"""What can be done with an application: by the reviewing desk, and by the applicant."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.core.ui.fields import DateField
from imece.exchange.agreements.domain import apply, errors, prepare, review
from imece.exchange.agreements.domain.workflow import APPLICATION
from imece.exchange.agreements.enums import ApplicationState
from imece.exchange.agreements.models import Application
from imece.exchange.agreements.web.forms import WORDS, ReasonForm, StepForm, today
from imece.exchange.agreements.web.step import Step, Steps, by_move

Values = Mapping[str, Any]


class RegisterForm(StepForm):
    """The posted original: registry number and day; or the KEP message."""

    registry_number = forms.CharField(
        label=_("Registry number of the original"), max_length=60, required=False
    )
    registered_on = DateField(label=_("Registered on"), latest=today, required=False)
    kep_message_id = forms.CharField(label=_("KEP message"), max_length=120, required=False)

    def prepare(self) -> None:
        for name, field in self.fields.items():
            field.initial = getattr(self.thing, name)


class BoardForm(StepForm):
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    decided_on = DateField(label=_("Decided on"), latest=today)
    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("yes", _("The board approves")), ("no", _("The board rejects"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("Text of the decision"), widget=WORDS, max_length=8000)

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        is_approval = data.pop("decision") == "yes"
        return {**data, "is_approval": is_approval}


class WithdrawForm(StepForm):
    reason = forms.CharField(label=_("Reason, if you wish"), widget=WORDS, max_length=2000, required=False)


def _register(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.register_letter(application=application, actor=actor, now=now, **values)


def _take(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.take_application(application=application, actor=actor, now=now)


def _return(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.return_application(application=application, actor=actor, now=now, **values)


def _to_board(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.send_to_board(application=application, actor=actor, now=now)


def _decide(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.record_board_decision(application=application, actor=actor, now=now, **values)


def _reject(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return review.reject_application(application=application, actor=actor, now=now, **values)


def _prepare(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return prepare.prepare_agreement(application=application, actor=actor, now=now)


def _withdraw(application: Application, values: Values, actor: Actor, now: datetime) -> object:
    return apply.withdraw_application(application=application, actor=actor, now=now, **values)


def _not_approved(application: Application, actor: Actor, now: datetime) -> str:
    if application.state == ApplicationState.APPROVED:
        return ""
    problem: Problem = errors.NOT_APPROVED(number=application.number, state=application.get_state_display())
    return f"{problem.message} {problem.remedy}"


def _not_at_board(application: Application, actor: Actor, now: datetime) -> str:
    """The decision itself brings the approval, so the guard «board has approved» is not asked here."""
    if application.state == ApplicationState.AT_BOARD:
        return ""
    return by_move(APPLICATION, "approve")(application, actor, now)


APPLICATION_STEPS = Steps(
    (
        Step(
            name="kayit", label=_("Enter the original letter"), permission="applications.review", act=_register,
            form=RegisterForm, done=_("The letter is entered."),
        ),
        Step(
            name="isleme-al", label=_("Take into process"), permission="applications.review", act=_take,
            why_not=by_move(APPLICATION, "take"), is_main=True, done=_("Taken into process; the applicant is told."),
        ),
        Step(
            name="iade", label=_("Return for completion"), permission="applications.review", act=_return,
            form=ReasonForm, why_not=by_move(APPLICATION, "return"), done=_("Returned; the applicant has 60 days."),
            lead=_("Write what is missing. The applicant reads it as you write it."),
        ),
        Step(
            name="kurula-gonder", label=_("Send to the board"), permission="applications.review", act=_to_board,
            why_not=by_move(APPLICATION, "send_to_board"), is_main=True, done=_("The application is at the board."),
        ),
        Step(
            name="kurul-karari", label=_("Enter the board's decision"), permission="applications.review", act=_decide,
            form=BoardForm, why_not=_not_at_board, is_main=True,
            done=_("The decision is entered; the applicant is told."),
        ),
        Step(
            name="red", label=_("Reject"), permission="applications.review", act=_reject, form=ReasonForm,
            why_not=by_move(APPLICATION, "reject"), is_dangerous=True, done=_("Rejected; the applicant is told why."),
        ),
        Step(
            name="anlasma-hazirla", label=_("Prepare the agreement"), permission="agreements.prepare", act=_prepare,
            why_not=_not_approved, is_main=True, done=_("The agreement is drafted from what was granted."),
        ),
        Step(
            name="geri-cek", label=_("Withdraw the application"), permission="applications.own", act=_withdraw,
            form=WithdrawForm, why_not=by_move(APPLICATION, "withdraw"), is_dangerous=True, done=_("Withdrawn."),
        ),
    )
)  # fmt: skip

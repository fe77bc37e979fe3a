"""What can be done with an agreement, its notices and its suspensions: each step one verb."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import Problem
from imece.exchange.agreements.domain import disputes, ends, errors, notices, onward, prepare, sign, suspend
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.workflow import AGREEMENT, DISPUTE, annex_is_ready
from imece.exchange.agreements.enums import AgreementState, AnnexState, NoticeKind
from imece.exchange.agreements.models import Agreement, Annex, FieldDispute, PartyNotice, Suspension
from imece.exchange.agreements.web import forms
from imece.exchange.agreements.web.step import Step, Steps, by_move

Values = Mapping[str, Any]


# ---------------------------------------------------------------------------------------- why not now
def _in_force(agreement: Agreement, actor: Actor, now: datetime) -> str:
    if agreement.state == AgreementState.IN_FORCE:
        return ""
    return _said(errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display()))


def _said(problem: Problem) -> str:
    return f"{problem.message} {problem.remedy}"


def _annex(agreement: Agreement, *states: str) -> Annex | None:
    annex = latest_annex(agreement)
    return annex if annex is not None and annex.state in states else None


def _not_draft(agreement: Agreement, actor: Actor, now: datetime) -> str:
    if _annex(agreement, AnnexState.DRAFT) is None:
        return _fixed(agreement)
    try:
        annex_is_ready(agreement, actor, now)
    except Problem as problem:
        return _said(problem)
    return ""


def _not_signing(agreement: Agreement, actor: Actor, now: datetime) -> str:
    return "" if _annex(agreement, AnnexState.SIGNING) else _fixed(agreement)


def _fixed(agreement: Agreement) -> str:
    annex = latest_annex(agreement)
    state = annex.get_state_display() if annex else agreement.get_state_display()
    return _said(errors.ANNEX_FIXED(annex=annex or agreement, state=state))


def _no_amendment(agreement: Agreement, actor: Actor, now: datetime) -> str:
    annex = _annex(agreement, AnnexState.DRAFT, AnnexState.SIGNING)
    return "" if annex is not None and annex.number > 1 else _fixed(agreement)


# ---------------------------------------------------------------------------------------- one call each
def _latest(agreement: Agreement) -> Annex:
    annex = latest_annex(agreement)
    if annex is None:
        raise errors.ANNEX_EMPTY(annex=agreement)
    return annex


def _offer(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return prepare.offer_annex(annex=_latest(agreement), actor=actor, now=now)


def _take_back(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return prepare.take_annex_back(annex=_latest(agreement), reason=values["reason"], actor=actor, now=now)


def _drop(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return prepare.drop_annex(annex=_latest(agreement), reason=values["reason"], actor=actor, now=now)


def _sign(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return sign.sign_annex(annex=_latest(agreement), actor=actor, now=now, **values)


def _suspend(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return suspend.suspend_agreement(agreement=agreement, actor=actor, now=now, **values)


def _notice(kind: NoticeKind) -> Any:
    def act(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
        return notices.send_notice(
            agreement=agreement,
            kind=values.get("kind", kind),
            sender=values["institution"],
            written=values["written"],
            actor=actor,
            now=now,
        )

    return act


def _by_law(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return notices.write_notice_by_law(agreement=agreement, actor=actor, now=now, **values)


def _terminate(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return ends.terminate_agreement(agreement=agreement, actor=actor, now=now, **values)


def _consent_to_end(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return ends.consent_to_end(agreement=agreement, actor=actor, now=now, **values)


def _dispute(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return disputes.raise_dispute(agreement=agreement, actor=actor, now=now, **values)


def _consent(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    return onward.give_consent(agreement=agreement, actor=actor, now=now, **values)


def _share(agreement: Agreement, values: Values, actor: Actor, now: datetime) -> object:
    given = dict(values)
    if given["unit"] is not None:
        given.pop("receiver")
        return onward.record_sharing_with_unit(agreement=agreement, actor=actor, now=now, **given)
    given.pop("unit")
    return onward.record_sharing_with_other(agreement=agreement, actor=actor, now=now, **given)


AGREEMENT_STEPS = Steps(
    (
        Step(
            name="imzaya-sun", label=_("Put before the parties"), permission="agreements.prepare", act=_offer,
            why_not=_not_draft, is_main=True, done=_("The papers are made; both parties are asked to sign."),
        ),
        Step(
            name="imza", label=_("Record a signature"), permission="agreements.sign", act=_sign, form=forms.SignForm,
            why_not=_not_signing, is_main=True, done=_("The signature is recorded."),
            lead=_("With the second signature it comes into force and access opens, in the same moment."),
        ),
        Step(
            name="geri-al", label=_("Take back for correction"), permission="agreements.prepare", act=_take_back,
            form=forms.ReasonForm, why_not=_not_signing, done=_("It is a draft again; signatures given are void."),
        ),
        Step(
            name="vazgec", label=_("Drop the new Ek-1"), permission="agreements.prepare", act=_drop,
            form=forms.ReasonForm, why_not=_no_amendment, done=_("The new version is dropped; the running one stays."),
        ),
        Step(
            name="askiya-al", label=_("Suspend"), permission="agreements.act", act=_suspend, form=forms.SuspendForm,
            why_not=_in_force, is_dangerous=True, done=_("Suspended: access stopped at once."),
            lead=_("Access stops at once. The reason goes to the other party in writing (PRO-22)."),
        ),
        Step(
            name="ihtar", label=_("Formal notice of an unmet duty"), permission="agreements.act",
            act=_notice(NoticeKind.DEFAULT), form=forms.WrittenForm, why_not=_in_force,
            done=_("The notice is written."),
            lead=_("30 days after it was served, and still unmet, its sender may terminate (PRO-23)."),
        ),
        Step(
            name="fesih", label=_("Terminate"), permission="agreements.act", act=_terminate, form=forms.WrittenForm,
            why_not=by_move(AGREEMENT, "terminate_unilaterally"), is_dangerous=True,
            done=_("Terminated: nothing is shared any more."),
        ),
        Step(
            name="karsilikli-fesih", label=_("Consent to ending it"), permission="agreements.act", act=_consent_to_end,
            form=forms.WrittenForm, why_not=_in_force, is_dangerous=True, done=_("The consent is recorded."),
            lead=_("When the other party has consented too, the agreement ends at once (PRO-23)."),
        ),
        Step(
            name="yenilememe", label=_("Notice against renewal"), permission="agreements.act",
            act=_notice(NoticeKind.NON_RENEWAL), form=forms.WrittenForm, why_not=_in_force,
            done=_("The notice is written; it counts from its service."),
            lead=_("It must be served one month before the end of the term at the latest (PRO-21)."),
        ),
        Step(
            name="mevzuat", label=_("Notice that it has become inapplicable"), permission="agreements.end_by_law",
            act=_by_law, form=forms.ByLawForm, why_not=_in_force, is_dangerous=True,
            done=_("The notice is written; from its service nothing is shared."),
            lead=_("From the day it is served every sharing ends (PRO-24). Record the service when it has arrived."),
        ),
        Step(
            name="yazi", label=_("Write an official letter"), permission="agreements.act",
            act=_notice(NoticeKind.LETTER), form=forms.LetterForm, done=_("The letter is recorded."),
        ),
        Step(
            name="veri-itirazi", label=_("Dispute a field"), permission="agreements.act", act=_dispute,
            form=forms.DisputeForm, done=_("The owner is asked; the answer has its day."),
            lead=_("You received a datum that is wrong? The owner answers and corrects (X2.7)."),
        ),
        Step(
            name="muvafakat", label=_("Consent to onward sharing"), permission="agreements.act", act=_consent,
            form=forms.ConsentForm, why_not=_in_force, done=_("The consent is recorded."),
        ),
        Step(
            name="paylasim", label=_("Record onward sharing"), permission="agreements.act", act=_share,
            form=forms.SharingForm, why_not=_in_force, done=_("It is recorded."),
            lead=_("To units of your own no consent is needed; to others only under the owner's written consent."),
        ),
    )
)  # fmt: skip


# ---------------------------------------------------------------------------------------- notices
def _served_already(notice: PartyNotice, actor: Actor, now: datetime) -> str:
    if notice.served_on is None:
        return ""
    return _said(errors.SERVED_ALREADY(served_on=f"{notice.served_on:%d.%m.%Y}"))


def _no_formal_notice(notice: PartyNotice, actor: Actor, now: datetime) -> str:
    is_open = notice.kind == NoticeKind.DEFAULT and notice.mended_on is None
    return "" if is_open else _said(errors.NO_FORMAL_NOTICE())


def _serve(notice: PartyNotice, values: Values, actor: Actor, now: datetime) -> object:
    return notices.record_service(notice=notice, actor=actor, now=now, **values)


def _accept(notice: PartyNotice, values: Values, actor: Actor, now: datetime) -> object:
    return notices.accept_as_mended(notice=notice, actor=actor, now=now)


NOTICE_STEPS = Steps(
    (
        Step(
            name="teblig", label=_("Record the service"), permission="agreements.act", act=_serve,
            form=forms.ServedForm, why_not=_served_already, is_main=True, done=_("The service is on record."),
        ),
        Step(
            name="giderildi", label=_("The duty has been met"), permission="agreements.act", act=_accept,
            why_not=_no_formal_notice, done=_("The formal notice ends nothing any more."),
        ),
    )
)  # fmt: skip


# ---------------------------------------------------------------------------------------- suspensions
def _lifted(suspension: Suspension, actor: Actor, now: datetime) -> str:
    if suspension.lifted_at is None:
        return ""
    return _said(errors.LIFTED_ALREADY(lifted_at=f"{suspension.lifted_at:%d.%m.%Y}"))


def _mended(suspension: Suspension, values: Values, actor: Actor, now: datetime) -> object:
    return suspend.report_mended(suspension=suspension, actor=actor, now=now, **values)


def _lift(suspension: Suspension, values: Values, actor: Actor, now: datetime) -> object:
    return suspend.lift_suspension(suspension=suspension, actor=actor, now=now, **values)


SUSPENSION_STEPS = Steps(
    (
        Step(
            name="giderildi", label=_("Report the breach as mended"), permission="agreements.act", act=_mended,
            form=forms.MendedForm, why_not=_lifted, done=_("Reported; who suspended it decides on lifting."),
        ),
        Step(
            name="kaldir", label=_("Lift the suspension"), permission="agreements.act", act=_lift,
            form=forms.LiftForm, why_not=_lifted, is_main=True, done=_("Lifted: access is open again."),
        ),
    )
)  # fmt: skip


# ---------------------------------------------------------------------------------------- disputes
def _answer(dispute: FieldDispute, values: Values, actor: Actor, now: datetime) -> object:
    return disputes.answer_dispute(dispute=dispute, actor=actor, now=now, **values)


def _take_dispute_back(dispute: FieldDispute, values: Values, actor: Actor, now: datetime) -> object:
    return disputes.take_dispute_back(dispute=dispute, actor=actor, now=now)


DISPUTE_STEPS = Steps(
    (
        Step(
            name="cevap", label=_("Answer"), permission="disputes.answer", act=_answer, form=forms.AnswerForm,
            why_not=by_move(DISPUTE, "uphold"), is_main=True, done=_("The answer is saved; the asking party is told."),
        ),
        Step(
            name="geri-al", label=_("Take back"), permission="disputes.own", act=_take_dispute_back,
            why_not=by_move(DISPUTE, "take_back"), done=_("Taken back."),
        ),
    )
)  # fmt: skip

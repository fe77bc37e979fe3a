"""From an approved application to a text before the parties: an agreement with Ek-1, or a new Ek-1 (X2.1, PRO-20)."""

from collections.abc import Sequence
from datetime import datetime

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.access import copy_lines
from imece.exchange.agreements.domain.catalogue import check_fields, known_service
from imece.exchange.agreements.domain.numbers import next_agreement_number
from imece.exchange.agreements.domain.papers import make_papers
from imece.exchange.agreements.domain.queries import annex_in_force, latest_annex
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import OFFERED
from imece.exchange.agreements.domain.workflow import AGREEMENT, ANNEX, annex_is_ready
from imece.exchange.agreements.enums import AgreementState, AnnexState, ApplicationState
from imece.exchange.agreements.models import Agreement, Annex, AnnexLine, Application, Purpose
from imece.exchange.catalogue.public import require_open_to
from imece.exchange.parties.models import Institution


@verb
def prepare_agreement(*, application: Application, actor: Actor, now: datetime) -> Agreement:
    """A draft with Ek-1 as granted; for an application that amends, the next Ek-1 of the running agreement.

    Raises AGR-031 for one that is not approved: no agreement without a board decision.
    """
    require(actor, "agreements.prepare")
    application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if application.state != ApplicationState.APPROVED:
        raise errors.NOT_APPROVED(number=application.number, state=application.get_state_display())
    _refuse_second(application)
    agreement = application.amends or _new_agreement(application, actor, now)
    annex = _next_annex(agreement, application, actor, now)
    _open_granted(annex, application)
    return agreement


def _refuse_second(application: Application) -> None:
    decided = application.board_decisions.filter(is_approval=True)
    used = Annex.objects.filter(board_decision__in=decided).exclude(state=AnnexState.DROPPED)
    if annex := used.select_related("agreement").first():
        raise errors.HAS_AGREEMENT(number=application.number, agreement=annex.agreement)


def _new_agreement(application: Application, actor: Actor, now: datetime) -> Agreement:
    agreement = Agreement.objects.create(
        number=next_agreement_number(application.kind),
        kind=application.kind,
        title=application.title,
        provider=application.provider,
        consumer=application.institution,
        purpose=application.purpose,
        application=application,
        created_at=now,
    )
    AGREEMENT.begin(agreement, actor=actor, now=now, details={"application": application.number})
    return agreement


def _next_annex(agreement: Agreement, application: Application, actor: Actor, now: datetime) -> Annex:
    last = latest_annex(agreement)
    if last is not None and last.state in {AnnexState.DRAFT, AnnexState.SIGNING}:
        raise errors.ANNEX_WAITS(annex=last, state=last.get_state_display())
    if last is not None and agreement.state != AgreementState.IN_FORCE:
        raise errors.NOT_IN_FORCE(agreement=agreement, state=agreement.get_state_display())
    annex = Annex.objects.create(
        agreement=agreement,
        number=last.number + 1 if last else 1,
        board_decision=application.board_decisions.order_by("-decided_on", "-id").first(),
        made_at=now,
    )
    ANNEX.begin(annex, actor=actor, now=now, details={"application": application.number})
    if running := annex_in_force(agreement):
        copy_lines(running, annex)
    return annex


def _open_granted(annex: Annex, application: Application) -> None:
    """What was granted takes the place of the same service and purpose in the version before."""
    for one in application.services.select_related("purpose"):
        if not one.granted:
            continue
        known = known_service(one.service, one.service_version, application.provider)
        require_open_to(known, application.institution.kind)  # it may have become another kind since it asked
        AnnexLine.objects.update_or_create(
            annex=annex,
            consumer=application.institution,
            service=one.service,
            service_version=one.service_version,
            purpose=one.purpose,
            defaults={
                "legal_ground": one.legal_ground,
                "fields": one.granted,
                "daily_cap": one.daily_volume,
            },
        )


@verb
def put_line(
    *,
    annex: Annex,
    consumer: Institution,
    service: str,
    version: int,
    purpose: Purpose,
    legal_ground: str,
    fields: Sequence[str],
    rate_per_second: int,
    daily_cap: int | None,
    actor: Actor,
) -> AnnexLine:
    """Ek-1 is filled by mutual consent: a line for either party while it is a draft; the same line is changed."""
    _require_draft(annex, actor)
    agreement = annex.agreement
    if consumer.pk not in {agreement.provider_id, agreement.consumer_id}:
        raise errors.NOT_A_PARTY(
            institution=consumer,
            agreement=agreement,
            provider=agreement.provider,
            consumer=agreement.consumer,
            field="consumer",
        )
    owner = agreement.provider if consumer == agreement.consumer else agreement.consumer
    known = known_service(service, version, owner)
    check_fields(known, fields)
    require_open_to(known, consumer.kind)
    line, _is_new = AnnexLine.objects.update_or_create(
        annex=annex,
        consumer=consumer,
        service=service,
        service_version=version,
        purpose=purpose,
        defaults={
            "legal_ground": legal_ground,
            "fields": list(fields),
            "rate_per_second": rate_per_second,
            "burst": 2 * rate_per_second,
            "daily_cap": daily_cap,
        },
    )
    details = {"service": service, "version": version, "consumer": consumer.code, "fields": list(fields)}
    audit.record(actor, "agreements.line_put", annex, details=details)
    return line


@verb
def remove_line(*, line: AnnexLine, actor: Actor) -> None:
    _require_draft(line.annex, actor)
    details = {"service": line.service, "consumer": line.consumer.code, "fields": line.fields}
    audit.record(actor, "agreements.line_removed", line.annex, details=details)
    line.delete()


def _require_draft(annex: Annex, actor: Actor) -> None:
    require(actor, "agreements.prepare", annex.agreement)
    if annex.state != AnnexState.DRAFT:
        raise errors.ANNEX_FIXED(annex=annex, state=annex.get_state_display())


@verb
def offer_annex(*, annex: Annex, actor: Actor, now: datetime) -> None:
    """Its papers are made, and both parties are asked to sign; the first version takes the agreement with it."""
    agreement = annex.agreement
    if agreement.state == AgreementState.DRAFT:
        AGREEMENT.apply("offer", thing=agreement, actor=actor, now=now)
    annex_is_ready(agreement, actor, now)
    ANNEX.apply("offer", thing=annex, actor=actor, now=now)
    make_papers(annex, actor=actor, now=now)
    tell_parties(agreement, OFFERED, now)


@verb
def take_annex_back(*, annex: Annex, reason: str, actor: Actor, now: datetime) -> None:
    """For correction: signatures given under the old text are void."""
    agreement = annex.agreement
    if agreement.state == AgreementState.SIGNING:
        AGREEMENT.apply("take_back", thing=agreement, actor=actor, now=now, reason=reason)
    ANNEX.apply("take_back", thing=annex, actor=actor, now=now, reason=reason)
    annex.signatures.filter(voided_at__isnull=True).update(voided_at=now)


@verb
def drop_annex(*, annex: Annex, reason: str, actor: Actor, now: datetime) -> None:
    """An amendment that comes to nothing; the running version stays as it is."""
    if annex.number == 1:
        raise errors.ANNEX_FIXED(annex=annex, state=annex.get_state_display())
    ANNEX.apply("drop", thing=annex, actor=actor, now=now, reason=reason)

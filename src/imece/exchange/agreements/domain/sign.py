"""Signing, party by party: with the second signature the version comes into force and access opens (X2.2, PRO-20)."""

from datetime import date, datetime

from django.utils import timezone

from imece.core import audit
from imece.core.actor import Actor
from imece.core.formats import format_date
from imece.core.parameters import Parameters
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.access import add_term, make_grants, replace_grants
from imece.exchange.agreements.domain.papers import make_papers
from imece.exchange.agreements.domain.parties import check_party
from imece.exchange.agreements.domain.queries import last_day_of
from imece.exchange.agreements.domain.rules import A_DAY, term_end
from imece.exchange.agreements.domain.telling import tell_parties
from imece.exchange.agreements.domain.words import AMENDED, IN_FORCE, SIGNED_BY_ONE
from imece.exchange.agreements.domain.workflow import AGREEMENT, ANNEX, signature_count
from imece.exchange.agreements.enums import AgreementState, AnnexState
from imece.exchange.agreements.models import Agreement, Annex, Signature
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution, Official
from imece.exchange.parties.public import officials_on


@verb
def sign_annex(
    *,
    annex: Annex,
    institution: Institution,
    signatory: str,
    signed_on: date,
    original_place: str,
    actor: Actor,
    now: datetime,
) -> Signature:
    """`signatory` is the name of an official whom the institution named for this. The second signature brings the
    version into force in the same transaction. Raises AGR-034, AGR-035, AGR-036, AGR-015.
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=annex.agreement_id)
    require(actor, "agreements.sign", agreement)
    check_party(agreement, institution, actor)
    _check(annex, institution, signed_on, now)
    official = _official(institution, signatory, signed_on)
    assert actor.person_id is not None
    signature = Signature.objects.create(
        annex=annex,
        institution=institution,
        name=official.name,
        title=official.title,
        signed_on=signed_on,
        original_place=original_place.strip(),
        person_id=actor.person_id,
        recorded_at=now,
    )
    details = {"institution": institution.code, "signed_on": signed_on.isoformat(), "annex": annex.number}
    audit.record(actor, "agreements.signed", signature, details=details)
    if signature_count(annex) == 2:
        _bring_into_force(agreement, annex, actor, now)
    else:
        tell_parties(agreement, SIGNED_BY_ONE, now)
    return signature


def _check(annex: Annex, institution: Institution, signed_on: date, now: datetime) -> None:
    if annex.state != AnnexState.SIGNING:
        raise errors.ANNEX_FIXED(annex=annex, state=annex.get_state_display())
    if signed_on > timezone.localdate(now):
        raise errors.DECIDED_LATER(day=format_date(signed_on), field="signed_on")
    known = annex.signatures.filter(institution=institution, voided_at__isnull=True).first()
    if known is not None:
        raise errors.SIGNED_ALREADY(
            institution=institution, annex=annex, day=format_date(known.signed_on), field="institution"
        )


def _official(institution: Institution, name: str, day: date) -> Official:
    found = officials_on(institution, day, OfficialRole.SIGNATORY).filter(name=name).first()
    if found is None:
        raise errors.NO_SIGNATORY(name=name, institution=institution, day=format_date(day), field="signatory")
    return found


def _bring_into_force(agreement: Agreement, annex: Annex, actor: Actor, now: datetime) -> None:
    """In force from the signature: the later of the two days. Access opens today, never backwards."""
    today = timezone.localdate(now)
    signed_on = max(annex.signatures.filter(voided_at__isnull=True).values_list("signed_on", flat=True))
    before = agreement.annexes.filter(state=AnnexState.IN_FORCE).first()
    if before is not None:
        ANNEX.apply("replace", thing=before, actor=actor, now=now)
    ANNEX.apply("enter_into_force", thing=annex, actor=actor, now=now, changes={"signed_on": signed_on})
    if agreement.state == AgreementState.IN_FORCE:
        last = last_day_of(agreement)
        assert last is not None
        replace_grants(agreement, annex, today, last, actor)
        make_papers(annex, actor=actor, now=now)
        tell_parties(agreement, AMENDED, now)
        return
    changes = {"signed_on": signed_on}
    AGREEMENT.apply("enter_into_force", thing=agreement, actor=actor, now=now, changes=changes)
    last = _add_terms(agreement, signed_on, today, actor)
    make_grants(annex, today, last, actor)
    make_papers(annex, actor=actor, now=now)
    tell_parties(agreement, IN_FORCE, now)


def _add_terms(agreement: Agreement, signed_on: date, today: date, actor: Actor) -> date:
    """A year from the signature; were it entered only a year later, the terms in between stand too."""
    months = Parameters(signed_on).integer("exchange_agreement_term_months")
    first, ordinal = signed_on, 1
    while True:
        last = term_end(signed_on, ordinal, months=months)
        add_term(agreement, first, last, actor)
        if last >= today:
            return last
        first, ordinal = last + A_DAY, ordinal + 1

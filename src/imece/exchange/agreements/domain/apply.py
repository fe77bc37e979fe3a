"""Applying: an institution, in its own name, for named services and fields, each with purpose and legal ground (X1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb
from imece.exchange.agreements.domain import errors
from imece.exchange.agreements.domain.catalogue import check_fields, known_service
from imece.exchange.agreements.domain.faults import reasons_not_to_send
from imece.exchange.agreements.domain.files import GivenFile, keep_file
from imece.exchange.agreements.domain.numbers import next_application_number
from imece.exchange.agreements.domain.telling import tell_applicant
from imece.exchange.agreements.domain.workflow import APPLICATION
from imece.exchange.agreements.enums import AgreementKind, Confidentiality, LetterWay, SignatoryRank
from imece.exchange.agreements.models import (
    Agreement,
    Application,
    ApplicationService,
    ApplicationSignatory,
    Purpose,
)
from imece.exchange.catalogue.public import require_open_to
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import institution_of


@dataclass(frozen=True, kw_only=True)
class AskedService:
    service: str
    version: int
    purpose: Purpose
    legal_ground: str
    fields: Sequence[str]
    daily_volume: int


@dataclass(frozen=True, kw_only=True)
class Signatory:
    name: str
    title: str
    rank: SignatoryRank


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The application letter (X1.1). `kep_message_id` when it is e-signed and went by registered e-mail."""

    way: LetterWay
    number: str
    written_on: date
    is_signed: bool
    kep_message_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Everything an application says; `files` are the papers given now, earlier ones stay."""

    provider: Institution
    kind: AgreementKind
    title: str
    purpose: str
    letter: Letter
    services: Sequence[AskedService]
    signatories: Sequence[Signatory]
    files: Sequence[GivenFile] = field(default_factory=tuple)
    confidentiality: Confidentiality = Confidentiality.UNCLASSIFIED
    amends: Agreement | None = None


@verb
def submit_application(*, asked: Asked, actor: Actor, now: datetime) -> Application:
    """**Gönder**: SUBMITTED. Raises AGR-002 for a fax, AGR-003 with every missing piece, AGR-005, AGR-006, CAT-004."""
    require(actor, "applications.own")
    institution = institution_of(actor)
    if institution is None:
        raise errors.NO_INSTITUTION(name=actor.organisation_name)
    _check(institution, asked, [one.kind for one in asked.files])
    assert actor.person_id is not None
    application = Application(
        number=next_application_number(),
        institution=institution,
        applicant_person_id=actor.person_id,
        submitted_at=now,
    )
    _write(application, asked, actor, now)
    APPLICATION.begin(application, actor=actor, now=now, details={"services": len(asked.services)})
    tell_applicant(application, now)
    return application


@verb
def complete_application(
    *, application: Application, asked: Asked, actor: Actor, now: datetime
) -> Application:
    """A returned application is sent again with what was missing; papers given before still count."""
    require(actor, "applications.own", application)
    kinds = [*application.files.values_list("kind", flat=True), *(one.kind for one in asked.files)]
    _check(application.institution, asked, kinds)
    changes = {"submitted_at": now, "complete_by": None, "version": application.version + 1}
    APPLICATION.apply("complete", thing=application, actor=actor, now=now, changes=changes)
    application.services.all().delete()
    application.signatories.all().delete()
    _write(application, asked, actor, now)
    tell_applicant(application, now)
    return application


@verb
def withdraw_application(*, application: Application, reason: str, actor: Actor, now: datetime) -> None:
    APPLICATION.apply("withdraw", thing=application, actor=actor, now=now, reason=reason)


def _check(institution: Institution, asked: Asked, file_kinds: Sequence[str]) -> None:
    if asked.letter.way == LetterWay.FAX:
        raise errors.FAX_REFUSED(field="way")
    for one in asked.services:
        service = known_service(one.service, one.version, asked.provider)
        check_fields(service, one.fields)
        require_open_to(service, institution.kind)
    reasons = reasons_not_to_send(
        institution_kind=institution.kind,
        is_letter_signed=asked.letter.is_signed,
        ranks=[one.rank for one in asked.signatories],
        grounds=[one.legal_ground for one in asked.services],
        file_kinds=file_kinds,
    )
    if reasons:
        raise errors.INCOMPLETE(reasons=" ".join(str(reason) for reason in reasons))


def _write(application: Application, asked: Asked, actor: Actor, now: datetime) -> None:
    application.provider, application.kind, application.title = asked.provider, asked.kind, asked.title
    application.purpose, application.confidentiality = asked.purpose, asked.confidentiality
    application.amends = asked.amends
    application.letter_way, application.letter_number = asked.letter.way, asked.letter.number
    application.letter_on, application.is_letter_signed = asked.letter.written_on, asked.letter.is_signed
    application.kep_message_id = asked.letter.kep_message_id
    application.full_clean(exclude=["number"])
    application.save()
    for one in asked.services:
        ApplicationService.objects.create(
            application=application,
            service=one.service,
            service_version=one.version,
            purpose=one.purpose,
            legal_ground=one.legal_ground,
            fields=list(one.fields),
            daily_volume=one.daily_volume,
        )
    for signatory in asked.signatories:
        ApplicationSignatory.objects.create(
            application=application, name=signatory.name, title=signatory.title, rank=signatory.rank
        )
    for given in asked.files:
        kept = keep_file(application, given, actor=actor, now=now)
        details = {"kind": kept.kind, "sha256": kept.sha256}
        audit.record(actor, "applications.file_added", application, details=details)

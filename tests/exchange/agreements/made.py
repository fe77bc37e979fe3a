"""Agreements for tests: quickly, past the verbs (`put_in_force`), or the whole way by the verbs (`Way`)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from imece.core.actor import Actor, system_actor
from imece.core.transactions import acting
from imece.exchange.agreements.domain.apply import (
    Asked,
    AskedService,
    Letter,
    Signatory,
    submit_application,
)
from imece.exchange.agreements.domain.files import GivenFile
from imece.exchange.agreements.domain.notices import WrittenNotice
from imece.exchange.agreements.domain.prepare import offer_annex, prepare_agreement
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.review import (
    decide_service,
    record_board_decision,
    register_letter,
    send_to_board,
    take_application,
)
from imece.exchange.agreements.domain.rules import A_DAY, term_end
from imece.exchange.agreements.domain.sign import sign_annex
from imece.exchange.agreements.enums import (
    AgreementKind,
    AgreementState,
    Confidentiality,
    FileKind,
    LetterWay,
    NoticeWay,
    SignatoryRank,
)
from imece.exchange.agreements.models import Agreement, AgreementTerm, Application, Grant, Purpose
from imece.exchange.parties.enums import OfficialRole
from imece.exchange.parties.models import Institution
from imece.exchange.parties.public import name_official, tell_address
from tests.cast import actor_of, person_number
from tests.exchange.cast import ExchangeCast

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # Monday, noon in Istanbul
TODAY = date(2026, 11, 23)
PERSON = "registry.person"
FIELDS = ("given_names", "surname", "birth_year")
PDF = b"%PDF-1.7\nDeneme"
MAKER = system_actor("test")
CONTRACTORS = (FileKind.LETTER, FileKind.SIGNATURE_CIRCULAR, FileKind.TRADE_GAZETTE, FileKind.IDENTITY_COPY)


def make_purpose(code: str = "CUSTOMER", *, needs_file: bool = True) -> Purpose:
    with acting(MAKER):
        purpose, _is_new = Purpose.objects.get_or_create(
            code=code,
            defaults={
                "title": "Müşterinin tanınması (deneme)",
                "title_en": "Knowing the customer (trial)",
                "legal_ground": "5549 md. 3",
                "needs_file": needs_file,
            },
        )
    return purpose


def put_in_force(
    provider: Institution,
    consumer: Institution,
    *,
    service: str = PERSON,
    version: int = 1,
    fields: Sequence[str] = FIELDS,
    purpose: Purpose | None = None,
    signed_on: date = TODAY,
    number: str = "IKA-9000001",
    kind: AgreementKind = AgreementKind.BILATERAL,
    **limits: int,
) -> tuple[Agreement, Grant]:
    """An agreement in force with one term and one grant, written past the verbs, along the states that the database

    lets pass (draft → signing → in force). For rooms that need access, not its story.
    """
    last = term_end(signed_on, 1)
    with acting(MAKER):
        agreement = Agreement.objects.create(
            number=number,
            kind=kind,
            title="Deneme anlaşması",
            provider=provider,
            consumer=consumer,
            purpose="Deneme",
            created_at=NOW,
        )
        for state in (AgreementState.SIGNING, AgreementState.IN_FORCE):
            Agreement.objects.filter(pk=agreement.pk).update(state=state, signed_on=signed_on)
        agreement.refresh_from_db()
        valid = DateRange(signed_on, last + A_DAY)
        AgreementTerm.objects.create(agreement=agreement, valid=valid)
        grant = Grant.objects.create(
            agreement=agreement,
            consumer=consumer,
            service=service,
            version=version,
            fields=list(fields),
            purpose=purpose or make_purpose(),
            valid=valid,
            **limits,
        )
    return agreement, grant


def paper(kind: FileKind) -> GivenFile:
    return GivenFile(kind, f"{kind}.pdf", "application/pdf", PDF)


def written(
    text: str = "Deneme gerekçesi", *, on: date = TODAY, way: NoticeWay = NoticeWay.POST
) -> WrittenNotice:
    return WrittenNotice(letter_number="E-1", letter_on=on, text=text, way=way)


@dataclass(frozen=True)
class Way:
    """The whole way of the bank's application to the provider, by the verbs, step by step."""

    cast: ExchangeCast
    now: datetime = NOW

    @property
    def desk(self) -> Actor:
        return actor_of(self.cast.technician, self.cast.head_institution)

    @property
    def bank(self) -> Actor:
        return actor_of(self.cast.bank_manager, self.cast.bank.organisation)

    @property
    def provider(self) -> Actor:
        return actor_of(self.cast.provider_manager, self.cast.provider.organisation)

    def asked(self, **changes: object) -> Asked:
        values: dict[str, object] = {
            "provider": self.cast.provider,
            "kind": AgreementKind.BILATERAL,
            "title": "Müşteri kimlik doğrulaması",
            "purpose": "Müşterinin kimliğinin doğrulanması",
            "letter": Letter(way=LetterWay.POST, number="E-77", written_on=TODAY, is_signed=True),
            "services": [self.asked_service()],
            "signatories": [Signatory(name="Tuğba Öztürkeli", title="Genel Müdür", rank=SignatoryRank.TOP)],
            "files": [paper(kind) for kind in CONTRACTORS],
            "confidentiality": Confidentiality.UNCLASSIFIED,
        }
        return Asked(**(values | changes))  # type: ignore[arg-type]

    def asked_service(self, **changes: object) -> AskedService:
        values: dict[str, object] = {
            "service": PERSON,
            "version": 1,
            "purpose": make_purpose(),
            "legal_ground": "5549 sayılı Kanun md. 3",
            "fields": FIELDS,
            "daily_volume": 500,
        }
        return AskedService(**(values | changes))  # type: ignore[arg-type]

    def submitted(self, **changes: object) -> Application:
        return submit_application(asked=self.asked(**changes), actor=self.bank, now=self.now)

    def under_review(self, **changes: object) -> Application:
        application = self.submitted(**changes)
        letter = {"registry_number": "2026/1234", "registered_on": TODAY, "kep_message_id": ""}
        register_letter(application=application, actor=self.desk, now=self.now, **letter)  # type: ignore[arg-type]
        take_application(application=application, actor=self.desk, now=self.now)
        return application

    def at_board(self, granted: Sequence[str] = FIELDS, **changes: object) -> Application:
        application = self.under_review(**changes)
        for service in application.services.all():
            decide_service(
                service=service, granted=granted, note="Gerekli değil", actor=self.desk, now=self.now
            )
        send_to_board(application=application, actor=self.desk, now=self.now)
        return application

    def approved(self, granted: Sequence[str] = FIELDS, **changes: object) -> Application:
        application = self.at_board(granted, **changes)
        record_board_decision(
            application=application,
            number="2026/5",
            decided_on=TODAY,
            is_approval=True,
            text="Uygun bulundu.",
            actor=self.desk,
            now=self.now,
        )
        return application

    def prepare_parties(self) -> None:
        """Addresses and signatories of both."""
        for institution, actor, serial in (
            (self.cast.provider, self.provider, 601),
            (self.cast.bank, self.bank, 602),
        ):
            values = {"address": f"Deneme Mah. {serial}. Sok. 1, Ankara", "phone": "+903125550000"}
            tell_address(
                institution=institution,
                values=values,
                changed_on=timezone.localdate(self.now),
                actor=actor,
                now=self.now,
            )
            official = {
                "national_id": person_number(serial),
                "name": f"İmza Yetkilisi {serial}",
                "title": "Genel Müdür",
            }
            name_official(
                institution=institution,
                role=OfficialRole.SIGNATORY,
                values=official,
                valid_from=date(2026, 1, 1),
                actor=actor,
                now=self.now,
            )

    def offered(self, **changes: object) -> Agreement:
        agreement = prepare_agreement(application=self.approved(**changes), actor=self.desk, now=self.now)
        self.prepare_parties()
        annex = latest_annex(agreement)
        assert annex is not None
        offer_annex(annex=annex, actor=self.desk, now=self.now)
        return agreement

    def sign(self, agreement: Agreement, institution: Institution, actor: Actor, on: date = TODAY) -> None:
        annex = latest_annex(agreement)
        assert annex is not None
        serial = 601 if institution == self.cast.provider else 602
        sign_annex(
            annex=annex,
            institution=institution,
            signatory=f"İmza Yetkilisi {serial}",
            signed_on=on,
            original_place="Arşiv 1",
            actor=actor,
            now=self.now,
        )

    def in_force(self, **changes: object) -> Agreement:
        agreement = self.offered(**changes)
        self.sign(agreement, self.cast.provider, self.provider)
        self.sign(agreement, self.cast.bank, self.bank)
        agreement.refresh_from_db()
        return agreement

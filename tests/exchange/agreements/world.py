"""One thing of each kind that an address of institutions and agreements may name, the bank's; made when asked for."""

from functools import cached_property

from django.test import Client
from django.urls import reverse

from imece.core.models import Draft
from imece.core.transactions import acting
from imece.exchange.agreements.domain.disputes import raise_dispute
from imece.exchange.agreements.domain.notices import send_notice
from imece.exchange.agreements.domain.onward import give_consent
from imece.exchange.agreements.domain.prepare import prepare_agreement
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.review import return_application
from imece.exchange.agreements.domain.suspend import suspend_agreement
from imece.exchange.agreements.enums import NoticeKind, PaperKind
from imece.exchange.agreements.models import (
    Agreement,
    AnnexLine,
    Application,
    FieldDispute,
    OnwardConsent,
    Paper,
    PartyNotice,
    Suspension,
)
from imece.exchange.ledger.models import LedgerEntry
from imece.exchange.parties.models import Official
from tests.cast import sign_in
from tests.exchange.agreements.made import MAKER, NOW, PERSON, TODAY, Way, put_in_force, written
from tests.exchange.agreements.rows import write_rows
from tests.exchange.cast import ExchangeCast


class AgreementsWorld:
    """The bank's application and its agreement with the provider."""

    def __init__(self, cast: ExchangeCast) -> None:
        self.cast, self.way = cast, Way(cast)

    @cached_property
    def application(self) -> Application:
        return self.way.under_review()

    @cached_property
    def returned(self) -> Application:
        application = self.way.submitted()
        return_application(application=application, reason="Eksik", actor=self.way.desk, now=NOW)
        return application

    @cached_property
    def agreement(self) -> Agreement:
        self.way.prepare_parties()
        return put_in_force(self.cast.provider, self.cast.bank)[0]

    @cached_property
    def question(self) -> LedgerEntry:
        """What the provider asked, for the bank's auditor."""
        write_rows(self.agreement, self.cast.provider, 1)
        return LedgerEntry.objects.get(agreement_id=self.agreement.pk)

    @cached_property
    def line(self) -> AnnexLine:
        """Of a draft, which the desk alone changes."""
        agreement = prepare_agreement(application=self.way.approved(), actor=self.way.desk, now=NOW)
        annex = latest_annex(agreement)
        assert annex is not None
        return annex.lines.get()

    @cached_property
    def official(self) -> Official:
        self.way.prepare_parties()
        return self.cast.bank.officials.get()

    @cached_property
    def notice(self) -> PartyNotice:
        return send_notice(
            agreement=self.agreement,
            kind=NoticeKind.LETTER,
            sender=self.cast.bank,
            written=written(),
            actor=self.way.bank,
            now=NOW,
        )

    @cached_property
    def suspension(self) -> Suspension:
        return suspend_agreement(
            agreement=self.agreement,
            institution=self.cast.bank,
            written=written(),
            actor=self.way.bank,
            now=NOW,
        )

    @cached_property
    def consent(self) -> OnwardConsent:
        return give_consent(
            agreement=self.agreement,
            owner=self.cast.bank,
            receiver="Deneme",
            service=PERSON,
            purpose="Deneme",
            letter_number="1",
            letter_on=TODAY,
            actor=self.way.bank,
            now=NOW,
        )

    @cached_property
    def dispute(self) -> FieldDispute:
        return raise_dispute(
            agreement=self.agreement,
            institution=self.cast.bank,
            service=PERSON,
            version=1,
            field="surname",
            file="2026/1",
            claim="Deneme",
            actor=self.way.bank,
            now=NOW,
        )

    @cached_property
    def paper(self) -> Paper:
        with acting(MAKER):
            return Paper.objects.create(
                agreement=self.agreement,
                kind=PaperKind.AGREEMENT,
                number="IKA/1.1",
                document_code="DENEME",
                content=b"%PDF-1.7",
                made_at=NOW,
            )

    @cached_property
    def draft(self) -> Draft:
        """A begun application of the bank's manager."""
        client = sign_in(Client(), self.cast.bank_manager, self.cast.bank.organisation)
        client.post(reverse("exchange_application-start"), {"_go": "later"})
        return Draft.objects.filter(kind="exchange_application").latest("pk")

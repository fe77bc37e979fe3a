"""Data between the parties: onward sharing (X2.3), disputed fields (X2.7), the audit of the other party (X2.6)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from imece.core.errors import Problem
from imece.core.models import AuditRecord
from imece.core.transactions import acting
from imece.exchange.agreements.domain.disputes import answer_dispute, raise_dispute, take_dispute_back
from imece.exchange.agreements.domain.onward import (
    give_consent,
    record_sharing_with_other,
    record_sharing_with_unit,
    withdraw_consent,
)
from imece.exchange.agreements.enums import DisputeState
from imece.exchange.agreements.models import Agreement, FieldDispute, OnwardConsent
from imece.exchange.agreements.web.audit import agreement_audit
from imece.exchange.parties.models import SubUnit
from tests.cast import sign_in
from tests.exchange.agreements.made import MAKER, NOW, PERSON, TODAY, Way, put_in_force
from tests.exchange.agreements.rows import write_rows
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(way: Way) -> Agreement:
    return put_in_force(way.cast.provider, way.cast.bank)[0]


class TestOnward:
    def consent(self, way: Way, agreement: Agreement) -> OnwardConsent:
        return give_consent(
            agreement=agreement,
            owner=way.cast.provider,
            receiver="Deneme Sigorta A.Ş.",
            service=PERSON,
            purpose="Deneme",
            letter_number="E-2",
            letter_on=TODAY,
            actor=way.provider,
            now=NOW,
        )

    def share(self, way: Way, agreement: Agreement, receiver: str = "Deneme Sigorta A.Ş.") -> object:
        return record_sharing_with_other(
            agreement=agreement,
            giver=way.cast.bank,
            receiver=receiver,
            service=PERSON,
            what="Deneme",
            shared_on=TODAY,
            actor=way.bank,
            now=NOW,
        )

    def test_X2_3_refused_without_the_owners_written_consent(self, way: Way, agreement: Agreement) -> None:
        with pytest.raises(Problem) as raised:
            self.share(way, agreement)
        assert (raised.value.code, raised.value.kind.status) == ("AGR-070", 403)

    def test_X2_3_under_a_consent_for_this_receiver_alone(self, way: Way, agreement: Agreement) -> None:
        self.consent(way, agreement)
        assert self.share(way, agreement)
        with pytest.raises(Problem):
            self.share(way, agreement, "Başka A.Ş.")

    def test_X2_3_a_withdrawn_consent_covers_nothing(self, way: Way, agreement: Agreement) -> None:
        withdraw_consent(consent=self.consent(way, agreement), actor=way.provider, now=NOW)
        with pytest.raises(Problem):
            self.share(way, agreement)

    def test_the_receiver_cannot_consent_in_the_owners_name(self, way: Way, agreement: Agreement) -> None:
        with pytest.raises(Problem) as raised:
            give_consent(
                agreement=agreement,
                owner=way.cast.provider,
                receiver="X",
                service=PERSON,
                purpose="Deneme",
                letter_number="1",
                letter_on=TODAY,
                actor=way.bank,
                now=NOW,
            )
        assert raised.value.code == "CORE-403"

    def test_PRO_07_to_ones_own_unit_without_consent_and_recorded(
        self, way: Way, agreement: Agreement
    ) -> None:
        with acting(MAKER):
            own, others = (
                SubUnit.objects.create(institution=one, code="1", name="Deneme şubesi")
                for one in (way.cast.bank, way.cast.hospital)
            )
        given = {"agreement": agreement, "giver": way.cast.bank, "service": PERSON, "what": "Deneme"}
        kept = record_sharing_with_unit(unit=own, shared_on=TODAY, actor=way.bank, now=NOW, **given)  # type: ignore[arg-type]
        assert (kept.unit, kept.consent) == (own, None)
        with pytest.raises(Problem) as raised:
            record_sharing_with_unit(unit=others, shared_on=TODAY, actor=way.bank, now=NOW, **given)  # type: ignore[arg-type]
        assert raised.value.code == "AGR-071"


class TestDisputes:
    def raise_one(self, way: Way, agreement: Agreement, field: str = "surname") -> FieldDispute:
        return raise_dispute(
            agreement=agreement,
            institution=way.cast.bank,
            service=PERSON,
            version=1,
            field=field,
            file="2026/17",
            claim="Nüfus cüzdanında başka yazıyor",
            actor=way.bank,
            now=NOW,
        )

    def test_X2_7_the_owner_answers_within_its_clock(self, way: Way, agreement: Agreement) -> None:
        dispute = self.raise_one(way, agreement)
        assert dispute.owner == way.cast.provider
        assert dispute.due_on == TODAY + timedelta(days=15)
        with pytest.raises(Problem) as raised:
            answer_dispute(dispute=dispute, is_corrected=True, answer="Evet", actor=way.bank, now=NOW)
        assert raised.value.code == "CORE-403"
        answer_dispute(dispute=dispute, is_corrected=True, answer="Düzeltildi", actor=way.provider, now=NOW)
        dispute.refresh_from_db()
        assert (dispute.state, dispute.answer) == (DisputeState.CORRECTED, "Düzeltildi")

    def test_PRO_05_only_a_field_that_was_given(self, way: Way, agreement: Agreement) -> None:
        with pytest.raises(Problem) as raised:
            self.raise_one(way, agreement, "nationality")
        assert (raised.value.code, raised.value.field) == ("AGR-072", "field")
        assert "nationality" in raised.value.message

    def test_the_asking_party_takes_it_back(self, way: Way, agreement: Agreement) -> None:
        dispute = self.raise_one(way, agreement)
        take_dispute_back(dispute=dispute, actor=way.bank, now=NOW)
        assert dispute.state == DisputeState.TAKEN_BACK

    def test_the_page_shows_its_history_and_answers(self, way: Way, agreement: Agreement) -> None:
        dispute = self.raise_one(way, agreement)
        owner = sign_in(Client(), way.cast.provider_manager, way.cast.provider.organisation)
        assert owner.get(reverse("exchange_dispute", args=[dispute.pk])).status_code == 200
        url = reverse("exchange_dispute_step", args=[dispute.pk, "cevap"])
        assert owner.post(url, {"is_corrected": "no", "answer": "Kayıt doğru"}).status_code == 302
        dispute.refresh_from_db()
        assert dispute.state == DisputeState.UPHELD


class TestAudit:
    """Rows are written as the gateway would, straight into the ledger."""

    def ask(self, way: Way, agreement: Agreement, count: int = 1, by: str = "bank") -> None:
        write_rows(agreement, getattr(way.cast, by), count)

    def client(self, way: Way, who: str = "provider") -> Client:
        return sign_in(Client(), getattr(way.cast, f"{who}_manager"), getattr(way.cast, who).organisation)

    def test_X2_6_the_other_partys_questions_without_the_data(self, way: Way, agreement: Agreement) -> None:
        self.ask(way, agreement, 3)
        self.ask(way, agreement, 2, by="provider")
        url = reverse("exchange_agreement_audit", args=[agreement.number])
        page = self.client(way).get(url).content.decode()
        assert page.count("0/") >= 3
        assert "3 kayıt" in page
        assert AuditRecord.objects.filter(action="agreements.use_audited").count() == 1

    def test_the_desk_and_people_without_the_right_do_not_see_it(
        self, way: Way, agreement: Agreement
    ) -> None:
        url = reverse("exchange_agreement_audit", args=[agreement.number])
        desk = sign_in(Client(), way.cast.technician, way.cast.head_institution)
        assert desk.get(url).status_code == 403
        technician = sign_in(Client(), way.cast.bank_technician, way.cast.bank.organisation)
        assert technician.get(url).status_code == 403
        auditor = sign_in(Client(), way.cast.bank_auditor, way.cast.bank.organisation)
        assert auditor.get(url).status_code == 200

    def test_its_rows_cost_no_further_queries(self, way: Way, agreement: Agreement) -> None:
        assert_constant_queries(
            lambda request: agreement_audit(request, agreement.number),
            way.provider,
            lambda count: self.ask(way, agreement, count),
        )

"""From application to agreement in force, by the verbs (X1.3, X2.1, X2.2)."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from imece.core.models import AuditRecord, IssuedDocument
from imece.exchange.agreements.domain.queries import grants_in_force
from imece.exchange.agreements.enums import AgreementState, PaperKind
from imece.exchange.agreements.public import make_demo_agreements
from tests.exchange.agreements.made import FIELDS, NOW, TODAY, Way

pytestmark = pytest.mark.django_db


def test_X2_2_in_force_from_the_second_signature_for_a_year(way: Way) -> None:
    agreement = way.offered()
    way.sign(agreement, way.cast.provider, way.provider)
    assert not grants_in_force(TODAY).exists()
    way.sign(agreement, way.cast.bank, way.bank)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.signed_on) == (AgreementState.IN_FORCE, TODAY)
    term = agreement.terms.get()
    assert (term.valid.lower, term.valid.upper) == (TODAY, date(2027, 11, 24))
    grant = grants_in_force(TODAY).get()
    assert (grant.fields, grant.consumer) == (list(FIELDS), way.cast.bank)
    assert grants_in_force(date(2027, 11, 23)).exists()
    assert not grants_in_force(date(2027, 11, 24)).exists()


def test_X2_1_papers_bear_the_eleven_articles_the_services_and_a_code(way: Way) -> None:
    agreement = way.in_force()
    papers = {paper.kind: paper for paper in agreement.papers.order_by("made_at", "id")}
    texts = {
        kind: "\n".join(page.extract_text() for page in PdfReader(BytesIO(bytes(paper.content))).pages)
        for kind, paper in papers.items()
    }
    for number in range(1, 12):
        assert f"\n{number}. " in texts[PaperKind.AGREEMENT]
    assert "İkili Anlaşma" in texts[PaperKind.AGREEMENT]
    assert "Protokol" not in texts[PaperKind.AGREEMENT]
    assert "Arşiv 1" in texts[PaperKind.AGREEMENT]
    assert "registry.person" in texts[PaperKind.ANNEX_1]
    assert "birth_year" in texts[PaperKind.ANNEX_1]
    assert "nationality" not in texts[PaperKind.ANNEX_1]
    assert "İmza Yetkilisi 602" in texts[PaperKind.ANNEX_3]
    codes = {paper.document_code for paper in papers.values()}
    assert len(codes) == 3
    assert all(code in texts[kind] for kind, code in ((k, p.document_code) for k, p in papers.items()))
    assert IssuedDocument.objects.filter(kind__startswith="agreements.").count() == 6


def test_every_step_is_on_record(way: Way) -> None:
    way.in_force()
    actions = set(AuditRecord.objects.values_list("action", flat=True))
    assert {
        "application.begin",
        "application.take",
        "applications.fields_decided",
        "applications.board_decided",
        "application.approve",
        "agreement.offer",
        "agreements.signed",
        "agreement.enter_into_force",
        "agreements.grant_made",
    } <= actions


def test_the_demo_tells_four_stories_and_is_made_once(way: Way) -> None:
    first = make_demo_agreements(actor=way.desk, now=NOW)
    assert {key: one.state for key, one in first.applications.items() if key != "protocol"} == {
        "bank": "approved",
        "review": "under_review",
        "returned": "returned",
    }
    assert {one.state for one in first.agreements.values()} == {AgreementState.IN_FORCE}
    second = make_demo_agreements(actor=way.desk, now=NOW)
    assert (second.applications, second.agreements) == (first.applications, first.agreements)

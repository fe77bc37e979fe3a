"""Pages of applications and agreements: the way through the pages, scope, confidentiality, lists (X1, X2)."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from imece.core.models import AuditRecord
from imece.exchange.agreements.domain.queries import applications_in_scope, latest_annex
from imece.exchange.agreements.domain.review import return_application
from imece.exchange.agreements.enums import ApplicationState, Confidentiality
from imece.exchange.agreements.models import Agreement, Application, Grant
from imece.exchange.agreements.web.agreements import AGREEMENTS
from imece.exchange.agreements.web.applications import DESK, OWN
from imece.exchange.agreements.web.disputes import DISPUTES
from tests.cast import actor_of, sign_in
from tests.exchange.agreements.made import NOW, PDF, Way, make_purpose, put_in_force
from tests.lists import assert_constant_queries

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def bank(way: Way, client: Client) -> Client:
    return sign_in(client, way.cast.bank_manager, way.cast.bank.organisation)


@pytest.fixture
def desk(way: Way) -> Client:
    return sign_in(Client(), way.cast.technician, way.cast.head_institution)


def _post(client: Client, url: str, **data: Any) -> Any:
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.content.decode()[-6000:]
    return answer


def _written(**more: Any) -> dict[str, Any]:
    letter = {"letter_number": "E-1", "letter_on": "23.11.2026", "text": "Deneme", "way": "post"}
    return {**letter, "confidentiality": "unclassified", **more}


def fill_wizard(client: Client, way: Way, address: str = "") -> Any:
    """All four pages and **Gönder**; answers the last response."""
    purpose = make_purpose()
    start = client.post(address or reverse("exchange_application-start"), {"_go": "later"})
    del start
    from imece.core.models import Draft

    draft = Draft.objects.latest("pk")

    def page(slug: str, **data: Any) -> None:
        url = reverse("exchange_application-step", args=[draft.token, slug])
        draft.refresh_from_db()
        answer = client.post(url, {"_go": "next", "_version": draft.version, **data})
        assert answer.status_code in {302, 303}, answer.content.decode()[-5000:]

    page(
        "konu",
        provider=way.cast.provider.pk,
        kind="bilateral",
        title="Müşteri kimlik doğrulaması",
        purpose="Müşterinin kimliğinin doğrulanması",
        confidentiality="unclassified",
        amends="",
    )
    key = "registry_person_v1"
    page(
        "servisler",
        **{
            f"{key}-fields": ["given_names", "surname"],
            f"{key}-purpose": purpose.pk,
            f"{key}-ground": "5549 md. 3",
            f"{key}-volume": "500",
        },
    )
    page("imza", name_0="Tuğba Öztürkeli", title_0="Genel Müdür", rank_0="top")
    papers = {
        f"file_{kind}": SimpleUploadedFile(f"{kind}.pdf", PDF, "application/pdf")
        for kind in ("letter", "signature_circular", "trade_gazette", "identity_copy")
    }
    page("yazi", way="post", number="E-77", written_on="20.11.2026", is_signed="on", **papers)
    return client.post(reverse("exchange_application-check", args=[draft.token]), follow=True)


def test_X1_1_the_wizard_sends_an_application_with_its_papers(way: Way, bank: Client) -> None:
    answer = fill_wizard(bank, way)
    application = Application.objects.get()
    assert application.state == ApplicationState.SUBMITTED, answer.content.decode()[-3000:]
    assert application.institution == way.cast.bank
    service = application.services.get()
    assert (service.fields, service.legal_ground, service.daily_volume) == (
        ["given_names", "surname"],
        "5549 md. 3",
        500,
    )
    assert application.files.count() == 4
    page = answer.content.decode()
    assert application.number in page


def test_X1_1_a_fax_is_refused_with_the_reason(way: Way, bank: Client) -> None:
    bank.post(reverse("exchange_application-start"), {"_go": "later"})
    from imece.core.models import Draft

    draft = Draft.objects.latest("pk")
    url = reverse("exchange_application-step", args=[draft.token, "yazi"])
    answer = bank.post(
        url,
        {"_go": "next", "_version": draft.version, "way": "fax", "number": "1", "written_on": "20.11.2026"},
    )
    page = bank.get(url).content.decode() if answer.status_code in {302, 303} else answer.content.decode()
    assert "KEP" in page
    assert not Application.objects.exists()


def test_the_whole_way_through_the_pages(way: Way, bank: Client, desk: Client) -> None:
    """X1.3, X1.4, X2.1, X2.2: application → review → board → agreement → both signatures → suspension → lifted."""
    application = way.submitted()

    def step(name: str, **data: Any) -> None:
        _post(desk, reverse("exchange_application_step", args=[application.number, name]), **data)

    desk_page = desk.get(reverse("exchange_application", args=[application.number]))
    assert "kayıt sayısı" in desk_page.content.decode()
    step("kayit", registry_number="2026/9", registered_on="23.11.2026", kep_message_id="")
    step("isleme-al")
    service = application.services.get()
    url = reverse("exchange_application_service", args=[application.number, service.pk])
    assert desk.post(url, {"granted": ["surname"], "note": ""}).status_code == 422
    _post(desk, url, granted=["given_names", "surname"], note="Doğum yılına gerek yok")
    step("kurula-gonder")
    step("kurul-karari", number="2026/5", decided_on="23.11.2026", decision="yes", text="Uygun bulundu")
    step("anlasma-hazirla")
    agreement = Agreement.objects.get()
    way.prepare_parties()

    def agree(client: Client, name: str, **data: Any) -> None:
        _post(client, reverse("exchange_agreement_step", args=[agreement.number, name]), **data)

    agree(desk, "imzaya-sun")
    agree(bank, "imza", signatory="İmza Yetkilisi 602", signed_on="23.11.2026", original_place="Kasa")
    agree(
        desk,
        "imza",
        institution=way.cast.provider.pk,
        signatory="İmza Yetkilisi 601",
        signed_on="23.11.2026",
        original_place="Arşiv",
    )
    assert Grant.objects.get().fields == ["given_names", "surname"]
    page = bank.get(reverse("exchange_agreement", args=[agreement.number])).content.decode()
    assert "Yürürlükte" in page
    paper = agreement.papers.first()
    assert paper is not None
    pdf = bank.get(reverse("exchange_paper", args=[agreement.number, paper.pk]))
    assert BytesIO(pdf.content).read(5) == b"%PDF-"
    agree(bank, "askiya-al", grant="", **_written())
    page = bank.get(reverse("exchange_agreement", args=[agreement.number])).content.decode()
    assert "Askıda" in page
    suspension = agreement.suspensions.get()
    url = reverse("exchange_suspension_step", args=[agreement.number, suspension.pk, "kaldir"])
    _post(bank, url, **_written())
    suspension.refresh_from_db()
    assert suspension.lifted_at is not None


def test_what_is_not_possible_now_says_why(way: Way, desk: Client) -> None:
    application = way.submitted()
    page = desk.get(
        reverse("exchange_application_step", args=[application.number, "isleme-al"])
    ).content.decode()
    assert "kayıt sayısı ve tarihi girilmedi" in page


def test_a_returned_application_is_completed_by_the_same_pages(way: Way, bank: Client) -> None:
    application = way.under_review()
    return_application(application=application, reason="Kanun maddesi eksik", actor=way.desk, now=NOW)
    page = bank.get(reverse("exchange_application", args=[application.number])).content.decode()
    assert "Kanun maddesi eksik" in page
    assert "22.01.2027" in page
    fill_wizard(bank, way, reverse("exchange_application-edit", args=[application.number]))
    application.refresh_from_db()
    assert (application.state, application.version) == (ApplicationState.SUBMITTED, 2)
    assert application.services.get().fields == ["given_names", "surname"]


def test_another_institution_finds_nothing(way: Way, client: Client) -> None:
    agreement = way.in_force()
    hospital = sign_in(client, way.cast.hospital_manager, way.cast.hospital.organisation)
    number = agreement.application.number  # type: ignore[union-attr]
    for url in (
        reverse("exchange_application", args=[number]),
        reverse("exchange_agreement", args=[agreement.number]),
        reverse("exchange_agreement_audit", args=[agreement.number]),
        reverse("exchange_agreement_step", args=[agreement.number, "askiya-al"]),
    ):
        assert hospital.get(url).status_code == 404, url


def test_X1_1_above_unclassified_only_the_reviewing_desk_and_the_applicant_see_it(way: Way) -> None:
    way.submitted(confidentiality=Confidentiality.SECRET)
    from tests.cast import make_membership, make_person

    other = make_person(590, "Nazlı", "Çakırcı")
    make_membership(other, way.cast.head_institution, "exchange_charges")
    charges = actor_of(other, way.cast.head_institution)
    assert applications_in_scope(way.desk).count() == 1
    assert applications_in_scope(way.bank).count() == 1
    assert applications_in_scope(charges).count() == 0
    assert applications_in_scope(way.provider).count() == 0


def test_opening_a_paper_is_on_record(way: Way, desk: Client) -> None:
    application = way.submitted()
    file = application.files.order_by("id").first()
    assert file is not None
    answer = desk.get(reverse("exchange_application_file", args=[application.number, file.pk]))
    assert answer.content == PDF
    assert AuditRecord.objects.filter(action="applications.file_seen").count() == 1


def test_the_public_page_and_its_papers(db: None, client: Client) -> None:
    assert client.get(reverse("exchange_how_to_apply")).status_code == 200
    for name in ("exchange_sample_letter", "exchange_blank_form"):
        answer = client.get(reverse(name))
        assert answer.content[:5] == b"%PDF-"


def test_whoever_may_not_apply_is_not_led_to_a_closed_door(way: Way, desk: Client, client: Client) -> None:
    door = reverse("exchange_application-start")
    assert door in client.get(reverse("exchange_how_to_apply")).content.decode()
    assert door not in desk.get(reverse("exchange_how_to_apply")).content.decode()


def test_a_line_is_added_to_the_draft_and_removed(way: Way, desk: Client) -> None:
    from imece.exchange.agreements.domain.prepare import prepare_agreement

    agreement = prepare_agreement(application=way.approved(), actor=way.desk, now=NOW)
    url = reverse("exchange_annex_line", args=[agreement.number])
    assert desk.get(url).status_code == 200
    datums = ["registry.address|1|province", "registry.address|1|district"]
    line = {"consumer": way.cast.bank.pk, "purpose": make_purpose().pk, "legal_ground": "5490 md. 45"}
    _post(desk, url, datums=datums, rate_per_second="5", daily_cap="100", **line)
    annex = latest_annex(agreement)
    assert annex is not None
    added = annex.lines.get(service="registry.address")
    assert (added.fields, added.burst, added.daily_cap) == (["province", "district"], 10, 100)
    mixed = [*datums, "registry.person|1|surname"]
    assert desk.post(url, {"datums": mixed, "rate_per_second": "5", **line}).status_code == 422
    _post(desk, reverse("exchange_annex_line_remove", args=[agreement.number, added.pk]))
    assert not annex.lines.filter(pk=added.pk).exists()


class TestLists:
    def test_applications(self, way: Way) -> None:
        def make(count: int) -> None:
            for _number in range(count):
                way.submitted()

        assert_constant_queries(OWN.respond, way.bank, make)

    def test_applications_of_the_desk(self, way: Way) -> None:
        def make(count: int) -> None:
            for _number in range(count):
                way.submitted()

        assert_constant_queries(DESK.respond, way.desk, make)

    def test_agreements(self, way: Way) -> None:
        def make(count: int) -> None:
            for _number in range(count):
                number = f"IKA-8{Agreement.objects.count():06d}"
                put_in_force(way.cast.provider, way.cast.bank, number=number)

        assert_constant_queries(AGREEMENTS.respond, way.bank, make)

    def test_disputes(self, way: Way) -> None:
        from imece.exchange.agreements.domain.disputes import raise_dispute

        agreement, _grant = put_in_force(way.cast.provider, way.cast.bank)

        def make(count: int) -> None:
            for place in range(count):
                raise_dispute(
                    agreement=agreement,
                    institution=way.cast.bank,
                    service="registry.person",
                    version=1,
                    field="surname",
                    file=f"2026/{place}",
                    claim="Deneme",
                    actor=way.bank,
                    now=NOW,
                )

        assert_constant_queries(DISPUTES.respond, way.provider, make)

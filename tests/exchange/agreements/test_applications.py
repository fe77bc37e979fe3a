"""Applying and reviewing (X1.1 to X1.4, KPS-01 to KPS-03, KPS-06): what is refused, what is taken, what is granted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from imece.core.errors import Problem
from imece.core.notifications.models import OutboxMessage
from imece.core.transactions import acting
from imece.exchange.agreements.domain.apply import Letter, Signatory, submit_application, withdraw_application
from imece.exchange.agreements.domain.clock import CLOCK, keep_clocks, lapse_application
from imece.exchange.agreements.domain.files import MOST_BYTES, read_file
from imece.exchange.agreements.domain.prepare import prepare_agreement, put_line
from imece.exchange.agreements.domain.queries import latest_annex
from imece.exchange.agreements.domain.review import (
    decide_service,
    record_board_decision,
    register_letter,
    return_application,
    send_to_board,
    take_application,
)
from imece.exchange.agreements.enums import ApplicationState, FileKind, LetterWay, SignatoryRank
from imece.exchange.agreements.models import Application, ApplicationService
from imece.exchange.contract import SERVICES, Field, Service
from imece.exchange.parties.enums import InstitutionKind
from imece.exchange.parties.models import Institution
from tests.exchange.agreements.made import CONTRACTORS, MAKER, NOW, PDF, TODAY, Way, make_purpose, paper

pytestmark = pytest.mark.django_db
UNSIGNED = Letter(way=LetterWay.POST, number="1", written_on=TODAY, is_signed=False)
FAX = Letter(way=LetterWay.FAX, number="1", written_on=TODAY, is_signed=True)


def refused(call: Callable[[], Any]) -> Problem:
    with pytest.raises(Problem) as raised:
        call()
    return raised.value


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"letter": FAX}, "AGR-002", ""),
        ({"letter": UNSIGNED}, "AGR-003", "imza"),
        ({"signatories": []}, "AGR-003", "imzalayacak"),
        (
            {"signatories": [Signatory(name="A", title="Şef", rank=SignatoryRank.BELOW)]},
            "AGR-003",
            "Daire Başkanı",
        ),
        ({"files": [paper(kind) for kind in CONTRACTORS[1:]]}, "AGR-003", "başvuru yazısı"),
        ({"files": [paper(FileKind.LETTER)]}, "AGR-003", "ticaret sicil"),
        ({"services": []}, "AGR-003", "asal gerekçe"),
    ],
)
def test_X1_1_each_missing_piece_is_named(way: Way, changes: dict[str, Any], code: str, words: str) -> None:
    problem = refused(lambda: way.submitted(**changes))
    assert problem.code == code
    assert words in problem.message
    assert not Application.objects.exists()


def test_X1_1_a_service_without_its_legal_ground_is_refused(way: Way) -> None:
    problem = refused(lambda: way.submitted(services=[way.asked_service(legal_ground=" ")]))
    assert problem.code == "AGR-003"


def test_a_public_body_needs_no_papers_of_legal_persons(way: Way) -> None:
    with acting(MAKER):
        way.cast.bank.kind = InstitutionKind.CENTRAL
        way.cast.bank.save()
    assert way.submitted(files=[paper(FileKind.LETTER)]).state == ApplicationState.SUBMITTED


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"service": "registry.nothing"}, "AGR-005"),
        ({"version": 9}, "AGR-005"),
        ({"fields": ("given_names", "shoe_size")}, "AGR-006"),
        ({"fields": ()}, "AGR-006"),
    ],
)
def test_only_what_the_catalogue_lists_can_be_asked_for(way: Way, changes: dict[str, Any], code: str) -> None:
    assert refused(lambda: way.submitted(services=[way.asked_service(**changes)])).code == code


@pytest.fixture
def closed_service() -> Any:
    """Open to public bodies and banks only, as the address of residence is (KPS-06)."""
    service = Service(
        name="registry.closed",
        version=1,
        owner="registry",
        title="Deneme",
        fields=(Field("a", "A"),),
        sql="select asked.n, 'a' from asked",
        open_to=frozenset({"central", "bank"}),
    )
    yield service
    del SERVICES["registry.closed", 1]


@pytest.mark.parametrize(
    ("kind", "is_refused"), [(InstitutionKind.PRIVATE, True), (InstitutionKind.BANK, False)]
)
def test_T_KPS_06_a_service_of_some_kinds(
    way: Way, closed_service: Service, kind: InstitutionKind, is_refused: bool
) -> None:
    with acting(MAKER):
        way.cast.bank.kind = kind
        way.cast.bank.save()
    services = [way.asked_service(service=closed_service.name, fields=("a",))]
    if is_refused:
        assert refused(lambda: way.submitted(services=services)).code == "CAT-004"
    else:
        assert way.submitted(services=services).pk


def test_KPS_06_nor_is_it_put_into_ek_1_by_hand_or_granted_to_what_became_another_kind(
    way: Way, closed_service: Service
) -> None:
    """The check at the application is not the last: lines are added at the desk, and an institution may change."""
    application = way.approved(
        ("a",), services=[way.asked_service(service=closed_service.name, fields=("a",))]
    )
    agreement = prepare_agreement(application=way.approved(), actor=way.desk, now=NOW)
    annex = latest_annex(agreement)
    assert annex is not None
    with acting(MAKER):
        way.cast.bank.kind = InstitutionKind.PRIVATE
        way.cast.bank.save()
    consumer = Institution.objects.get(pk=way.cast.bank.pk)
    line: dict[str, Any] = {
        "annex": annex, "consumer": consumer, "service": closed_service.name, "version": 1, "purpose": make_purpose(),
        "legal_ground": "Deneme", "fields": ("a",), "rate_per_second": 1, "daily_cap": None, "actor": way.desk,
    }  # fmt: skip
    assert refused(lambda: put_line(**line)).code == "CAT-004"
    late = refused(lambda: prepare_agreement(application=application, actor=way.desk, now=NOW))
    assert late.code == "CAT-004"


def test_KPS_02_only_for_ones_own_institution(way: Way) -> None:
    application = way.submitted()
    assert application.institution == way.cast.bank
    problem = refused(
        lambda: withdraw_application(application=application, reason="", actor=way.provider, now=NOW)
    )
    assert problem.code == "CORE-403"


def test_KPS_02_who_acts_for_no_institution_cannot_apply(way: Way) -> None:
    problem = refused(lambda: submit_application(asked=way.asked(), actor=way.desk, now=NOW))
    assert problem.code == "CORE-403"
    stranger = replace(way.bank, organisation_id=way.cast.head_institution.pk)
    assert refused(lambda: submit_application(asked=way.asked(), actor=stranger, now=NOW)).code == "AGR-004"


class TestTaking:
    def test_KPS_01_not_before_the_original_is_registered(self, way: Way) -> None:
        application = way.submitted()
        problem = refused(lambda: take_application(application=application, actor=way.desk, now=NOW))
        assert (problem.code, application.state) == ("AGR-001", ApplicationState.SUBMITTED)
        register_letter(
            application=application,
            registry_number="1",
            registered_on=TODAY,
            kep_message_id="",
            actor=way.desk,
            now=NOW,
        )
        take_application(application=application, actor=way.desk, now=NOW)
        assert application.state == ApplicationState.UNDER_REVIEW

    def test_KPS_01_by_kep_its_message_takes_the_originals_place(self, way: Way) -> None:
        letter = Letter(way=LetterWay.KEP, number="1", written_on=TODAY, is_signed=True)
        application = way.submitted(letter=letter)
        assert (
            refused(lambda: take_application(application=application, actor=way.desk, now=NOW)).code
            == "AGR-001"
        )
        register_letter(
            application=application,
            registry_number="",
            registered_on=None,
            kep_message_id="KEP-1",
            actor=way.desk,
            now=NOW,
        )
        take_application(application=application, actor=way.desk, now=NOW)

    def test_the_database_knows_no_fax_either(self, way: Way) -> None:
        application = way.submitted()
        with pytest.raises(IntegrityError), transaction.atomic(), acting(MAKER):
            Application.objects.filter(pk=application.pk).update(letter_way="fax")


class TestReturning:
    def test_sixty_days_then_it_lapses_and_not_before(self, way: Way) -> None:
        application = way.submitted()
        return_application(application=application, reason="Eksik", actor=way.desk, now=NOW)
        assert application.complete_by == TODAY + timedelta(days=60)
        last_day = NOW + timedelta(days=60)
        problem = refused(lambda: lapse_application(application=application, actor=CLOCK, now=last_day))
        assert problem.code == "AGR-016"
        keep_clocks(now=last_day)
        application.refresh_from_db()
        assert application.state == ApplicationState.RETURNED
        keep_clocks(now=last_day + timedelta(days=1))
        application.refresh_from_db()
        assert application.state == ApplicationState.LAPSED

    def test_the_applicant_is_told_why(self, way: Way) -> None:
        application = way.submitted()
        return_application(application=application, reason="Madde yazılmamış", actor=way.desk, now=NOW)
        told = OutboxMessage.objects.latest("id")
        assert "Madde yazılmamış" in told.body
        assert "22.01.2027" in told.body


class TestFieldByField:
    def service(self, way: Way) -> ApplicationService:
        return way.under_review().services.get()

    def test_X1_4_fewer_than_asked_need_a_word(self, way: Way) -> None:
        service = self.service(way)
        call = {"service": service, "granted": ["surname"], "actor": way.desk, "now": NOW}
        assert refused(lambda: decide_service(note=" ", **call)).code == "AGR-011"  # type: ignore[arg-type]
        decide_service(note="Yalnız soyad gerekli", **call)  # type: ignore[arg-type]
        service.refresh_from_db()
        assert service.granted == ["surname"]

    def test_X1_4_never_more_than_asked(self, way: Way) -> None:
        service = self.service(way)
        problem = refused(
            lambda: decide_service(service=service, granted=["nationality"], note="", actor=way.desk, now=NOW)
        )
        assert problem.code == "AGR-010"
        with pytest.raises(IntegrityError), transaction.atomic(), acting(MAKER):
            ApplicationService.objects.filter(pk=service.pk).update(granted=["nationality"])

    def test_to_the_board_only_when_every_service_is_decided(self, way: Way) -> None:
        application = way.under_review()
        send = {"application": application, "actor": way.desk, "now": NOW}
        assert refused(lambda: send_to_board(**send)).code == "AGR-012"
        decide_service(
            service=application.services.get(), granted=[], note="Dayanak yok", actor=way.desk, now=NOW
        )
        assert refused(lambda: send_to_board(**send)).code == "AGR-013"

    def test_what_was_granted_and_no_more_stands_in_ek_1(self, way: Way) -> None:
        application = way.approved(granted=("surname",))
        agreement = prepare_agreement(application=application, actor=way.desk, now=NOW)
        assert agreement.annexes.get().lines.get().fields == ["surname"]


class TestBoard:
    def test_no_agreement_without_a_board_decision(self, way: Way) -> None:
        application = way.at_board()
        prepare = {"application": application, "actor": way.desk, "now": NOW}
        assert refused(lambda: prepare_agreement(**prepare)).code == "AGR-031"

    def test_the_boards_no_is_a_rejection_with_its_words(self, way: Way) -> None:
        application = way.at_board()
        record_board_decision(
            application=application,
            number="2026/6",
            decided_on=TODAY,
            is_approval=False,
            text="Amaç sınırlı değil.",
            actor=way.desk,
            now=NOW,
        )
        assert (application.state, application.answer) == (ApplicationState.REJECTED, "Amaç sınırlı değil.")

    def test_one_agreement_an_application(self, way: Way) -> None:
        application = way.approved()
        prepare_agreement(application=application, actor=way.desk, now=NOW)
        problem = refused(lambda: prepare_agreement(application=application, actor=way.desk, now=NOW))
        assert problem.code == "AGR-030"

    def test_only_the_desk_enters_it(self, way: Way) -> None:
        application = way.at_board()
        problem = refused(
            lambda: record_board_decision(
                application=application,
                number="1",
                decided_on=TODAY,
                is_approval=True,
                text="-",
                actor=way.bank,
                now=NOW,
            )
        )
        assert problem.code == "CORE-403"


class TestFiles:
    @pytest.mark.parametrize("content", [b"MZ\x90", b"<html>", b"PK\x03\x04", b""])
    def test_only_pdf_and_pictures(self, content: bytes, tmp_path: Any) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(content)
        with path.open("rb") as file:
            assert refused(lambda: read_file(FileKind.LETTER, file, "a.pdf")).code == "AGR-008"

    def test_not_above_ten_megabytes(self, tmp_path: Any) -> None:
        path = tmp_path / "a.pdf"
        path.write_bytes(PDF + b"0" * MOST_BYTES)
        with path.open("rb") as file:
            assert refused(lambda: read_file(FileKind.LETTER, file, "a.pdf")).code == "AGR-009"

"""The SOAP façade over the real process and the real database, asked by a SOAP toolkit and by hand (X4.4, design F)."""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
import zeep
import zeep.exceptions
from django.utils import timezone
from lxml import etree
from zeep.wsse.username import UsernameToken

from imece.core.transactions import acting
from imece.exchange.access.models import StaticAddress
from imece.exchange.gateway.soap.envelope import SOAP_11, SOAP_12
from imece.exchange.gateway.soap.kps_v2 import routing, trust
from imece.exchange.gateway.soap.public_check import OPERATIONS, TARGET
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from tests.cast import make_registered_person
from tests.exchange.gateway.conftest import Running
from tests.exchange.gateway.road import road_over
from tests.exchange.gateway.world import SECRET, SYSTEM, make_grant, make_user, make_world

CHECK = OPERATIONS[0]
CLIENT = "KRM-9000002"
KPS = {"service": "BilesikKutukSorgulaKimlikNoServis", "version": "2024/04/01"}


@pytest.fixture
def running(fresh_database: str) -> Iterator[Running]:
    yield from _face(fresh_database)


@pytest.fixture(scope="module")
def shared_face(shared_database: str) -> Iterator[Running]:
    """For tests that look at the answer alone, or at the last line of the log."""
    yield from _face(shared_database)


def _face(database: str) -> Iterator[Running]:
    """The bank may also check identities and read full records, by address alone where it is marked so."""
    world = make_world()
    person = make_registered_person(7001, "Işıl", "Çalışkan", birth_year=1980)
    with acting(SYSTEM):
        for service, fields in (
            ("registry.verify_identity", ["matches"]),
            ("registry.full_record", ["register", "given_names", "surname", "birth_year"]),
        ):
            make_grant(world.agreement, world.purpose, service, fields)
        make_user(world.bank, world.bank.code, signed=True)
        StaticAddress.objects.create(
            institution=world.bank, address="127.0.0.1", is_for_public_check=True, requested_by_id=1, approved_by_id=2,
            valid_from=timezone.now() - timedelta(days=1),
        )  # fmt: skip
    with road_over(database, IMECE_KPS_V2="on") as road:
        yield Running(world, road, road.caller(), person.number)


def outcomes() -> list[int]:
    return list(LedgerEntry.objects.order_by("sequence").values_list("outcome", flat=True))


def post(running: Running, path: str, body: str | bytes, content_type: str = "text/xml") -> requests.Response:
    data = body.encode() if isinstance(body, str) else body
    return requests.post(
        f"{running.road.url}{path}", data=data, headers={"Content-Type": content_type}, timeout=15
    )


def check_text(number: str, names: tuple[str, str] = ("IŞIL", "ÇALIŞKAN"), year: int = 1980) -> str:
    return (
        f'<soap:Envelope xmlns:soap="{SOAP_11}"><soap:Body><TCKimlikNoDogrula xmlns="{TARGET}">'
        f"<TCKimlikNo>{number}</TCKimlikNo><Ad>{names[0]}</Ad><Soyad>{names[1]}</Soyad><DogumYili>{year}</DogumYili>"
        "</TCKimlikNoDogrula></soap:Body></soap:Envelope>"
    )


# -- the public checks ---------------------------------------------------------------------------------------------


def test_X4_4_a_toolkit_reads_our_contract_and_checks_an_identity(running: Running) -> None:
    client = zeep.Client(f"{running.road.url}/Service/KPSPublic.asmx?WSDL")
    for port in ("KPSPublicSoap", "KPSPublicSoap12"):
        service = client.bind("KPSPublic", port)
        assert service.TCKimlikNoDogrula(int(running.person), "ışıl", "Çalışkan", 1980) is True
        assert service.TCKimlikNoDogrula(int(running.person), "ışıl", "Çalışkan", 1981) is False
    assert outcomes() == [Outcome.FOUND] * 4


def test_KPS_42_every_mismatch_looks_the_same_and_is_on_record(running: Running) -> None:
    path = "/service/KPSPUBLIC.asmx"
    answers = [
        post(running, path, check_text(running.person, ("BAŞKA", "ÇALIŞKAN"))),
        post(running, path, check_text(running.person, year=1979)),
        post(running, path, check_text(running.person, ("", ""))),
        post(running, path, check_text("10000000146")),
    ]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert b"<TCKimlikNoDogrulaResult>false<" in answers[0].content
    assert len(outcomes()) == 4


@pytest.mark.parametrize("number", ["123", "10000000147"])
def test_KPS_40_a_malformed_number_is_a_fault(running: Running, number: str) -> None:
    answer = post(running, CHECK.path, check_text(number))
    assert (answer.status_code, answer.headers["content-type"]) == (500, "text/xml; charset=utf-8")
    assert etree.fromstring(answer.content).find(f".//{{{SOAP_11}}}Fault") is not None


def test_the_checks_are_open_to_marked_addresses_alone(running: Running) -> None:
    with acting(SYSTEM):
        StaticAddress.objects.filter(is_for_public_check=True).update(valid_until=timezone.now())
    refused = None
    for _try in range(40):
        refused = post(running, CHECK.path, check_text(running.person))
        if refused.status_code == 500:
            break
    assert refused is not None
    assert refused.status_code == 500
    assert "GWY-001" in refused.text
    assert running.person not in refused.text
    assert outcomes()[-1] == Outcome.ADDRESS_REFUSED
    assert LedgerEntry.objects.order_by("sequence").last().institution_id == 0  # type: ignore[union-attr]


def test_SOAP_1_2_is_answered_in_its_own_tongue(running: Running) -> None:
    answer = post(
        running, CHECK.path, check_text(running.person).replace(SOAP_11, SOAP_12), "application/soap+xml"
    )
    assert answer.headers["content-type"].startswith("application/soap+xml")
    assert b"Result>true<" in answer.content


# -- every service of the catalogue --------------------------------------------------------------------------------


def general(running: Running, secret: str = SECRET) -> Any:
    return zeep.Client(f"{running.road.url}/soap?wsdl", wsse=UsernameToken(CLIENT, secret)).service


def asked(running: Running, **changes: Any) -> dict[str, Any]:
    given = {
        "inputs": {"number": running.person},
        "purpose": running.world.purpose.code,
        "file": "D-1",
        "user": "1001",
    }
    return {**given, **changes}


def test_X4_3_a_toolkit_asks_any_service_with_the_institutions_password(running: Running) -> None:
    answer = general(running).RegistryPersonV1(**asked(running))
    assert answer.found
    assert (answer.facts.given_names, answer.facts.surname) == ("Işıl", "Çalışkan")
    assert answer.facts.birth_year is None  # not granted
    row = LedgerEntry.objects.get()
    assert (row.sequence, row.institution_sequence) == (
        answer.receipt.sequence,
        answer.receipt.institution_sequence,
    )
    assert answer.receipt.leaf == bytes(row.leaf).hex()


def test_an_unknown_person_is_an_answer(running: Running) -> None:
    answer = general(running).RegistryPersonV1(**asked(running, inputs={"number": "10000000146"}))
    assert answer.found is False
    assert outcomes() == [Outcome.NOT_FOUND]


@pytest.mark.parametrize(
    ("changes", "secret", "code", "outcome"),
    [
        ({}, "yanlış", "GWY-001", Outcome.TOKEN_REFUSED), ({"user": "1002"}, SECRET, "GWY-", Outcome.USER_REFUSED),
        ({"purpose": "baska"}, SECRET, "GWY-", Outcome.PURPOSE_REFUSED),
        ({"file": ""}, SECRET, "GWY-", Outcome.FILE_MISSING), ({"unit": "yok"}, SECRET, "GWY-", Outcome.UNIT_REFUSED),
    ],
)  # fmt: skip
def test_a_refusal_is_a_fault_with_code_and_what_to_do(
    shared_face: Running, changes: dict[str, Any], secret: str, code: str, outcome: Outcome
) -> None:
    before = len(outcomes())
    with pytest.raises(zeep.exceptions.Fault) as caught:
        general(shared_face, secret).RegistryPersonV1(**asked(shared_face, **changes))
    detail = etree.tostring(caught.value.detail, encoding="unicode")
    assert code in detail
    assert "<action>" in detail
    assert outcomes()[before:] == [outcome]


# -- KPS v2 --------------------------------------------------------------------------------------------------------


def issue(running: Running, password: str = SECRET) -> requests.Response:
    now = datetime.now(UTC)
    claim = trust.Claim(CLIENT, password, "https://kpsv2/RoutingService.svc")
    message = trust.claim_message(claim, to=running.road.url, message_id=f"urn:uuid:{uuid.uuid4()}", now=now)
    return post(running, "/kpsv2/Services/Issuer.svc/IWSTrust13", message, "application/soap+xml")


def ask_kps(
    running: Running, token: trust.Token, *numbers: str, is_legacy: bool = False
) -> requests.Response:
    message = routing.call_message(
        **KPS, criterion="BilesikKutukSorgulaKimlikNoSorguKriteri", criteria=[{"KimlikNo": one} for one in numbers],
        token=token, to=running.road.url, message_id="urn:uuid:1", now=datetime.now(UTC), is_legacy=is_legacy,
    )  # fmt: skip
    return post(running, "/kpsv2/Services/RoutingService.svc", message, "application/soap+xml")


def test_an_existing_client_of_KPS_v2_signs_in_and_asks(running: Running) -> None:
    token = trust.read_token(issue(running).content)
    answer = ask_kps(running, token, running.person, "10000000146")
    known, unknown = routing.read_answer(answer.content)
    text = etree.tostring(known, encoding="unicode")
    assert "<Ad>Işıl</Ad><Soyad>Çalışkan</Soyad>" in text
    assert "TCVatandasiKisiKutukleri" in text
    assert "AnneAd" not in text  # not granted
    assert "Kayıt bulunamadı" in etree.tostring(unknown, encoding="unicode")
    assert outcomes() == [Outcome.TOKEN_GIVEN, Outcome.FOUND, Outcome.NOT_FOUND]


def test_a_wrong_password_gets_no_token(running: Running) -> None:
    answer = issue(running, "yanlış")
    assert answer.status_code == 500
    assert "GWY-001" in answer.text
    assert outcomes() == [Outcome.TOKEN_REFUSED]


def test_SHA_1_is_refused_unless_switched_on(running: Running) -> None:
    token = trust.read_token(issue(running).content)
    answer = ask_kps(running, token, running.person, is_legacy=True)
    assert answer.status_code == 500
    assert "is not taken here" in answer.text
    assert outcomes() == [Outcome.TOKEN_GIVEN]


def test_a_token_of_another_issuer_opens_nothing(running: Running) -> None:
    token = trust.read_token(issue(running).content)
    forged = trust.Token(token.assertion, token.token_id, b"x" * 32, token.valid_until)
    assert "does not match" in ask_kps(running, forged, running.person).text


@pytest.mark.parametrize("path", ["/soap", CHECK.path, "/kpsv2/services/routingservice.svc"])
@pytest.mark.parametrize("body", [b"", b"<a/>", b"\xff\xfe", b"<!DOCTYPE a>", b"{}" * 40_000])
def test_nonsense_is_a_fault_never_a_page(shared_face: Running, path: str, body: bytes) -> None:
    answer = post(shared_face, path, body)
    assert answer.status_code == 500
    assert etree.fromstring(answer.content).find(f".//{{{SOAP_11}}}Fault") is not None

"""The KPS v2 profile (§14.5): what the client writes the server reads; whoever changes a byte of it is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from lxml import etree

from imece.exchange.gateway.soap.envelope import SOAP_12, SoapFault, envelope, read_message
from imece.exchange.gateway.soap.kps_v2 import routing, trust
from imece.exchange.gateway.soap.kps_v2.names import HMAC_SHA1, HMAC_SHA256

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SECRET = b"the installation's own"
SERVICE = {"service": "BilesikKutukSorgulaKimlikNoServis", "version": "2024/04/01"}


def token(credential: int = 7, now: datetime = NOW) -> trust.Token:
    """Asked for and issued: the request is read, the answer is read back."""
    asked = trust.claim_message(
        trust.Claim("KRM-1234567", "p<&'\"", "https://x/Routing.svc"),
        to="https://x/Issuer.svc",
        message_id="urn:1",
        now=now,
    )
    claim = trust.read_claim(read_message(asked, "application/soap+xml"))
    assert (claim.user_name, claim.password, claim.applies_to) == (
        "KRM-1234567",
        "p<&'\"",
        "https://x/Routing.svc",
    )
    token_id = trust.token_id_of(credential, now + trust.TOKEN_LASTS, SECRET)
    body = trust.issued(
        token_id=token_id, user_name=claim.user_name, applies_to=claim.applies_to, secret=SECRET, now=now
    )
    return trust.read_token(envelope(SOAP_12, body))


def call(made: trust.Token, *, now: datetime = NOW, is_legacy: bool = False, count: int = 1) -> bytes:
    criteria = [{"KimlikNo": str(10000000146 + place)} for place in range(count)]
    return routing.call_message(
        **SERVICE, criterion="BilesikKutukSorgulaKimlikNoSorguKriteri", criteria=criteria, token=made,
        to="https://x/Routing.svc", message_id="urn:uuid:2", now=now, is_legacy=is_legacy,
    )  # fmt: skip


def read(data: bytes, *, now: datetime = NOW, takes_legacy: bool = False) -> routing.Call:
    message = read_message(data, "application/soap+xml")
    return routing.read_call(message, secret=SECRET, now=now, takes_legacy=takes_legacy)


def test_a_question_written_by_the_client_is_read_by_the_server() -> None:
    made = read(call(token(), count=3))
    assert (made.service, made.version, made.message_id) == (*SERVICE.values(), "urn:uuid:2")
    assert [row["KimlikNo"] for row in made.criteria] == ["10000000146", "10000000147", "10000000148"]
    assert trust.credential_of(made.token_id, SECRET, NOW) == 7


def test_legacy_algorithms_are_refused_unless_switched_on() -> None:
    data = call(token(), is_legacy=True)
    assert HMAC_SHA1.encode() in data
    with pytest.raises(SoapFault, match="is not taken here"):
        read(data)
    assert read(data, takes_legacy=True).service == SERVICE["service"]
    assert HMAC_SHA256.encode() in call(token())


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b"2026-11-22T09:05:00", b"2026-11-22T09:09:00", "changed after"),
        (b"AssertionID=\"_7.", b"AssertionID=\"_8.", "does not match"),
        (b'URI="#_0"', b'URI="#_1"', "does not match"),
        (b'URI="#_0"', b'URI=""', "does not match"),
        (b"xml-exc-c14n#\"/><d:SignatureMethod", b"xml-exc-c14n#x\"/><d:SignatureMethod", "exclusive"),
        (b"hmac-sha256", b"hmac-md5", "is not taken"),
        (b"<d:SignatureValue>", b"<d:SignatureValue>!", "base64"),
        (b"/2024/04/01/BilesikKutukSorgulaKimlikNoServis/Sorgula<", b"/2024/Sorgula<", "Action"),
    ],
)  # fmt: skip
def test_a_changed_message_is_refused(old: bytes, new: bytes, words: str) -> None:
    data = call(token())
    assert old in data
    with pytest.raises(SoapFault, match=words):
        read(data.replace(old, new))


def test_a_second_timestamp_or_signature_is_refused() -> None:
    """Signature wrapping: what is signed and what is read must be one and the same."""
    root = etree.fromstring(call(token()))
    security = root[0][-1]
    for place in (0, 2):
        doubled = etree.fromstring(etree.tostring(root))
        doubled[0][-1].append(etree.fromstring(etree.tostring(security[place])))
        with pytest.raises(SoapFault, match="must hold one"):
            read(etree.tostring(doubled))


@pytest.mark.parametrize(("minutes", "is_taken"), [(-2, False), (0, True), (5, True), (7, False)])
def test_a_message_of_another_time_is_refused(minutes: int, is_taken: bool) -> None:
    data, now = call(token()), NOW + timedelta(minutes=minutes)
    if is_taken:
        assert read(data, now=now)
    else:
        with pytest.raises(SoapFault, match="of another time"):
            read(data, now=now)


def test_a_token_ends_and_cannot_be_made_up() -> None:
    made = token()
    with pytest.raises(SoapFault, match="ended"):
        trust.credential_of(made.token_id, SECRET, NOW + timedelta(minutes=11))
    with pytest.raises(SoapFault, match="not issued here"):
        trust.credential_of(made.token_id.replace("_7.", "_8."), SECRET, NOW)
    with pytest.raises(SoapFault, match="not issued here"):
        trust.credential_of("", SECRET, NOW)


def test_an_answer_comes_back_record_by_record() -> None:
    made = read(call(token()))
    data = envelope(
        SOAP_12,
        routing.answer(
            made, ["<BilesikKutukBilgileri><KimlikNo>10000000146</KimlikNo></BilesikKutukBilgileri>"]
        ),
    )
    (record,) = routing.read_answer(data)
    assert record[0].text == "10000000146"
    with pytest.raises(SoapFault, match="17 Yetki yok"):
        routing.read_answer(envelope(SOAP_12, routing.answer(made, [], ("17", "Yetki yok"))))


def test_too_many_or_no_criteria_are_refused() -> None:
    with pytest.raises(SoapFault, match="not 101"):
        read(call(token(), count=101))
    with pytest.raises(SoapFault, match="not 0"):
        read(call(token(), count=0))

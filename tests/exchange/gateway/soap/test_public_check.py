"""Design F: clients out there differ in every tolerance; what they send is read, what is unsafe is refused."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from imece.exchange.gateway.soap.envelope import (
    MOST_BYTES,
    SOAP_11,
    SOAP_12,
    SoapFault,
    fault,
    read_message,
    result,
)
from imece.exchange.gateway.soap.public_check import NOT_THERE, OPERATIONS, TARGET, inputs_of, operation_at
from imece.exchange.gateway.soap.wsdl import wsdl_of

CHECK, CARD, FOREIGNER = OPERATIONS
VALUES = {"TCKimlikNo": "10000000146", "Ad": "ÇAĞRI", "Soyad": "IŞIK", "DogumYili": "1980"}
READ = {"number": "10000000146", "given_names": "ÇAĞRI", "surname": "IŞIK", "birth_year": 1980}


def request(
    values: dict[str, str] = VALUES,
    *,
    soap: str = SOAP_11,
    prefix: str = "soap",
    inner: str = "",
    header: str = "",
) -> bytes:
    """A request as some client writes it."""
    mark, declared = (f"{inner}:", f"xmlns:{inner}") if inner else ("", "xmlns")
    children = "".join(f"<{mark}{name}>{value}</{mark}{name}>" for name, value in values.items())
    return (
        f'<{prefix}:Envelope xmlns:{prefix}="{soap}">{header}<{prefix}:Body>'
        f'<{mark}TCKimlikNoDogrula {declared}="{TARGET}">{children}</{mark}TCKimlikNoDogrula></{prefix}:Body>'
        f"</{prefix}:Envelope>"
    ).encode()


SHAPES = {
    "as the manual": request(),
    "SOAP 1.2": request(soap=SOAP_12),
    "another prefix": request(prefix="SOAP-ENV"),
    "a prefix inside": request(inner="ns1"),
    "an empty header": request(header="<soap:Header/>"),
    "blanks before": b"\r\n   " + request(),
    "byte order mark and declaration": b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>' + request(),
    "declaration after a blank line": b'\n<?xml version="1.0" encoding="utf-8"?>\n' + request(),
    "a comment": request().replace(b"<Ad>", b"<!-- ad --><Ad>"),
    "blanks in values": request({name: f"\n  {value} " for name, value in VALUES.items()}),
    "no namespace inside": request().replace(f' xmlns="{TARGET}"'.encode(), b""),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_X4_4_every_shape_reads_the_same(shape: str) -> None:
    assert inputs_of(CHECK, read_message(SHAPES[shape])) == READ


@pytest.mark.parametrize("order", list(itertools.permutations(VALUES)))
def test_X4_4_the_order_of_elements_does_not_matter(order: tuple[str, ...]) -> None:
    assert inputs_of(CHECK, read_message(request({name: VALUES[name] for name in order}))) == READ


@pytest.mark.parametrize(
    "path", ["/Service/KPSPublic.asmx", "/service/kpspublic.asmx", "/SERVICE/KPSPUBLIC.ASMX/"]
)
def test_the_case_of_the_path_does_not_matter(path: str) -> None:
    assert operation_at(path) is CHECK


@pytest.mark.parametrize(
    "number", ["1000000014", "100000001460", "01234567890", "1000000014a", "", "-1000000014", "١٠٠٠٠٠٠٠١٤٦"]
)
def test_KPS_40_a_malformed_number_is_a_fault_not_false(number: str) -> None:
    with pytest.raises(SoapFault, match="TCKimlikNo"):
        inputs_of(CHECK, read_message(request({**VALUES, "TCKimlikNo": number})))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///x">]>' + request().replace("IŞIK".encode(), b"&b;"), "declaration"),
        (b"<!DOCTYPE a>" + request(), "declaration"),
        (request()[:-5], "well-formed"),
        (b"", "well-formed"),
        (b"\x00\x01\x02", "well-formed"),
        (b"<a/>", "no SOAP envelope"),
        (request() + b" " * MOST_BYTES, "bytes"),
        (request({**VALUES, "Ad": "<x>" * 40 + "</x>" * 40}), "nested"),
        (request().replace(b"<Ad>", b"<Ad>BIR</Ad><Ad>"), "comes twice"),
        (request({**VALUES, "Rol": "x"}), "no element Rol"),
        (request({name: VALUES[name] for name in ("Ad", "Soyad", "DogumYili")}), "TCKimlikNo is missing"),
        (request({**VALUES, "DogumYili": "bin"}), "DogumYili"),
        (request({**VALUES, "Ad": "A" * 201}), "201 characters"),
        (request().replace(b"TCKimlikNoDogrula", b"KisiSil"), "no operation"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(data: bytes, words: str) -> None:
    with pytest.raises(SoapFault, match=words):
        inputs_of(CHECK, read_message(data))


@given(st.binary(max_size=400))
def test_no_bytes_bring_anything_but_a_fault(data: bytes) -> None:
    try:
        inputs_of(CHECK, read_message(data))
    except SoapFault as problem:
        etree.fromstring(fault(problem))


@given(
    st.lists(
        st.sampled_from(
            [
                b"<Ad>",
                b"</Ad>",
                b"<!DOCTYPE",
                b"&amp;",
                b"<![CDATA[",
                b"]]>",
                b"&#0;",
                b"\xff",
                b"xmlns",
                b">",
            ]
        )
    )
)
def test_no_mutilated_request_brings_anything_but_a_fault(pieces: list[bytes]) -> None:
    data = request().replace(b"<Ad>", b"".join(pieces))
    try:
        inputs_of(CHECK, read_message(data))
    except SoapFault as problem:
        etree.fromstring(fault(problem))


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_the_answer_is_plain(soap: str) -> None:
    text = result(soap, CHECK.name, TARGET, True).decode()
    assert "Header" not in text
    assert text.count("xmlns") == 2
    assert f'<TCKimlikNoDogrulaResponse xmlns="{TARGET}"><TCKimlikNoDogrulaResult>true</' in text


@pytest.mark.parametrize("soap", [SOAP_11, SOAP_12])
def test_a_fault_is_a_fault_of_the_callers_SOAP(soap: str) -> None:
    root = etree.fromstring(fault(SoapFault("a < b", namespace=soap)))
    assert root.tag == f"{{{soap}}}Envelope"
    assert "a < b" in "".join(root.itertext())


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_X4_4_a_SOAP_toolkit_reads_the_wsdl_and_we_read_what_it_writes(operation, tmp_path) -> None:
    """zeep builds the request from our WSDL, in both SOAPs; ours reads it with all elements in place."""
    import zeep

    place = tmp_path / "service.wsdl"
    place.write_bytes(wsdl_of(operation, "http://localhost/x"))
    client = zeep.Client(str(place))
    samples = {"long": 10000000146, "string": "IŞIK", "int": 1980, "boolean": False}
    given = {element.name: samples[element.xsd] for element in operation.elements}
    for port in (f"{operation.port}Soap", f"{operation.port}Soap12"):
        service = client.bind(operation.port, port)
        written = client.create_message(service, operation.name, **given)
        read = inputs_of(operation, read_message(etree.tostring(written)))
        assert set(read) == {one.input for one in operation.elements if not one.input.startswith(NOT_THERE)}
        assert read["number"] == "10000000146"
        assert read["surname"] == "IŞIK"


def card(**values: str) -> dict[str, object]:
    given = {element.name: "" for element in CARD.elements} | {
        "TCKimlikNo": "10000000146",
        "DogumYil": "1980",
    }
    data = request(given | values).replace(b"TCKimlikNoDogrula", b"KisiVeCuzdanDogrula")
    return inputs_of(CARD, read_message(data))


def test_nothing_stated_is_left_out_not_zero() -> None:
    assert card() == {"number": "10000000146", "birth_year": 1980}


def test_what_is_said_not_to_exist_is_left_out_whatever_stands_beside_it() -> None:
    read = card(Soyad="IŞIK", SoyadYok="true", DogumGun="3", DogumGunYok="0", DogumAy="4", DogumAyYok="1")
    assert read == {"number": "10000000146", "birth_year": 1980, "birth_day": 3}

"""The three public check services (§14.4): yes or no, and never which part did not match (KPS-42).

Data, not code: where an operation lives, what it takes in which order, and the service of the catalogue that answers.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from imece.exchange.gateway.soap.envelope import Message, SoapFault, values_of

TARGET: Final = "http://tckimlik.nvi.gov.tr/WS"
DIGITS: Final = re.compile(r"[0-9]{1,11}")
MOST_LETTERS: Final = 200
NOT_THERE: Final = "no:"  # …Yok: the register has no such value, whatever stands in the element beside it


def whole_number(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not DIGITS.fullmatch(text):
        raise SoapFault(f"{name} must be a whole number")
    return int(text)


def identity_number(name: str, text: str | None) -> str:
    """A malformed number is a fault, not `false` (KPS-40). The check digits are the register's matter."""
    if text is None or not re.fullmatch(r"[1-9][0-9]{10}", text):
        raise SoapFault(f"{name} must have eleven digits and not begin with 0")
    return text


def words(name: str, text: str | None) -> str | None:
    if text is not None and len(text) > MOST_LETTERS:
        raise SoapFault(f"{name} has {len(text)} characters; at most {MOST_LETTERS} are taken")
    return text


def truth(name: str, text: str | None) -> bool:
    if text not in (None, "true", "false", "1", "0"):
        raise SoapFault(f"{name} must be true or false")
    return text in ("true", "1")


@dataclass(frozen=True)
class Element:
    """One element of a request: its XSD type, and the input of our service that it becomes."""

    name: str
    input: str
    read: Callable[[str, str | None], Any]
    xsd: str
    is_required: bool = True
    is_nillable: bool = False


@dataclass(frozen=True)
class Operation:
    name: str
    path: str
    port: str
    service: str  # of the catalogue, version 1
    elements: tuple[Element, ...]

    @property
    def action(self) -> str:
        return f"{TARGET}/{self.name}"


OPERATIONS: Final = (
    Operation(
        "TCKimlikNoDogrula", "/service/kpspublic.asmx", "KPSPublic", "registry.verify_identity",
        (
            Element("TCKimlikNo", "number", identity_number, "long"),
            Element("Ad", "given_names", words, "string", is_required=False),
            Element("Soyad", "surname", words, "string", is_required=False),
            Element("DogumYili", "birth_year", whole_number, "int"),
        ),
    ),
    Operation(
        "KisiVeCuzdanDogrula", "/service/kpspublicv2.asmx", "KPSPublicV2", "registry.verify_person_and_card",
        (
            Element("TCKimlikNo", "number", identity_number, "long"),
            Element("Ad", "given_names", words, "string", is_required=False),
            Element("Soyad", "surname", words, "string", is_required=False),
            Element("SoyadYok", "no:surname", truth, "boolean"),
            Element("DogumGun", "birth_day", whole_number, "int", is_nillable=True),
            Element("DogumGunYok", "no:birth_day", truth, "boolean"),
            Element("DogumAy", "birth_month", whole_number, "int", is_nillable=True),
            Element("DogumAyYok", "no:birth_month", truth, "boolean"),
            Element("DogumYil", "birth_year", whole_number, "int"),
            Element("CuzdanSeri", "old_card_series", words, "string", is_required=False),
            Element("CuzdanNo", "old_card_number", whole_number, "int", is_nillable=True),
            Element("TCKKSeriNo", "card_serial", words, "string", is_required=False),
        ),
    ),
    Operation(
        "YabanciKimlikNoDogrula", "/service/kpspublicyabancidogrula.asmx", "KPSPublicYabanciDogrula",
        "registry.verify_foreigner",
        (
            Element("KimlikNo", "number", identity_number, "long"),
            Element("Ad", "given_names", words, "string", is_required=False),
            Element("Soyad", "surname", words, "string", is_required=False),
            Element("DogumGun", "birth_day", whole_number, "int", is_nillable=True),
            Element("DogumAy", "birth_month", whole_number, "int", is_nillable=True),
            Element("DogumYil", "birth_year", whole_number, "int"),
        ),
    ),
)  # fmt: skip


def operation_at(path: str) -> Operation | None:
    """Letter case of the path differs from client to client."""
    shapes = ((re.compile(f"{re.escape(one.path)}/?", re.IGNORECASE | re.ASCII), one) for one in OPERATIONS)
    return next((operation for shape, operation in shapes if shape.fullmatch(path)), None)


def inputs_of(operation: Operation, message: Message) -> dict[str, Any]:
    """What our service is asked; what is not stated is left out.

    Raises SoapFault for another operation, an unknown element or a malformed value.

    An operation in a wrong namespace, or in none, is taken: some hand-made clients send it so.
    """
    if message.operation != operation.name:
        raise SoapFault(f"{message.operation} is no operation of this address; it has {operation.name}")
    given = values_of(message.body)
    if strangers := sorted(given.keys() - {element.name for element in operation.elements}):
        raise SoapFault(f"{operation.name} has no element {strangers[0]}")
    for element in operation.elements:
        if element.name not in given and element.is_required and not element.is_nillable:
            raise SoapFault(f"the element {element.name} is missing")
    read = {
        element.input: element.read(element.name, given.get(element.name)) for element in operation.elements
    }
    absent = {
        name.removeprefix(NOT_THERE) for name, value in read.items() if name.startswith(NOT_THERE) and value
    }
    return {
        name: value
        for name, value in read.items()
        if value is not None and name not in absent and not name.startswith(NOT_THERE)
    }

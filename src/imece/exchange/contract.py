"""What a house promises on the road, as types: every house declares its services with these, and imports no more.

One definition gives the Ek-1 form, OpenAPI, WSDL, the check of what is asked, the filter of fields, the sandbox (X4.3).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

SERVICES: dict[tuple[str, int], "Service"] = {}
OWN_SERVICES = "KURUM_HIZMETI"  # purpose code of a house that serves the person asked about


class Kind(StrEnum):
    """Kinds of value, with their PostgreSQL type."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "numeric"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "jsonb"  # a list of records


@dataclass(frozen=True)
class Field:
    """One field of the answer. Its place in `Service.fields` is its bit in the ledger: never reorder, append.

    Titles and meanings are both languages in one: "Soyad / Surname". `records` are the columns of a LIST's records.
    """

    name: str
    title: str
    is_special: bool = False  # health, disability, conviction (KVK-03)
    kind: Kind = Kind.TEXT
    meaning: str = ""
    records: "tuple[Field, ...]" = ()


@dataclass(frozen=True)
class Input:
    """One thing the asker states. `is_subject`: the person or record that is asked about.

    `check` names a further check of the value: `person_number`, `tax_number` (their check digits).
    """

    name: str
    title: str
    kind: Kind = Kind.TEXT
    is_subject: bool = False
    is_required: bool = True
    pattern: str = ""  # a whole-value regular expression
    most: int = 200  # characters
    meaning: str = ""
    least: int | None = None  # of an INTEGER
    greatest: int | None = None
    choices: tuple[str, ...] = ()
    check: str = ""


NUMBER = Input(
    "number",
    "Kimlik no / Identity number",
    is_subject=True,
    pattern="[1-9][0-9]{10}",
    most=11,
    check="person_number",
)


@dataclass(frozen=True)
class Example:
    """A question with its answer, all invented. `facts` None: nobody is known."""

    inputs: dict[str, Any]
    facts: dict[str, Any] | None = None


@dataclass(frozen=True)
class Service:
    """One question a house answers, in one version; versions live side by side.

    `sql` is one select over the relation `asked(n, <inputs>)`, which holds a batch of questions; it returns `n` and
    then the fields in their order, at most one row an `n`. No row means: not known. `open_to` names the kinds of
    institution it may be granted to (parties' `InstitutionKind`; empty: every kind). `tariff` is its class of price.

    `examples` are what the sandbox answers. With `has_sandbox_rows` it runs `sql` instead, over the relations of the
    schema `sandbox`, where the owner keeps views of the same names that show invented people alone. `is_open` says
    whether its technical pages may be read by anybody (a protocol's service) or with a credential only (KPS-09).
    """

    name: str
    version: int
    owner: str  # the house
    title: str
    fields: tuple[Field, ...]
    sql: str
    inputs: tuple[Input, ...] = (NUMBER,)
    meaning: str = ""
    open_to: frozenset[str] = frozenset()
    tariff: int = 0
    enough: tuple[int, tuple[str, ...]] = (0, ())  # at least so many of these optional inputs
    examples: tuple[Example, ...] = ()
    has_sandbox_rows: bool = False
    is_open: bool = True
    rate_per_second: int = 20  # proposed to each new grant
    purpose: str = ""  # what it may be asked for at all

    def __post_init__(self) -> None:
        if len(self.fields) > 63:
            raise ValueError(f"{self.name}: the ledger has room for 63 fields, not {len(self.fields)}")
        if self.sql:  # without it: a description read back from the catalogue, answered elsewhere
            SERVICES[self.name, self.version] = self

    @property
    def function(self) -> str:
        """The database function that answers a batch; the gateway may execute these and read no table."""
        return f"answer_{self.name.replace('.', '_')}_v{self.version}"

    @property
    def sandbox_function(self) -> str:
        """The same question for a sandbox credential: it can see no table of the house, by the database's own means."""
        return f"{self.function}_sandbox"

    @property
    def subject(self) -> Input:
        return next(one for one in self.inputs if one.is_subject)

    def mask_of(self, names: "frozenset[str] | set[str]") -> int:
        """The bit mask of these fields, as the ledger keeps it."""
        return sum(1 << place for place, field in enumerate(self.fields) if field.name in names)


@dataclass(frozen=True)
class Reason:
    """Why a person is asked about: the purpose, and the file it belongs to. Without both nothing is asked.

    `code`: the purpose on the road, as the grant names it; unless told otherwise the institution's own services.
    """

    purpose: str
    file: str
    code: str = OWN_SERVICES


@dataclass(frozen=True)
class Answer:
    """`facts` is None when the register knows no such person; `question_id` is the number on record."""

    question_id: int
    facts: dict[str, Any] | None
    source: str
    answered_at: datetime

"""Who may ask what, compiled: immutable, looked up and never joined. A new one takes the old one's place as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from imece.exchange.contract import Service

PUBLISHED, DEPRECATED, WITHDRAWN = "published", "deprecated", "withdrawn"
FIRST_DAY: Final = date(1970, 1, 1).toordinal()
NEVER: Final = 1 << 62


def day_number(day: date) -> int:
    """Days since 1970, so that a look-up compares whole numbers."""
    return day.toordinal() - FIRST_DAY


@dataclass(frozen=True, slots=True)
class Span:
    """From (inclusive) until (exclusive), instants in µs since 1970."""

    start: int = -NEVER
    end: int = NEVER

    def __contains__(self, moment: int) -> bool:
        return self.start <= moment < self.end


@dataclass(frozen=True, slots=True)
class ClientKey:
    key_id: str
    jwk: dict[str, Any]
    valid: Span


@dataclass(frozen=True, slots=True)
class Credential:
    """`is_usable`: its state and approval let it be used, within `valid`. `thumbprint`: hex of the certificate's
    SHA-256 that its tokens are bound to, or nothing.
    """

    id: int
    client_id: str
    institution: int
    kind: str
    state: str
    is_usable: bool
    is_sandbox: bool
    secret_hash: str
    thumbprint: str
    valid: Span
    keys: tuple[ClientKey, ...] = ()

    def is_open(self, now: int) -> bool:
        return self.is_usable and self.valid.start <= now < self.valid.end


@dataclass(frozen=True, slots=True)
class Source:
    """Where a service's answers are read: a function of the database, with the types of its inputs."""

    function: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenService:
    """`sunset`: the announced day from which on it answers no more. `sandbox` knows invented people alone."""

    id: int
    state: str
    sunset: date | None
    deprecated_at: datetime | None
    definition: Service
    source: Source
    sandbox: Source
    subject: str  # the input that names who is asked about
    whole_mask: int  # of all its fields

    @property
    def last_day(self) -> int | None:
        """The first day on which it answers no more, as a number."""
        return None if self.sunset is None else day_number(self.sunset)

    @property
    def title(self) -> str:
        return f"{self.definition.name} v{self.definition.version}"


def no_credential(institution: int) -> Credential:
    """Of whoever is known by address alone."""
    return Credential(0, "", institution, "address", "active", True, False, "", "", Span())


def open_service(
    number: int, state: str, sunset: date | None, deprecated_at: datetime | None, definition: Service
) -> OpenService:
    kinds = tuple(one.kind.value for one in definition.inputs)
    source, sandbox = Source(definition.function, kinds), Source(definition.sandbox_function, kinds)
    mask = definition.mask_of({field.name for field in definition.fields})
    subject = definition.subject.name
    return OpenService(number, state, sunset, deprecated_at, definition, source, sandbox, subject, mask)


@dataclass(frozen=True, slots=True)
class Grant:
    """One right under an agreement in force. `names`: the granted fields; `suspended`: by whom and why, or nothing."""

    id: int
    agreement: int
    service: str
    version: int
    purpose: int
    purpose_code: str
    needs_file: bool
    names: frozenset[str]
    mask: int
    rate: int
    burst: int
    daily_cap: int | None
    valid: Span
    suspended: str = ""


@dataclass(frozen=True, slots=True)
class EndUser:
    """`permitted`: when a signed undertaking stands (PRO-08)."""

    id: int
    unit: int
    permitted: tuple[Span, ...]

    def may_ask(self, now: int) -> bool:
        for span in self.permitted:  # noqa: SIM110 (on each question: no generator)
            if span.start <= now < span.end:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Institution:
    id: int
    code: str
    kind: str
    house: str
    addresses: tuple[tuple[bytes, Span], ...] = ()
    check_addresses: tuple[
        tuple[bytes, Span], ...
    ] = ()  # of the public yes/no checks, which know no credential
    units: Mapping[str, int] = field(default_factory=dict)
    users: Mapping[str, EndUser] = field(default_factory=dict)
    grants: Mapping[tuple[str, int], tuple[Grant, ...]] = field(default_factory=dict)

    def may_come_from(self, address: bytes, now: int) -> bool:
        for one, span in self.addresses:  # noqa: SIM110 (on each question: no generator)
            if address == one and span.start <= now < span.end:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Snapshot:
    generation: int
    institutions: Mapping[int, Institution] = field(default_factory=dict)
    credentials: Mapping[int, Credential] = field(default_factory=dict)
    clients: Mapping[str, Credential] = field(default_factory=dict)  # by client id
    services: Mapping[tuple[str, int], OpenService] = field(default_factory=dict)
    purposes: Mapping[str, tuple[int, bool]] = field(default_factory=dict)  # code → id, needs a file
    checkers: Mapping[bytes, tuple[Institution, ...]] = field(default_factory=dict)  # by check address
    admitted: dict[int, Any] = field(
        default_factory=dict
    )  # by grant: what `gate` reckoned of it, once a snapshot

    def checker_at(self, address: bytes, now: int) -> Institution | None:
        """Whose public checks may come from there now; nobody's when two claim it."""
        known = [
            one
            for one in self.checkers.get(address, ())
            if any(address == place and now in span for place, span in one.check_addresses)
        ]
        return known[0] if len(known) == 1 else None


NOTHING_KNOWN: Final = Snapshot(-1)

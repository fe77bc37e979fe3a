"""The gate: may this institution ask this, now, for this purpose, in this person's name? In the order of the protocol.

In force ∧ service in Ek-1 ∧ not suspended ∧ purpose ∧ user with Ek-2 ∧ unit ∧ file ∧ inputs (PRO-02, PRO-03, PRO-07,
PRO-08, PRO-22). What is found out goes into the draft on the way, so that a refusal's record says how far it came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from imece.exchange.contract import Kind, Service
from imece.exchange.gateway import problems
from imece.exchange.gateway.refusals import Refused
from imece.exchange.gateway.rights import WITHDRAWN, Credential, Grant, Institution, OpenService, Snapshot
from imece.exchange.gateway.rows import MOST_TEXT, Draft
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.sealing import Content
from imece.exchange.services.inputs import check_inputs

MOST_FILE, MOST_USER, MOST_UNIT, MOST_PURPOSE = 80, 40, 30, 40
SANDBOX_RATE: Final = 5


@dataclass(frozen=True, slots=True)
class Caller:
    credential: Credential
    institution: Institution


@dataclass(slots=True)
class Asking:
    """One question as it came; nothing of it is checked. `begun`: monotonic seconds; `address`: packed."""

    request_id: bytes
    service: str
    version: int
    inputs: Mapping[str, object]
    purpose: str
    file: str
    user: str
    unit: str
    address: bytes
    begun: float


@dataclass(frozen=True, slots=True)
class Admitted:
    """What was granted: these fields, at this rate. `cap`: of the day, or none."""

    service: OpenService
    shown: tuple[
        tuple[str, bool], ...
    ]  # each granted field, and whether it is a decimal, in the definition's order
    mask: int
    rate: int
    burst: int
    cap: int | None
    purpose_code: str


Gate = Callable[[Snapshot, Caller, Asking, Draft, int, int], Admitted]


def admit(snapshot: Snapshot, caller: Caller, asking: Asking, draft: Draft, now: int, day: int) -> Admitted:
    """Fills the draft; raises Refused. `now` in µs since 1970, `day` as the clock numbers them."""
    try:
        service = _service(snapshot, asking, day)
    except Refused:
        draft.content = content_of(asking, "")
        raise
    draft.content = content_of(asking, service.subject)
    draft.service_id, draft.tariff = service.id, service.definition.tariff
    _require_kind(service, caller.institution)
    if caller.credential.is_sandbox:
        admitted = _sandboxed(snapshot, asking, draft, service)
    else:
        admitted = _granted(snapshot, caller.institution, asking, draft, service, now)
    _read_inputs(admitted, asking, draft, is_sandbox=caller.credential.is_sandbox)
    return admitted


def _read_inputs(admitted: Admitted, asking: Asking, draft: Draft, *, is_sandbox: bool) -> None:
    service = admitted.service
    checked = _checked(service.definition, asking.inputs)
    subject = text_of(checked[service.subject]) or ""
    if subject != draft.content.subject:  # as it was cleaned
        draft.content = draft.content._replace(subject=subject)
    draft.texts = tuple([text_of(value) for value in checked.values()])
    draft.mask = admitted.mask
    draft.source = service.sandbox if is_sandbox else service.source


def admit_check(
    snapshot: Snapshot, caller: Caller, asking: Asking, draft: Draft, now: int, day: int
) -> Admitted:
    """A yes/no check by address alone: clients of the old services name no user, unit, purpose or file.

    The institution's grant for the service decides all the same, and its purpose is the one on record.
    """
    draft.content = content_of(asking, "number")
    service = _service(snapshot, asking, day)
    draft.service_id, draft.tariff = service.id, service.definition.tariff
    _require_kind(service, caller.institution)
    grants = caller.institution.grants.get((asking.service, asking.version), ())
    grant = next((one for one in grants if now in one.valid), None)
    if grant is None:
        raise Refused(Outcome.NO_GRANT, problems.NO_GRANT, service=service.title)
    draft.grant, draft.agreement, draft.purpose = grant.id, grant.agreement, grant.purpose
    if grant.suspended:
        raise Refused(Outcome.SUSPENDED, problems.SUSPENDED, reason=grant.suspended)
    admitted = _as_granted(snapshot, service, grant)
    _read_inputs(admitted, asking, draft, is_sandbox=False)
    return admitted


def content_of(asking: Asking, subject_name: str) -> Content:
    """The subject is what was given, even if it is refused later."""
    subject = asking.inputs.get(subject_name, "")
    return Content(
        str(subject)[:MOST_TEXT] if isinstance(subject, (str, int)) else "",
        asking.user[:MOST_USER],
        asking.unit[:MOST_UNIT],
        asking.file[:MOST_FILE],
    )


def _service(snapshot: Snapshot, asking: Asking, day: int) -> OpenService:
    service = snapshot.services.get((asking.service, asking.version))
    if service is None:
        raise Refused(Outcome.NO_GRANT, problems.NO_GRANT, service=f"{asking.service[:80]} v{asking.version}")
    if service.state == WITHDRAWN or (service.last_day is not None and day >= service.last_day):
        raise Refused(Outcome.NO_GRANT, problems.WITHDRAWN, service=service.title, day=service.sunset)
    return service


def _require_kind(service: OpenService, institution: Institution) -> None:
    """KPS-06: some services are for some kinds of institution alone, whatever was granted."""
    open_to = service.definition.open_to
    if open_to and institution.kind not in open_to:
        raise Refused(Outcome.NO_GRANT, problems.NO_GRANT, service=service.title)


def _granted(
    snapshot: Snapshot, institution: Institution, asking: Asking, draft: Draft, service: OpenService, now: int
) -> Admitted:
    grant = _grant(institution, asking, service, now)
    draft.grant, draft.agreement, draft.purpose = grant.id, grant.agreement, grant.purpose
    if grant.suspended:
        raise Refused(Outcome.SUSPENDED, problems.SUSPENDED, reason=grant.suspended)
    user = institution.users.get(asking.user)
    if user is None or not user.may_ask(now):
        raise Refused(Outcome.USER_REFUSED, problems.USER, user=asking.user[:MOST_USER])
    draft.unit = _unit(institution, asking, user.unit)
    _require_file(asking, grant.needs_file)
    return _as_granted(snapshot, service, grant)


def _as_granted(snapshot: Snapshot, service: OpenService, grant: Grant) -> Admitted:
    """Reckoned once for each grant of a snapshot."""
    known = snapshot.admitted.get(grant.id)
    if known is None:
        known = snapshot.admitted[grant.id] = Admitted(
            service, _shown(service, grant.names), grant.mask, grant.rate, grant.burst, grant.daily_cap,
            grant.purpose_code,
        )  # fmt: skip
    return known


def _shown(service: OpenService, names: frozenset[str]) -> tuple[tuple[str, bool], ...]:
    fields = service.definition.fields
    return tuple((field.name, field.kind is Kind.DECIMAL) for field in fields if field.name in names)


def _grant(institution: Institution, asking: Asking, service: OpenService, now: int) -> Grant:
    """The one in force now for this purpose; when there is none, the refusal names what is missing."""
    grants = institution.grants.get((asking.service, asking.version), ())
    is_any = False
    for grant in grants:
        if grant.valid.start <= now < grant.valid.end:
            is_any = True
            if grant.purpose_code == asking.purpose:
                return grant
    if not is_any:
        raise Refused(Outcome.NO_GRANT, problems.NO_GRANT, service=service.title)
    raise Refused(
        Outcome.PURPOSE_REFUSED,
        problems.PURPOSE,
        purpose=asking.purpose[:MOST_PURPOSE],
        service=service.title,
    )


def _unit(institution: Institution, asking: Asking, users_unit: int) -> int:
    """The named unit, or the user's own. 0 when there is neither."""
    if not asking.unit:
        return users_unit
    unit = institution.units.get(asking.unit)
    if unit is None:
        raise Refused(Outcome.UNIT_REFUSED, problems.UNIT, unit=asking.unit[:MOST_UNIT])
    return unit


def _require_file(asking: Asking, is_needed: bool) -> None:
    if (is_needed and not asking.file.strip()) or len(asking.file) > MOST_FILE:
        raise Refused(Outcome.FILE_MISSING, problems.FILE, purpose=asking.purpose[:MOST_PURPOSE])


def _sandboxed(snapshot: Snapshot, asking: Asking, draft: Draft, service: OpenService) -> Admitted:
    """Before there is an agreement: every field, of invented people; a known purpose and some user are needed."""
    known = snapshot.purposes.get(asking.purpose)
    if known is None:
        raise Refused(
            Outcome.PURPOSE_REFUSED,
            problems.PURPOSE,
            purpose=asking.purpose[:MOST_PURPOSE],
            service=service.title,
        )
    draft.purpose = known[0]
    draft.tariff = 0
    if not asking.user.strip() or len(asking.user) > MOST_USER:
        raise Refused(Outcome.USER_REFUSED, problems.USER, user=asking.user[:MOST_USER])
    _require_file(asking, known[1])
    names = frozenset(field.name for field in service.definition.fields)
    return Admitted(
        service,
        _shown(service, names),
        service.whole_mask,
        SANDBOX_RATE,
        4 * SANDBOX_RATE,
        None,
        asking.purpose,
    )


def _checked(definition: Service, inputs: Mapping[str, object]) -> dict[str, Any]:
    checked = check_inputs(definition, inputs)
    if checked.problems:
        raise Refused(
            Outcome.INPUT_REFUSED,
            problems.INPUT,
            faults=checked.problems,
            fault=checked.problems[0].words("tr"),
        )
    return checked.values


def text_of(value: Any) -> str | None:
    """As PostgreSQL reads it."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)

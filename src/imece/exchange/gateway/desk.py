"""The path of one question behind every façade (REST, SOAP): who asks, may he, what is the answer, where is it written.

    caller = desk.identify(bearer, address, thumbprint, now)
    answer = await desk.ask(caller, asking)

Refused is raised after its record is down; NotTaken when nothing could be recorded, and then nothing is answered.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec

from imece.exchange.gateway import problems
from imece.exchange.gateway.clock import Clock
from imece.exchange.gateway.floods import Floods
from imece.exchange.gateway.gate import Admitted, Asking, Caller, Gate, admit, admit_check
from imece.exchange.gateway.keys import KeyRing
from imece.exchange.gateway.limits import DayCounts, Rates
from imece.exchange.gateway.refusals import NotTaken, Refused
from imece.exchange.gateway.repeats import Answered, Repeats
from imece.exchange.gateway.rights import (
    NEVER,
    Credential,
    Institution,
    OpenService,
    Snapshot,
    no_credential,
)
from imece.exchange.gateway.rows import Draft, Written
from imece.exchange.gateway.shard import log_of
from imece.exchange.gateway.tokens import Token, Tokens
from imece.exchange.gateway.upstream import Upstream, UpstreamFailed, UpstreamReason, UpstreamSilent
from imece.exchange.gateway.watcher import Watcher
from imece.exchange.gateway.writer import Writer
from imece.exchange.ledger.enums import Outcome

FACTS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
Facts = dict[str, Any]


@dataclass(slots=True)
class Answer:
    """`facts` are JSON values of the granted fields, or None when the owner knows nobody. `written`: the receipt."""

    facts: Facts | None
    written: Written
    service: OpenService
    credential: Credential
    remaining: int  # questions that may still come at once
    reset: float  # seconds until the whole burst may come again
    rate: int
    gate_seconds: float


class Desk:
    def __init__(
        self, watcher: Watcher, writers: "dict[int, Writer]", shards: Callable[[], int], keys: KeyRing, clock: Clock,
        tokens: Tokens, repeats: Repeats, floods: Floods, upstreams: "dict[str, Upstream]",
    ) -> None:  # fmt: skip
        self.watcher = watcher
        self.tokens = tokens
        self.clock = clock
        self.floods = floods
        self.days = DayCounts()
        self._writers = writers
        self._shards = shards
        self._keys = keys
        self._repeats = repeats
        self._upstreams = upstreams
        self._rates = Rates()
        self._pending: dict[tuple[int, bytes], asyncio.Future[Written]] = {}

    @property
    def snapshot(self) -> Snapshot:
        """Raises NotTaken while the rights are not up to date or the ledger is not sealed (fail closed)."""
        if not self.watcher.is_fresh:
            raise NotTaken(problems.STALE)
        if self.watcher.is_unsealed:
            raise NotTaken(problems.UNSEALED)
        return self.watcher.snapshot

    async def identify(self, bearer: str, address: bytes, thumbprint: str, asking: Asking) -> Caller:
        """Who holds this token. Refusals for a wrong token, address or certificate look alike outside."""
        return await self._on_record(
            self.tokens.read(bearer) if bearer else None, address, thumbprint, asking
        )

    async def admit_credential(self, number: int, address: bytes, thumbprint: str, asking: Asking) -> Caller:
        """The holder of a credential that another door has proved: place, certificate and state are asked as ever."""
        return await self._on_record(Token(number, NEVER // 1_000_000, ""), address, thumbprint, asking)

    async def _on_record(
        self, token: Token | None, address: bytes, thumbprint: str, asking: Asking
    ) -> Caller:
        snapshot = self.snapshot
        credential = snapshot.credentials.get(token.credential) if token else None
        institution = snapshot.institutions.get(credential.institution) if credential else None
        try:
            if token is None or credential is None or institution is None:
                raise Refused(Outcome.TOKEN_REFUSED, problems.UNAUTHENTICATED)
            self._require_open(token, credential, institution, address, thumbprint)
        except Refused as refusal:
            known = institution.id if institution else 0, credential.id if credential else 0
            await self.record_refusal(self._draft(asking, *known), refusal)
            raise
        return Caller(credential, institution)

    def _require_open(
        self, token: Token, credential: Credential, institution: Institution, address: bytes, thumbprint: str
    ) -> None:
        now = self.clock.micros()
        if not credential.is_sandbox and not institution.may_come_from(address, now):
            raise Refused(Outcome.ADDRESS_REFUSED, problems.UNAUTHENTICATED)
        bound = token.thumbprint or credential.thumbprint
        if bound and bound != thumbprint:
            raise Refused(Outcome.CERTIFICATE_REFUSED, problems.UNAUTHENTICATED)
        if token.expires * 1_000_000 <= now:
            at = datetime.fromtimestamp(token.expires, UTC).isoformat()
            raise Refused(Outcome.TOKEN_EXPIRED, problems.TOKEN_EXPIRED, at=at)
        if not credential.is_open(now):
            raise closed(credential, now)

    async def ask_by_address(self, asking: Asking) -> Answer:
        """A public yes/no check of an institution that is known by its static address alone (design F)."""
        institution = self.snapshot.checker_at(asking.address, self.clock.micros())
        if institution is None:
            refusal = Refused(Outcome.ADDRESS_REFUSED, problems.UNAUTHENTICATED)
            await self.record_refusal(self._draft(asking, 0, 0), refusal)
            raise refusal
        return await self.ask(Caller(no_credential(institution.id), institution), asking, admit_check)

    async def ask(self, caller: Caller, asking: Asking, gate: Gate = admit) -> Answer:
        """Raises Refused (recorded) or NotTaken (nothing recorded, nothing answered)."""
        draft = self.draft_of(caller, asking)
        try:
            now = self.clock.micros()
            day = self.clock.day_of(now)
            admitted = gate(self.snapshot, caller, asking, draft, now, day)
            if (pending := self._pending.get((draft.institution, draft.request_id))) is not None:
                await asyncio.wait([pending])
            first = self._repeated(draft, now)
            remaining, reset = self._within_rate(admitted, draft)
            if first is None:
                self._within_day(admitted, draft, day)
        except Refused as refusal:
            await self.record_refusal(draft, refusal)
            raise
        gate_seconds = time.monotonic() - draft.begun
        written = await self._answered(admitted, draft, day)
        if written.outcome in (Outcome.UPSTREAM_FAILED, Outcome.UPSTREAM_SILENT):
            kind = problems.FAILED if written.outcome == Outcome.UPSTREAM_FAILED else problems.SILENT
            raise Refused(Outcome(written.outcome), kind, service=admitted.service.title)
        facts = granted(written.facts, admitted) if written.facts is not None else None
        written.facts = None  # what is kept for a repetition is the receipt alone
        receipt = first.written if first is not None else written
        return Answer(
            facts, receipt, admitted.service, caller.credential, remaining, reset, admitted.rate, gate_seconds
        )

    async def record_refusal(self, draft: Draft, refusal: Refused) -> None:
        """Down before the refusal leaves; in a flood of the same it is counted into one record later."""
        draft.found = draft.missing = refusal.outcome
        draft.source, draft.mask = None, 0
        kind = (draft.credential or draft.address, refusal.outcome, draft.service_id)
        if not self.floods.folds(kind, draft):
            await self.submit(draft)

    def submit(self, draft: Draft) -> "asyncio.Future[Written]":
        """To the writer of the institution's shard. Raises NotTaken."""
        writer = self._writers.get(log_of(draft.institution, self._shards()))
        if writer is None:
            raise NotTaken(problems.ELSEWHERE)
        return writer.submit(draft)

    def draft_of(self, caller: Caller, asking: Asking) -> Draft:
        return self._draft(asking, caller.institution.id, caller.credential.id)

    def _draft(self, asking: Asking, institution: int, credential: int) -> Draft:
        return Draft(
            asking.begun, institution, asking.request_id, Outcome.FOUND, Outcome.NOT_FOUND,
            credential=credential, address=asking.address,
        )  # fmt: skip

    def _repeated(self, draft: Draft, now: int) -> Answered | None:
        """The first answer under this request number, if there was one: the receipt stays, nothing is charged.

        Raises Refused when the same number comes with another question.
        """
        first = self._repeats.find(draft.institution, draft.request_id, now)
        if first is None:
            return None
        subject_key = self._keys.of(first.written.asked_at).subject_key(draft.content.subject)
        if (first.service_id, first.subject_key) != (draft.service_id, subject_key):
            raise Refused(Outcome.INPUT_REFUSED, problems.REPEATED_OTHERWISE)
        draft.found = draft.missing = Outcome.REPEATED
        return first

    def _within_rate(self, admitted: Admitted, draft: Draft) -> tuple[int, float]:
        key = (draft.credential or -draft.institution, draft.service_id)
        wait, remaining, reset = self._rates.take(key, time.monotonic(), admitted.rate, admitted.burst)
        if wait:
            raise Refused(Outcome.RATE_EXCEEDED, problems.RATE, wait=wait, rate=admitted.rate)
        return remaining, reset

    def _within_day(self, admitted: Admitted, draft: Draft, day: int) -> None:
        if draft.grant and not self.days.take(draft.grant, admitted.cap, day):
            wait = self.clock.seconds_to_midnight()
            raise Refused(Outcome.DAY_EXCEEDED, problems.DAY, wait=wait, cap=admitted.cap)

    async def _answered(self, admitted: Admitted, draft: Draft, day: int) -> Written:
        """Committed, with what the owner says. A repetition that comes meanwhile waits for it."""
        key = (draft.institution, draft.request_id)
        upstream = self._upstreams.get(admitted.service.definition.owner) if self._upstreams else None
        try:
            if upstream is None:
                future = self._pending[key] = self.submit(draft)
                written = await future
            else:
                written = await self._from_elsewhere(upstream, admitted, draft)
        except NotTaken:
            self.days.give_back(draft.grant, day)
            raise
        finally:
            self._pending.pop(key, None)
        if written.outcome in (Outcome.FOUND, Outcome.NOT_FOUND):
            self._repeats.keep(key, Answered(draft.service_id, written.subject_key, written))
        return written

    async def _from_elsewhere(self, upstream: Upstream, admitted: Admitted, draft: Draft) -> Written:
        """The owner stands elsewhere: the intent is down before he is asked, the outcome before we answer."""
        usual, mask = (draft.found, draft.missing), draft.mask
        draft.found = draft.missing = Outcome.INTENDED
        draft.source, draft.mask = None, 0
        await self.submit(draft)
        facts: str | None = None
        try:
            facts = await upstream.ask(admitted.service.definition, draft.texts, _told(draft, admitted))
            outcome, draft.mask = usual[0] if facts is not None else usual[1], mask
        except UpstreamSilent:
            outcome = Outcome.UPSTREAM_SILENT
        except UpstreamFailed:
            outcome = Outcome.UPSTREAM_FAILED
        draft.found = draft.missing = outcome
        written = await self.submit(draft)
        written.facts = facts
        return written


def _told(draft: Draft, admitted: Admitted) -> UpstreamReason:
    content = draft.content
    return UpstreamReason(
        str(UUID(bytes=draft.request_id)), admitted.purpose_code, content.file, content.user
    )


def granted(facts: str, admitted: Admitted) -> Facts:
    """The granted fields of an answer, in the definition's order and as JSON carries them: decimals as text."""
    known = FACTS.decode(facts)
    result: Facts = {}
    for name, is_decimal in admitted.shown:
        value = known[name]
        is_bare_number = is_decimal and bytes(value)[:1] not in (b'"', b"n")
        result[name] = bytes(value).decode() if is_bare_number else value
    return result


def closed(credential: Credential, now: int) -> Refused:
    """Only whoever has proved himself learns in which state his credential is."""
    state = credential.state if now < credential.valid.end else "expired"
    return Refused(
        Outcome.CREDENTIAL_CLOSED, problems.CREDENTIAL_CLOSED, client=credential.client_id, state=state
    )

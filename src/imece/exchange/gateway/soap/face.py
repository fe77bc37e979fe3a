"""The SOAP façade: three doors, one road behind them.

/service/kpspublic….asmx   yes or no, to an institution known by its static address alone (off unless it is marked so)
/soap                      every service of the catalogue, with the institution's own credential
/kpsv2/services/…          the profile of KPS v2, where the installation switches it on

GET answers with the contract. What fails is a fault with HTTP 500, and its record is down before it leaves.
"""

import hashlib
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from imece.exchange.gateway.desk import Answer, Desk
from imece.exchange.gateway.gate import Asking, Caller
from imece.exchange.gateway.http import (
    NO_STORE,
    Headers,
    Reply,
    Scope,
    bearer_of,
    caller_address,
    caller_thumbprint,
    language,
    packed,
    plain_answer,
    problem,
)
from imece.exchange.gateway.refusals import NotTaken, Refused
from imece.exchange.gateway.settings import GatewaySettings
from imece.exchange.gateway.soap import general, public_check
from imece.exchange.gateway.soap.envelope import (
    CONTENT_TYPE,
    SOAP_11,
    SOAP_12,
    Message,
    SoapFault,
    envelope,
    fault,
    read_message,
    result,
)
from imece.exchange.gateway.soap.kps_v2 import records, routing, trust
from imece.exchange.gateway.soap.wsdl import wsdl_of
from imece.exchange.gateway.token_desk import GRANT_TYPE, TokenDesk, TokenRequest
from imece.exchange.ledger.enums import Outcome
from imece.exchange.services.inputs import read_texts
from imece.exchange.services.wsdl import wsdl_of as general_wsdl

GENERAL: Final = "/soap"
ISSUER: Final = "/kpsv2/services/issuer.svc/iwstrust13"
ROUTING: Final = "/kpsv2/services/routingservice.svc"
XML: Final = ("content-type", "text/xml; charset=utf-8")
FULL_RECORD, VERIFY = "BilesikKutukSorgulaKimlikNoServis", "TumKutukDogrulaServis"
NEW_DAY: Final = "0"  # unknown parts of a birth date are sent as 0
Handler = Callable[[Scope, bytes, float], Awaitable[Reply]]
Work = Callable[[Message], Awaitable[bytes]]


@dataclass(frozen=True)
class SoapSettings:
    """`address`: where the gateway is reached from outside. `secret` marks the tokens of KPS v2."""

    address: str
    secret: bytes
    proxies: frozenset[str]
    serves_kps_v2: bool = False
    takes_legacy: bool = False


def soap_settings(settings: GatewaySettings) -> SoapSettings:
    return SoapSettings(
        settings.address, hashlib.sha256(b"imece kps v2 token\x00" + settings.token_key.encode()).digest(),
        settings.proxies, settings.serves_kps_v2, settings.takes_legacy_signatures,
    )  # fmt: skip


class SoapFace:
    def __init__(self, desk: Desk, token_desk: TokenDesk, settings: SoapSettings) -> None:
        self._desk = desk
        self._token_desk = token_desk
        self._settings = settings

    def handlers(self) -> dict[str, Handler]:
        """By path in small letters."""
        doors: dict[str, Handler] = {operation.path: self.check for operation in public_check.OPERATIONS}
        doors[GENERAL] = self.general
        if self._settings.serves_kps_v2:
            doors |= {ISSUER: self.issue, ROUTING: self.route}
        return doors

    # -- doors -----------------------------------------------------------------------------------------------------

    async def check(self, scope: Scope, body: bytes, begun: float) -> Reply:
        operation = public_check.operation_at(scope.path)
        assert operation is not None  # the path led here
        if scope.method == "GET":
            return _contract(wsdl_of(operation, self._settings.address + scope.path))

        async def work(message: Message) -> bytes:
            inputs = public_check.inputs_of(operation, message)
            asking = self._asking(scope, begun, operation.service, inputs)
            is_true = await self._is_true(asking)
            return result(message.namespace, operation.name, public_check.TARGET, is_true)

        return await self._served(scope, body, work)

    async def general(self, scope: Scope, body: bytes, begun: float) -> Reply:
        if scope.method == "GET":
            services = [one.definition for one in self._desk.watcher.snapshot.services.values()]
            return _contract(general_wsdl(services, self._settings.address + GENERAL).encode())

        async def work(message: Message) -> bytes:
            service = general.service_of(message, self._desk.snapshot.services.values())
            texts, plain = general.texts_of(message)
            inputs = read_texts(service.definition, texts) if service else dict(texts)
            name, version = (service.definition.name, service.definition.version) if service else ("", 0)
            asking = self._asking(scope, begun, name, inputs, version, plain)
            caller = await self._caller(scope, message, asking)
            answer = plain_answer(await self._desk.ask(caller, asking))
            assert service is not None  # an unknown one was refused by the gate
            facts = answer["facts"] if answer["found"] else None
            return envelope(message.namespace, general.response(service.definition, facts, answer["receipt"]))

        return await self._served(scope, body, work)

    async def issue(self, scope: Scope, body: bytes, begun: float) -> Reply:
        """The token service of KPS v2."""

        async def work(message: Message) -> bytes:
            claim = trust.read_claim(message)
            request = TokenRequest(GRANT_TYPE, claim.user_name, claim.password)
            address, thumbprint = self._place(scope)
            given = await self._token_desk.give(request, address, thumbprint, uuid.uuid4().bytes, begun)
            now = datetime.now(UTC)
            token_id = trust.token_id_of(given.credential.id, now + trust.TOKEN_LASTS, self._settings.secret)
            inner = trust.issued(
                token_id=token_id, user_name=claim.user_name, applies_to=claim.applies_to, secret=self._settings.secret,
                now=now,
            )  # fmt: skip
            return envelope(SOAP_12, inner)

        return await self._served(scope, body, work)

    async def route(self, scope: Scope, body: bytes, begun: float) -> Reply:
        """The routing service of KPS v2: as many questions as there are criteria, one record each."""

        async def work(message: Message) -> bytes:
            call = routing.read_call(
                message,
                secret=self._settings.secret,
                now=datetime.now(UTC),
                takes_legacy=self._settings.takes_legacy,
            )
            credential = trust.credential_of(call.token_id, self._settings.secret, datetime.now(UTC))
            asked = [self._criterion(scope, begun, call, row) for row in call.criteria]
            caller = await self._desk.admit_credential(credential, *self._place(scope), asked[0])
            answers = [await self._desk.ask(caller, self._filled(caller, one)) for one in asked]
            return envelope(SOAP_12, routing.answer(call, _results(call, asked, answers)))

        return await self._served(scope, body, work)

    # -- what they share -------------------------------------------------------------------------------------------

    async def _served(self, scope: Scope, body: bytes, work: Work) -> Reply:
        namespace = SOAP_12 if "soap+xml" in str(scope.headers.get("content-type", "")) else SOAP_11
        try:
            message = read_message(body, str(scope.headers.get("content-type", "")))
            namespace = message.namespace
            return Reply(200, await work(message), _headers(namespace))
        except SoapFault as mistake:
            mistake.namespace = namespace
            return Reply(500, fault(mistake), _headers(namespace))
        except Refused as refusal:
            reply = problem(refusal.kind, refusal.values, language(scope), None, refusal.wait)
        except NotTaken as refusal:
            reply = problem(refusal.kind, {}, language(scope), None)
        told = general.problem_fault(reply.body, namespace)
        waits = [(name, value) for name, value in reply.headers if name == "retry-after"]
        return Reply(500, fault(told), [*_headers(namespace), *waits])

    def _place(self, scope: Scope) -> tuple[bytes, str]:
        return (
            packed(caller_address(scope, self._settings.proxies)),
            caller_thumbprint(scope, self._settings.proxies),
        )

    def _asking(
        self, scope: Scope, begun: float, service: str, inputs: Mapping[str, object], version: int = 1,
        plain: Mapping[str, str | None] | None = None,
    ) -> Asking:  # fmt: skip
        stated = {name: value or "" for name, value in (plain or {}).items()}
        return Asking(
            _request_id(stated.get("request_id", "")), service, version, inputs, stated.get("purpose", ""),
            stated.get("file", ""), stated.get("user", ""), stated.get("unit", ""), self._place(scope)[0], begun,
        )  # fmt: skip

    async def _caller(self, scope: Scope, message: Message, asking: Asking) -> Caller:
        """By a bearer token, or by the name and password in the message."""
        address, thumbprint = self._place(scope)
        if bearer := bearer_of(scope):
            return await self._desk.identify(bearer, address, thumbprint, asking)
        name, password = general.user_token(message)
        request = TokenRequest(GRANT_TYPE, name, password, user=asking.user)
        return await self._token_desk.prove(request, address, thumbprint, asking.request_id, asking.begun)

    async def _is_true(self, asking: Asking) -> bool:
        """An input that can belong to nobody is no match; a number that cannot be one is a fault (KPS-40)."""
        try:
            answer = await self._desk.ask_by_address(asking)
        except Refused as refusal:
            faults = refusal.values.get("faults", ())
            if refusal.outcome == Outcome.INPUT_REFUSED and all(one.name != "number" for one in faults):
                return False
            raise
        return answer.facts is not None and bytes(answer.facts["matches"]) == b"true"

    def _criterion(
        self, scope: Scope, begun: float, call: routing.Call, row: Mapping[str, str | None]
    ) -> Asking:
        if call.service not in (FULL_RECORD, VERIFY):
            raise SoapFault(f"the service {call.service} is not served here", namespace=SOAP_12)
        number = row.get("KimlikNo") or ""
        texts: dict[str, str | None] = {
            "number": number,
            **{
                name: value
                for name, key in (
                    ("birth_day", "DogumGun"),
                    ("birth_month", "DogumAy"),
                    ("birth_year", "DogumYil"),
                )
                if (value := row.get(key)) not in (None, NEW_DAY)
            },
        }
        service = "registry.full_record"
        if call.service == VERIFY:
            service = "registry.verify_foreigner" if number.startswith("9") else "registry.verify_identity"
            texts |= {"given_names": row.get("Ad"), "surname": row.get("Soyad")}
            if service == "registry.verify_identity":
                texts = {
                    name: value for name, value in texts.items() if name not in ("birth_day", "birth_month")
                }
        known = self._desk.snapshot.services.get((service, 1))
        inputs = read_texts(known.definition, texts) if known else dict(texts)
        return self._asking(scope, begun, service, inputs, 1, {"file": call.message_id[:80]})

    def _filled(self, caller: Caller, asking: Asking) -> Asking:
        """KPS v2 knows no end user and no purpose: the institution's service user, and its one purpose for this."""
        grants = caller.institution.grants.get((asking.service, asking.version), ())
        purpose = grants[0].purpose_code if grants else ""
        return replace(asking, user=caller.institution.code, purpose=purpose)


def _results(call: routing.Call, asked: Sequence[Asking], answers: Sequence[Answer]) -> list[str]:
    if call.service == FULL_RECORD:
        return [
            records.record(str(one.inputs.get("number", "")), _decoded(answer))
            for one, answer in zip(asked, answers, strict=True)
        ]
    return [
        records.element(
            "TumKutukDogrulamaSonucu",
            records.text("KimlikNo", one.inputs.get("number")),
            records.text("Sonuc", "true" if (_decoded(answer) or {}).get("matches") else "false"),
        )
        for one, answer in zip(asked, answers, strict=True)
    ]


def _decoded(answer: Answer) -> dict[str, Any] | None:
    return (
        None if answer.facts is None else {name: general.plain(value) for name, value in answer.facts.items()}
    )


def _request_id(text: str) -> bytes:
    try:
        return uuid.UUID(text).bytes
    except ValueError:
        return uuid.uuid4().bytes


def _headers(namespace: str) -> Headers:
    return [("content-type", CONTENT_TYPE[namespace]), NO_STORE]


def _contract(text: bytes) -> Reply:
    """One self-contained file with an ETag: clients fetch it at each start."""
    mark = f'"{uuid.uuid5(uuid.NAMESPACE_OID, text.decode()).hex}"'
    return Reply(200, text, [XML, ("etag", mark), ("cache-control", "public, max-age=300")])

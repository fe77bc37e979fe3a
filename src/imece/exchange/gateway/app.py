"""The road's HTTP face: routes, and what becomes of each way a question can end. RSGI, no framework.

POST /v1/token                               POST /v1/services/<name>/v<version>
GET  /health                                 POST /v1/services/<name>/v<version>/batch
"""

import asyncio
import logging
import re
import time
import uuid
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any, Final

import msgspec

from imece.exchange.gateway import problems
from imece.exchange.gateway.desk import Desk
from imece.exchange.gateway.gate import Asking, Caller
from imece.exchange.gateway.http import (
    BATCH_BODY,
    BODY,
    ENCODER,
    JSON,
    MOST_BATCH_BODY,
    MOST_BODY,
    NO_STORE,
    BatchBody,
    Body,
    Exchange,
    Reply,
    Scope,
    answered,
    asking_of,
    bearer_of,
    caller_address,
    caller_thumbprint,
    language,
    packed,
    plain_answer,
    problem,
    read_body,
    request_id_of,
)
from imece.exchange.gateway.refusals import NotTaken, Refused
from imece.exchange.gateway.settings import TOKEN_SECONDS
from imece.exchange.gateway.token_desk import TokenDesk, read_request
from imece.exchange.ledger.enums import Outcome

SERVICE: Final = re.compile(r"/v1/services/([a-z0-9_.]{1,80})/v([0-9]{1,4})(/batch)?")
MOST_QUESTIONS: Final = 100
NO_BODY: Final = Body()  # of a question whose asker is not known yet
INTERNAL: Final = (
    b'{"type":"about:blank","title":"Beklenmeyen bir hata / An unexpected error","status":500,"code":"GWY-500",'
    b'"action":"Ayni Request-Id ile yineleyin / Repeat with the same Request-Id"}'
)
log = logging.getLogger("imece.gateway")
Handler = Callable[[Scope, bytes, float], Awaitable[Reply]]


class Gateway:
    """`extra`: further addresses (the SOAP façade); a handler gets the scope, the body and when it began."""

    def __init__(
        self,
        desk: Desk,
        token_desk: TokenDesk,
        proxies: frozenset[str],
        health: Callable[[], dict[str, Any]],
        extra: dict[str, Handler] | None = None,
    ) -> None:
        self._desk = desk
        self._token_desk = token_desk
        self._proxies = proxies
        self._health = health
        self._extra = extra or {}

    async def __rsgi__(self, scope: Scope, exchange: Exchange) -> None:
        begun = time.monotonic()
        try:
            reply = await self._routed(scope, await exchange(), begun)
        except Refused as refusal:
            reply = self._refused(scope, refusal)
        except NotTaken as refusal:
            reply = problem(refusal.kind, {}, language(scope), request_id_of(scope))
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("a request failed")  # its address names no person; its body is not written down
            reply = Reply(500, INTERNAL, [("content-type", problems.MEDIA_TYPE)])
        exchange.response_bytes(reply.status, reply.headers, reply.body)

    async def _routed(self, scope: Scope, body: bytes, begun: float) -> Reply:
        path = scope.path
        if (named := named_service(path)) is not None:
            _require_method(scope, "POST")
            name, version, is_batch = named
            if is_batch:
                return await self._batch(scope, body, name, version, begun)
            return await self._question(scope, body, name, version, begun)
        if path == "/v1/token":
            _require_method(scope, "POST")
            return await self._token(scope, body, begun)
        if path == "/health":
            state = self._health()
            return Reply(200 if state["is_open"] else 503, ENCODER.encode(state), [JSON, NO_STORE])
        if (handler := self._extra.get(path.lower())) is not None:  # ascii: a path
            return await handler(scope, body, begun)
        raise Refused(Outcome.NO_GRANT, problems.NOT_FOUND)

    async def _question(self, scope: Scope, body: bytes, name: str, version: int, begun: float) -> Reply:
        asking, caller = await self._opened(scope, name, version, begun)
        try:
            fields: Body = read_body(body, MOST_BODY, BODY)
        except Refused as refusal:
            await self._desk.record_refusal(self._desk.draft_of(caller, asking), refusal)
            raise
        asking.inputs, asking.purpose, asking.file = fields.inputs, fields.purpose, fields.file
        asking.user, asking.unit = fields.user, fields.unit or ""
        answer = await self._desk.ask(caller, asking)
        return answered(answer, begun, time.monotonic())

    async def _batch(self, scope: Scope, body: bytes, name: str, version: int, begun: float) -> Reply:
        """Each question has its record and its own result; under the same Request-Id the same come back."""
        asking, caller = await self._opened(scope, name, version, begun)
        try:
            fields: BatchBody = read_body(body, MOST_BATCH_BODY, BATCH_BODY)
            if not 1 <= len(fields.questions) <= MOST_QUESTIONS:
                raise Refused(
                    Outcome.INPUT_REFUSED, problems.MALFORMED, reason=f"questions: 1 … {MOST_QUESTIONS}"
                )
        except Refused as refusal:
            await self._desk.record_refusal(self._desk.draft_of(caller, asking), refusal)
            raise
        first = uuid.UUID(bytes=asking.request_id)
        single = [
            asking_of(
                _filled(one, fields), name, version, uuid.uuid5(first, str(n)).bytes, asking.address, begun
            )
            for n, one in enumerate(fields.questions)
        ]
        results = await asyncio.gather(*(self._one_of_many(scope, caller, one) for one in single))
        return Reply(200, ENCODER.encode({"answers": results}), [JSON, NO_STORE])

    async def _one_of_many(self, scope: Scope, caller: Caller, asking: Asking) -> dict[str, Any]:
        try:
            answer = await self._desk.ask(caller, asking)
        except Refused as refusal:
            reply = problem(refusal.kind, refusal.values, language(scope), asking.request_id, refusal.wait)
        except NotTaken as refusal:
            reply = problem(refusal.kind, {}, language(scope), asking.request_id)
        else:
            return plain_answer(answer)
        return {"problem": msgspec.Raw(reply.body)}

    async def _opened(self, scope: Scope, name: str, version: int, begun: float) -> tuple[Asking, Caller]:
        """Who asks, before anything of the body is looked at. Raises Refused, recorded."""
        request_id = request_id_of(scope)
        address = packed(caller_address(scope, self._proxies))
        asking = asking_of(NO_BODY, name, version, request_id or bytes(16), address, begun)
        thumbprint = caller_thumbprint(scope, self._proxies)
        caller = await self._desk.identify(bearer_of(scope), address, thumbprint, asking)
        if request_id is None:
            refusal = Refused(Outcome.INPUT_REFUSED, problems.REQUEST_ID)
            await self._desk.record_refusal(self._desk.draft_of(caller, asking), refusal)
            raise refusal
        return asking, caller

    async def _token(self, scope: Scope, body: bytes, begun: float) -> Reply:
        if len(body) > MOST_BODY:
            raise Refused(Outcome.INPUT_REFUSED, problems.TOO_LARGE, most=MOST_BODY)
        request = read_request(body, str(scope.headers.get("authorization", "")))
        address = packed(caller_address(scope, self._proxies))
        thumbprint = caller_thumbprint(scope, self._proxies)
        request_id = request_id_of(scope) or uuid.uuid4().bytes
        given = await self._token_desk.give(request, address, thumbprint, request_id, begun)
        document = {"access_token": given.token, "token_type": "Bearer", "expires_in": TOKEN_SECONDS}
        return Reply(200, ENCODER.encode(document), [JSON, NO_STORE])

    def _refused(self, scope: Scope, refusal: Refused) -> Reply:
        return problem(refusal.kind, refusal.values, language(scope), request_id_of(scope), refusal.wait)


@lru_cache(maxsize=1024)
def named_service(path: str) -> tuple[str, int, bool] | None:
    """Name, version, and whether many questions come at once; None for another address."""
    found = SERVICE.fullmatch(path)
    return None if found is None else (found[1], int(found[2]), bool(found[3]))


def _require_method(scope: Scope, allowed: str) -> None:
    if scope.method != allowed:
        raise Refused(Outcome.INPUT_REFUSED, problems.METHOD, allowed=allowed)


def _filled(one: Body, common: BatchBody) -> Body:
    """What a question leaves out is what the batch says for all."""
    return Body(
        one.inputs, one.purpose or common.purpose, one.file or common.file, one.user or common.user,
        one.unit if one.unit is not None else common.unit,
    )  # fmt: skip

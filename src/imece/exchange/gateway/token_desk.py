"""`POST /v1/token`: an institution proves itself and gets a bearer token; each try is a record of the ledger."""

import base64
import binascii
import hashlib
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qs, unquote

from imece.exchange.gateway import problems
from imece.exchange.gateway.desk import Desk, closed
from imece.exchange.gateway.gate import MOST_USER, Caller
from imece.exchange.gateway.refusals import Refused
from imece.exchange.gateway.rights import Credential, Institution, Snapshot
from imece.exchange.gateway.rows import Draft
from imece.exchange.gateway.tokens import (
    ASSERTION_TYPE,
    BadProof,
    Replays,
    check_assertion,
    check_secret,
    claimed_client,
)
from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.sealing import Content

GRANT_TYPE: Final = "client_credentials"
MOST_FIELDS: Final = 12


@dataclass(slots=True)
class TokenRequest:
    """What the form or the Authorization header says; `user` may be named to have his undertaking checked already."""

    grant_type: str = ""
    client_id: str = ""
    secret: str = ""
    assertion: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class TokenGiven:
    token: str
    credential: Credential


def read_request(body: bytes, authorization: str) -> TokenRequest:
    """Raises Refused (GWY-013) for what is no form."""
    try:
        form = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refused(Outcome.INPUT_REFUSED, problems.MALFORMED, reason="form") from None
    field = {name: values[0] for name, values in form.items()}
    is_assertion = field.get("client_assertion_type") == ASSERTION_TYPE
    request = TokenRequest(
        field.get("grant_type", ""),
        field.get("client_id", ""),
        field.get("client_secret", ""),
        field.get("client_assertion", "") if is_assertion else "",
        field.get("user", ""),
    )
    if authorization[:6].lower() == "basic ":  # ascii: a scheme of HTTP
        request.client_id, request.secret = _basic(authorization[6:])
    return request


def _basic(encoded: str) -> tuple[str, str]:
    try:
        client, _colon, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return unquote(client), unquote(secret)


class TokenDesk:
    def __init__(self, desk: Desk, audience: str) -> None:
        self._desk = desk
        self._audience = audience
        self._replays = Replays()

    async def give(
        self, request: TokenRequest, address: bytes, thumbprint: str, request_id: bytes, begun: float
    ) -> TokenGiven:
        """Raises Refused: for an unknown client, a wrong proof, address or certificate always the same one."""
        draft = Draft(begun, 0, request_id, Outcome.TOKEN_GIVEN, Outcome.TOKEN_GIVEN, address=address)
        caller = await self._proved_here(request, thumbprint, draft)
        await self._desk.submit(draft)
        credential = caller.credential
        return TokenGiven(
            self._desk.tokens.make(credential.id, credential.thumbprint, time.time()), credential
        )

    async def prove(
        self, request: TokenRequest, address: bytes, thumbprint: str, request_id: bytes, begun: float
    ) -> Caller:
        """The same proof for one question, without a token (SOAP); a success has no record but the question's."""
        draft = Draft(begun, 0, request_id, Outcome.TOKEN_REFUSED, Outcome.TOKEN_REFUSED, address=address)
        return await self._proved_here(request, thumbprint, draft)

    async def _proved_here(self, request: TokenRequest, thumbprint: str, draft: Draft) -> Caller:
        snapshot = self._desk.snapshot
        try:
            if request.grant_type != GRANT_TYPE:
                raise Refused(
                    Outcome.TOKEN_REFUSED, problems.UNSUPPORTED_GRANT, value=request.grant_type[:40]
                )
            credential, institution = self._proved(snapshot, request, draft)
            self._require_place(credential, institution, draft.address, thumbprint)
            self._require_open(credential, institution, request, draft)
        except Refused as refusal:
            await self._desk.record_refusal(draft, refusal)
            raise
        return Caller(credential, institution)

    def _proved(
        self, snapshot: Snapshot, request: TokenRequest, draft: Draft
    ) -> tuple[Credential, Institution]:
        """The draft learns whom the try was about, even if it fails."""
        try:
            client_id = claimed_client(request.assertion) if request.assertion else request.client_id
            credential = snapshot.clients.get(client_id)
            institution = snapshot.institutions.get(credential.institution) if credential else None
            if credential is not None and institution is not None:
                draft.institution, draft.credential = institution.id, credential.id
            else:
                draft.content = Content(client_id[:MOST_USER], "", "", "")
            if request.assertion:
                check_assertion(credential, request.assertion, self._audience, time.time(), self._replays)
            else:
                check_secret(credential, request.secret)
        except BadProof as problem:
            raise Refused(Outcome.TOKEN_REFUSED, problems.UNAUTHENTICATED) from problem
        if credential is None or institution is None:
            raise Refused(Outcome.TOKEN_REFUSED, problems.UNAUTHENTICATED)
        return credential, institution

    def _require_place(
        self, credential: Credential, institution: Institution, address: bytes, thumbprint: str
    ) -> None:
        now = self._desk.clock.micros()
        if not credential.is_sandbox and not institution.may_come_from(address, now):
            raise Refused(Outcome.ADDRESS_REFUSED, problems.UNAUTHENTICATED)
        if credential.thumbprint and credential.thumbprint != thumbprint:
            raise Refused(Outcome.CERTIFICATE_REFUSED, problems.UNAUTHENTICATED)

    def _require_open(
        self, credential: Credential, institution: Institution, request: TokenRequest, draft: Draft
    ) -> None:
        """PRO-08: an institution none of whose users has signed gets no token, nor does a named one who has not."""
        now = self._desk.clock.micros()
        if not credential.is_open(now):
            raise closed(credential, now)
        if credential.is_sandbox:
            return
        if request.user:
            user = institution.users.get(request.user)
            permitted = user is not None and user.may_ask(now)
        else:
            permitted = any(user.may_ask(now) for user in institution.users.values())
        if not permitted:
            draft.content = Content("", request.user[:MOST_USER], "", "")
            raise Refused(Outcome.USER_REFUSED, problems.USER, user=request.user[:MOST_USER] or "*")


def thumbprint_of(certificate: bytes) -> str:
    """x5t#S256 as hex, of a certificate in DER."""
    return hashlib.sha256(certificate).hexdigest()

"""The road as a house of ours travels it: HTTP with the house's own key, as any other institution (X3.5, X4.4)."""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import jwt
import requests
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.exchange.contract import Reason, Service
from imece.exchange.house_keys import HOUSE, house_client_id, house_key_id, house_private_key, user_number_of
from imece.exchange.services.openapi import BATCH_MOST

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TIMEOUT: Final = (2, 10)  # seconds to connect, to answer
EARLIER: Final = 60  # seconds before its end that a token is replaced
IMPOSSIBLE: Final = "GWY-026"  # the register can know nobody under such a number
NOT_SIGNED: Final = "GWY-023"  # the named user is unknown, or has no valid undertaking
log = logging.getLogger("imece.exchange")

NO_ANSWER = define(
    "EXC-003",
    _("The other institution could not be asked just now ({why})."),
    remedy=_(
        "Nothing you typed is lost. Try again in a few minutes; the status page tells of known interruptions."
    ),
    status=503,
)
NOT_ALLOWED = define(
    "EXC-004",
    _("The road did not let the question through: {why}"),
    remedy=_("Tell your institution's manager of the exchange what is written here."),
    status=409,
)
NO_UNDERTAKING = define(
    "EXC-005",
    _("Before the first question about a person you sign the confidentiality undertaking (Ek-2)."),
    remedy=_("Read and sign it on the page «My undertaking», and come back: nothing was asked yet."),
    status=409,
    article="PRO-08",
)


@dataclass(frozen=True)
class Asked:
    """Questions of ours to one service, with the person who acts."""

    service: Service
    inputs: Sequence[Mapping[str, str]]
    reason: Reason
    actor: Actor


@dataclass(frozen=True)
class RoadAnswer:
    """`facts` None: nobody is known. `receipt`: where the road recorded it."""

    facts: dict[str, Any] | None
    receipt: dict[str, Any] | None = None


Carrier = Callable[[Asked], list[RoadAnswer]]


def over_http(asked: Asked) -> list[RoadAnswer]:
    """An answer for each question, in their order. Raises EXC-003, EXC-004, EXC-005."""
    portions = [asked.inputs[start : start + BATCH_MOST] for start in range(0, len(asked.inputs), BATCH_MOST)]
    return [answer for portion in portions for answer in _carried(replace(asked, inputs=portion))]


def _carried(asked: Asked) -> list[RoadAnswer]:
    """Asks once, and once more under the same number when the first try was lost."""
    request_id = str(uuid.uuid4())
    response = _tried(asked, request_id)
    if response is None or response.status_code == 503:
        response = _tried(asked, request_id) or response
    if response is None:
        raise NO_ANSWER(why=_("no connection"))
    if response.status_code != 200:
        return [_refused(response.status_code, _problem_of(response))]
    document = response.json()
    return [_answer_of(one) for one in document.get("answers", [document])]


def _answer_of(document: Mapping[str, Any]) -> RoadAnswer:
    if problem := document.get("problem"):
        return _refused(problem["status"], problem)
    return RoadAnswer(document["facts"] if document["found"] else None, document["receipt"])


def _refused(status: int, problem: Mapping[str, Any]) -> RoadAnswer:
    if problem.get("code") == IMPOSSIBLE:
        return RoadAnswer(None)
    if problem.get("code") == NOT_SIGNED:
        raise NO_UNDERTAKING()
    why = f"{problem.get('title', '')} ({problem.get('code', status)})"
    if status >= 500 or status == 429:
        raise NO_ANSWER(why=why)
    raise NOT_ALLOWED(why=why)


def _problem_of(response: requests.Response) -> dict[str, Any]:
    try:
        return dict(response.json())
    except ValueError:
        return {}


def _tried(asked: Asked, request_id: str) -> requests.Response | None:
    """None when nothing came back. A token that is no longer taken is replaced once."""
    try:
        response = _sent(asked, request_id, TOKENS.current(HOUSE))
        if response.status_code == 401:
            response = _sent(asked, request_id, TOKENS.renewed(HOUSE))
    except requests.RequestException as problem:
        log.warning("the road does not answer: %s", type(problem).__name__)
        return None
    return response


def _sent(asked: Asked, request_id: str, token: str) -> requests.Response:
    service, reason = asked.service, asked.reason
    address = f"{settings.EXCHANGE_URL}/v1/services/{service.name}/v{service.version}"
    is_one = len(asked.inputs) == 1
    own = asked.inputs[0] if is_one else [{"inputs": one} for one in asked.inputs]
    return _session().post(
        address if is_one else f"{address}/batch",
        json={
            "inputs" if is_one else "questions": own,
            "purpose": reason.code,
            "file": reason.file,
            "user": user_number_of(asked.actor),
        },
        headers={
            "Authorization": f"Bearer {token}",
            "Request-Id": request_id,
            "Accept-Language": translation.get_language() or "tr",
        },
        timeout=TIMEOUT,
    )


class Tokens:
    """One bearer token a house, shared by the process's threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, tuple[str, float]] = {}

    def current(self, house: str) -> str:
        token, ends = self._known.get(house, ("", 0.0))
        return token if time.monotonic() < ends - EARLIER else self.renewed(house)

    def renewed(self, house: str) -> str:
        """Raises requests.RequestException, EXC-003 or EXC-004."""
        with self._lock:
            address = f"{settings.EXCHANGE_URL}/v1/token"
            form = {
                "grant_type": "client_credentials",
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": _assertion(house, address),
            }
            response = _session().post(address, data=form, timeout=TIMEOUT)
            if response.status_code != 200:
                _refused(response.status_code, _problem_of(response))
            document = response.json()
            self._known[house] = (document["access_token"], time.monotonic() + document["expires_in"])
            return str(document["access_token"])


TOKENS = Tokens()


def _assertion(house: str, address: str) -> str:
    now, client = int(time.time()), house_client_id(house)
    claims = {
        "iss": client,
        "sub": client,
        "aud": address,
        "iat": now,
        "exp": now + 60,
        "jti": str(uuid.uuid4()),
    }
    return jwt.encode(
        claims, house_private_key(house), algorithm="EdDSA", headers={"kid": house_key_id(house)}
    )


_LOCAL = threading.local()


def _session() -> requests.Session:
    """A thread's own, so that its connection is kept."""
    if not hasattr(_LOCAL, "session"):
        _LOCAL.session = requests.Session()
        _LOCAL.session.trust_env = False  # no proxy of the surroundings between the houses
    session: requests.Session = _LOCAL.session
    return session

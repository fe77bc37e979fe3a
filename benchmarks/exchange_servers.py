"""The other sides: the same server answering a constant, and an ordinary Django view that does the same work.

python -m benchmarks.exchange_servers constant PORT ANSWER
"""

import asyncio
import hashlib
import json
import sys
import time
import uuid
from typing import Any

import uvloop
from django.http import HttpRequest, JsonResponse


class Constant:
    def __init__(self, body: bytes) -> None:
        self.body = body

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        await protocol()
        protocol.response_bytes(200, [("content-type", "application/json")], self.body)


async def serve_constant(port: int, body: bytes) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.embed import Server

    await Server(
        Constant(body), "127.0.0.1", port, interface=Interfaces.RSGI, websockets=False, log_level=LogLevels.error,
        backlog=1024, backpressure=8192,
    ).serve()  # fmt: skip


def ordinary(request: HttpRequest) -> JsonResponse:
    """Authenticate, check address, right and user, read the person, write the record, commit, answer: with the ORM."""
    from django.db import transaction
    from django.utils import timezone

    from imece.exchange.access.models import Credential, StaticAddress
    from imece.exchange.agreements.models import Grant
    from imece.exchange.ledger.models import LedgerEntry
    from imece.exchange.parties.models import EndUser
    from imece.registry.models import RegisteredPerson

    began = time.monotonic()
    asked = json.loads(request.body)
    with transaction.atomic():
        credential = Credential.objects.get(client_id=request.headers["Authorization"][7:], state="active")
        institution = credential.institution_id
        now = timezone.now()
        assert StaticAddress.objects.filter(institution=institution, address="127.0.0.1").exists()
        assert EndUser.objects.filter(institution=institution, user_number=asked["user"]).exists()
        grant = Grant.objects.select_related("agreement", "purpose").get(
            consumer=institution, service="registry.person", version=1, valid__contains=now.date(),
            purpose__code=asked["purpose"], agreement__state="in_force",
        )  # fmt: skip
        person = RegisteredPerson.objects.filter(number=asked["inputs"]["number"]).first()
        facts = {name: getattr(person, name) for name in grant.fields} if person else {}
        request_id = uuid.UUID(request.headers["Request-Id"])
        leaf = hashlib.sha256(request_id.bytes + asked["inputs"]["number"].encode()).digest()
        LedgerEntry.objects.create(
            asked_at=now, shard=9, sequence=time.time_ns() + request_id.int % 997, institution_id=institution,
            institution_sequence=1, request_id=request_id, service_id=1, agreement_id=grant.agreement_id,
            grant_id=grant.pk, credential_id=credential.pk, unit_id=0, purpose_id=grant.purpose_id, fields=1, tariff=0,
            folded=0, subject_key=leaf[:16], address=b"\x7f\x00\x00\x01", sealed=leaf + leaf, outcome=100,
            duration_us=int((time.monotonic() - began) * 1e6), leaf=leaf,
        )  # fmt: skip
    return JsonResponse({"found": person is not None, "facts": facts, "receipt": {"leaf": leaf.hex()}})


def ordinary_application() -> Any:
    """A Django of its own settings: this view, no middleware."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.urls import path

    django.setup()
    settings.MIDDLEWARE = []
    sys.modules["benchmarks.exchange_urls"] = module = type(sys)("benchmarks.exchange_urls")
    module.urlpatterns = [path("v1/services/registry.person/v1", ordinary)]  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = "benchmarks.exchange_urls"
    return get_wsgi_application()


def __getattr__(name: str) -> Any:
    if name == "application":
        return ordinary_application()
    raise AttributeError(name)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_constant(int(sys.argv[2]), sys.argv[3].encode()))

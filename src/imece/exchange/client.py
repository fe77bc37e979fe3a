"""How a house asks another. Each question is on record with person, purpose and file before the answer is used.

Until the road stands, the answer comes in-process from the service that the owner declared in its `services.py`;
the asking side does not change when it begins to travel.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.errors import define
from imece.core.transactions import acting
from imece.exchange.contract import SERVICES, Answer, Reason, Service
from imece.exchange.models import Question

NO_REASON = define(
    "EXC-001",
    _("A person may be asked about only with a purpose and a file number."),
    remedy=_("State both; they stand on the record that the person can read."),
    status=422,
)
KEY_TOO_LONG = define(
    "EXC-002",
    _("“{key}” cannot be a key of {service}: it has more than {most} characters."),
    remedy=_("Check the number you ask about."),
    status=422,
)
LONGEST_KEY = 40


def ask(service: str, key: str, *, reason: Reason, actor: Actor, version: int = 1) -> Answer:
    """Ask about one person or record. Raises EXC-001 without a reason, EXC-002 for an impossible key.

    A person the register does not know is an Answer, not an error.
    """
    if not (reason.purpose.strip() and reason.file.strip()):
        raise NO_REASON()
    if len(key) > LONGEST_KEY:
        raise KEY_TOO_LONG(key=f"{key[:LONGEST_KEY]}…", service=service, most=LONGEST_KEY)
    contract = SERVICES[service, version]
    with acting(actor):
        facts = _answer(contract, key)
        question = Question.objects.create(
            service=contract.name,
            version=contract.version,
            owner=contract.owner,
            subject=key,
            purpose=reason.purpose,
            file=reason.file,
            person_id=actor.person_id,
            organisation_id=actor.organisation_id,
            actor_name=actor.name,
            was_found=facts is not None,
            fields=[field.name for field in contract.fields],
        )
    return Answer(question.pk, facts, contract.owner, timezone.now())


def _answer(contract: Service, key: str) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        question = f"select * from {contract.function}(array[1], array[%s]::text[])"  # noqa: S608 names of our own code
        cursor.execute(question, [key])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    if row is None:
        return None
    known = {field.name for field in contract.fields}
    return {name: value for name, value in zip(names, row, strict=True) if name in known}


def ask_many(
    service: str, keys: Sequence[str], *, reason: Reason, actor: Actor, version: int = 1
) -> dict[str, dict[str, Any]]:
    """What is known of each key, in one question to the owner; every key stands on the record as with `ask`."""
    if not (reason.purpose.strip() and reason.file.strip()):
        raise NO_REASON()
    contract = SERVICES[service, version]
    known = {field.name for field in contract.fields}
    with acting(actor), connection.cursor() as cursor:
        question = f"select * from {contract.function}(%s::integer[], %s::text[])"  # noqa: S608 names of our own code
        cursor.execute(question, [list(range(len(keys))), list(keys)])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        found = {keys[row["n"]]: {name: row[name] for name in known} for row in rows}
        Question.objects.bulk_create(_on_record(contract, key, key in found, reason, actor) for key in keys)
    return found


def _on_record(contract: Service, key: str, was_found: bool, reason: Reason, actor: Actor) -> Question:
    return Question(
        service=contract.name, version=contract.version, owner=contract.owner, subject=key, purpose=reason.purpose,
        file=reason.file, person_id=actor.person_id, organisation_id=actor.organisation_id, actor_name=actor.name,
        was_found=was_found, fields=[field.name for field in contract.fields],
    )  # fmt: skip

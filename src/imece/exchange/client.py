"""How a house asks another. The question travels the road: its grant decides, its record is down before the answer.

The asker keeps a record of its own (`Question`) with the road's receipt. `settings.EXCHANGE_ROAD` names what carries
the question: `road.over_http`, or for the tests of other rooms something in their own process.
"""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor
from imece.core.database.copying import copy_rows
from imece.core.errors import define
from imece.core.transactions import acting
from imece.exchange.contract import SERVICES, Answer, Reason
from imece.exchange.models import Question
from imece.exchange.road import NO_ANSWER, Asked, Carrier, RoadAnswer

__all__ = ["NO_ANSWER", "ask", "ask_many"]

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
    """Ask about one person or record. Raises EXC-001 without a reason, EXC-002 for an impossible key, EXC-003 when
    the road does not answer (KPS-52: go on as not verified where that is lawful), EXC-004 when it refuses, EXC-005
    for a member of staff who has not signed his undertaking.

    A person the register does not know is an Answer, not an error.
    """
    return ask_many(service, [key], reason=reason, actor=actor, version=version)[0]


def ask_many(
    service: str, keys: Sequence[str], *, reason: Reason, actor: Actor, version: int = 1
) -> list[Answer]:
    """As `ask`, of each key in their order; every one stands on both records. When one is not answered none is."""
    if not (reason.purpose.strip() and reason.file.strip()):
        raise NO_REASON()
    for key in keys:
        if len(key) > LONGEST_KEY:
            raise KEY_TOO_LONG(key=f"{key[:LONGEST_KEY]}…", service=service, most=LONGEST_KEY)
    contract = SERVICES[service, version]
    carry: Carrier = import_string(settings.EXCHANGE_ROAD)
    with acting(actor):
        asked = Asked(contract, [{contract.subject.name: key} for key in keys], reason, actor)
        answers = carry(asked)
        now = timezone.now()
        pairs = zip(keys, answers, strict=True)
        questions = copy_rows(Question, [_on_record(asked, key, answer, now) for key, answer in pairs])
    return [
        Answer(question, answer.facts, contract.owner, now)
        for question, answer in zip(questions, answers, strict=True)
    ]


def _on_record(asked: Asked, key: str, answer: RoadAnswer, at: datetime) -> dict[str, object]:
    """A row of `Question`."""
    contract, reason, actor = asked.service, asked.reason, asked.actor
    return {
        "service": contract.name, "version": contract.version, "owner": contract.owner, "subject": key,
        "purpose": reason.purpose, "file": reason.file, "person_id": actor.person_id,
        "organisation_id": actor.organisation_id, "actor_name": actor.name, "was_found": answer.facts is not None,
        "fields": sorted(answer.facts or ()), "receipt": answer.receipt, "at": at,
    }  # fmt: skip

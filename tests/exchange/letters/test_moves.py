"""Every state × move × role of a letter, of its way to a recipient, and of a thread (X8.1, ID-21, X2.1)."""

from collections.abc import Mapping
from typing import Any

import pytest

from imece.core.actor import Actor
from imece.core.documents.issue import Paper, issue_rendered
from imece.core.transactions import acting
from imece.core.workflow import Workflow
from imece.exchange.letters.domain.threads import open_thread
from imece.exchange.letters.domain.workflow import DELIVERY, LETTER, THREAD
from imece.exchange.letters.enums import ThreadKind
from imece.exchange.letters.models import Letter
from tests.cast import actor_of
from tests.exchange.cast import ExchangeCast
from tests.exchange.letters.moments import WRITTEN
from tests.exchange.moves_matrix import SYSTEM, check_database, check_reasons, check_role, open_guards

pytestmark = pytest.mark.django_db
EVERY = {"hand_over", "deliver", "serve", "fail", "retry"}
SETTLING = {"settle", "reopen"}
# The letter is the headquarters' own, addressed to the bank. Threads belong to whoever sees them: scope comes first.
THEIRS: Mapping[str, Mapping[str, set[str]]] = {
    "letter": {"desk": {"sign", "send", "discard"}, "platform": {"sign", "send", "discard"}},
    "delivery": {
        "desk": {"retry"},
        "platform": EVERY,
        "bank": {"read"},
        "technician": {"read"},
        "auditor": {"read"},
    },
    "thread": {"desk": SETTLING, "bank": SETTLING, "stranger": SETTLING},
}
WORKFLOWS = {"letter": LETTER, "delivery": DELIVERY, "thread": THREAD}
ROLES = ("desk", "bank", "platform", "technician", "auditor", "stranger")


def actor_in(role: str, cast: ExchangeCast) -> Actor:
    return {
        "desk": actor_of(cast.technician, cast.head_institution),
        "bank": actor_of(cast.bank_manager, cast.bank.organisation),
        "platform": SYSTEM,
        "technician": actor_of(cast.bank_technician, cast.bank.organisation),
        "auditor": actor_of(cast.bank_auditor, cast.bank.organisation),
        "stranger": actor_of(cast.hospital_manager, cast.hospital.organisation),
    }[role]


@pytest.fixture
def things(draft: Letter, desk: Actor, exchange_cast: ExchangeCast) -> Mapping[str, Any]:
    """The draft has what a signed letter must have, so that it can be put into every state."""
    paper = Paper(kind="letters.letter", title="Deneme", issuer_name=draft.sender.name)
    with acting(SYSTEM):
        document, _content = issue_rendered(
            actor=desk, paper=paper, render=lambda seal: b"Deneme", now=WRITTEN
        )
        Letter.objects.filter(pk=draft.pk).update(number="E-1", signed_at=WRITTEN, document=document)
    return {
        "letter": draft,
        "delivery": draft.recipients.get(organisation=exchange_cast.bank.organisation),
        "thread": open_thread(kind=ThreadKind.DISPUTE, title="Deneme", actor=desk, now=WRITTEN),
    }


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", WORKFLOWS)
def test_state_by_move_by_role(
    things: Mapping[str, Any],
    exchange_cast: ExchangeCast,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    role: str,
) -> None:
    workflow: Workflow = WORKFLOWS[name]
    open_guards(monkeypatch, workflow)
    theirs = THEIRS[name].get(role, set())
    check_role(workflow, things[name], actor_in(role, exchange_cast), theirs, WRITTEN)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_reasons_are_asked_for(things: Mapping[str, Any], name: str) -> None:
    check_reasons(WORKFLOWS[name], things[name], WRITTEN)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_database_refuses_every_jump(things: Mapping[str, Any], name: str) -> None:
    check_database(WORKFLOWS[name], things[name])

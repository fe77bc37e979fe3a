"""The path of a question, over HTTP, against a gateway process and PostgreSQL (X3.4, X4, X5.1)."""

from imece.exchange.ledger.enums import Outcome
from imece.exchange.ledger.models import LedgerEntry
from tests.exchange.gateway.conftest import Running


def test_a_granted_question_is_answered_with_granted_fields_and_a_receipt(running: Running) -> None:
    response = running.caller.ask(running.person)
    assert response.status_code == 200, response.text
    answer = response.json()
    assert answer["found"] is True
    assert answer["facts"] == {"given_names": "Iraz", "surname": "Çalışkan", "is_alive": True}
    row = LedgerEntry.objects.get(shard=answer["receipt"]["log"], sequence=answer["receipt"]["sequence"])
    assert row.outcome == Outcome.FOUND

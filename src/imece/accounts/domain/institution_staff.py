"""Finding the person whom staff authorise for an institution: a reason first, then the register, then the member."""

from datetime import datetime

from imece.accounts.domain.access import check_reason
from imece.accounts.domain.attempts import IDENTITY_OF_NUMBER, count_attempt
from imece.accounts.domain.ports import ask_register
from imece.accounts.domain.queries import person_by_number
from imece.accounts.domain.register_answers import note_register_answer
from imece.accounts.models import Organisation, Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import verb


@verb
def find_future_user(
    *, organisation: Organisation, national_id: str, reason: str, actor: Actor, now: datetime
) -> Person | None:
    """EMP-10: a registered individual whom the register knows alive; None otherwise. Both questions are on record
    with the reason, found or not. Raises ACC-040, ACC-001.
    """
    require(actor, "accounts.members", organisation)
    check_reason(reason)
    count_attempt(IDENTITY_OF_NUMBER, f"{organisation.pk}:{national_id}", now=now)
    facts = ask_register(national_id, purpose=reason, file=f"KURULUS-{organisation.number}", actor=actor)
    note_register_answer(national_id, facts, actor=actor, now=now)
    person = person_by_number(national_id) if facts and facts["is_alive"] else None
    details = {"organisation": organisation.pk, "was_found": person is not None}
    audit.record(actor, "accounts.person_looked_up", person, purpose=reason, details=details)
    return person

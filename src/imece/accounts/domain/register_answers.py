"""What the register's answer about a number means for the account with that number (ID-07, KVK-11)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from imece.accounts.domain.closing import close_account
from imece.accounts.domain.numbers import REGISTER, record_new_number
from imece.accounts.enums import Closing
from imece.accounts.models import Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.identity_numbers import check_person_number
from imece.core.turkish import mask_number


def note_register_answer(
    number: str, facts: Mapping[str, Any] | None, *, actor: Actor, now: datetime
) -> None:
    """After any question to the register: a gained number of a member is recorded, a death closes the account (KVK-11).

    An impossible number, or one that is another member's, is put on the trail and changes nothing.
    """
    if facts is not None and facts.get("is_alive") is False:
        if dead := Person.objects.filter(national_id=number, closed_at__isnull=True).first():
            close_account(person=dead, ground=Closing.DEATH, actor=actor, now=now)
        return
    gained = str((facts or {}).get("gained_number") or "")
    person = Person.objects.filter(national_id=number).first() if gained and gained != number else None
    if person is None:
        return
    if check_person_number(gained).is_valid and not Person.objects.with_number(gained).exists():
        record_new_number(person=person, new_number=gained, source=REGISTER, actor=actor, now=now)
    else:
        details = {"new": mask_number(gained), "source": REGISTER}
        audit.record(actor, "accounts.new_number_refused", person, details=details)

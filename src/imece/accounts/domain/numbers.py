"""ID-07: who becomes a citizen gets a new number. The old one stays as an alias; nothing is overwritten silently."""

from datetime import datetime

from imece.accounts.domain import messages
from imece.accounts.domain.problems import NUMBER_TAKEN
from imece.accounts.models import Person, PersonAlias
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.core.turkish import mask_number

REGISTER = "KPS: KazanilanTCKimlikNo"


@verb
def record_new_number(*, person: Person, new_number: str, source: str, actor: Actor, now: datetime) -> Person:
    """The person is known by `new_number` from now on, and is found by the old one too. Told, and on record.

    Once: a repeated answer of the register changes nothing. Raises ACC-013 when another member has the number.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if new_number == person.national_id:
        return person
    if Person.objects.with_number(new_number).exists():
        raise NUMBER_TAKEN(number=mask_number(new_number))
    old_number = person.national_id
    person.national_id = new_number
    person.full_clean(exclude=["password", "name_key"])
    PersonAlias.objects.create(old_number=old_number, person=person, source=source, recorded_at=now)
    person.save(update_fields=["national_id"])
    details = {"old": mask_number(old_number), "new": mask_number(new_number), "source": source}
    audit.record(actor, "accounts.new_number_recorded", person, details=details)
    messages.tell_person(person, "new_number")
    return person

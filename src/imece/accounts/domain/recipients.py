"""A person as notices know him: his channel (P1.4, EMP-03) and the addresses he gave."""

from imece.accounts.models import Person
from imece.core.notifications.recipient import Recipient


def recipient_of(person: Person) -> Recipient:
    return Recipient(
        name=person.full_name,
        language=person.language,
        channel=person.notice_channel,
        email=person.email,
        phone=person.phone,
        postal_address=person.postal_address,
        person_id=person.pk,
    )

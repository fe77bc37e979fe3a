"""Addresses of a member: typed, then verified by a code; the notice channel needs a verified one (P1.4, EMP-03)."""

from datetime import datetime

from imece.accounts.domain import messages
from imece.accounts.domain.codes import make_code, use_code
from imece.accounts.domain.problems import CODE_WRONG, NO_CHANNEL
from imece.accounts.enums import NoticeChannel
from imece.accounts.models import Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb

VERIFIABLE = (NoticeChannel.EMAIL, NoticeChannel.SMS)


@verb
def change_contacts(*, person: Person, email: str, phone: str, postal_address: str, actor: Actor) -> Person:
    """A changed address is unverified again, and the old one is told; a channel without its address falls back."""
    before = {"email": person.email, "phone": person.phone, "postal_address": person.postal_address}
    after = {"email": email, "phone": phone, "postal_address": postal_address}
    if before == after:
        return person
    if email != person.email and person.email_verified_at:
        messages.tell_person(person, "contacts_changed")
    if email != person.email:
        person.email_verified_at = None
    if phone != person.phone:
        person.phone_verified_at = None
    person.email, person.phone, person.postal_address = email, phone, postal_address
    person.save(update_fields=["email", "phone", "postal_address", "email_verified_at", "phone_verified_at"])
    changed = sorted(name for name in after if before[name] != after[name])
    audit.record(actor, "accounts.contacts_changed", person, details={"changed": changed})
    return person


@verb
def complete_contacts(*, person: Person, email: str, phone: str, postal_address: str, actor: Actor) -> Person:
    """In a recovery run: only what is empty is filled, nothing known is replaced."""
    return change_contacts(
        person=person,
        email=person.email or email,
        phone=person.phone or phone,
        postal_address=person.postal_address or postal_address,
        actor=actor,
    )


def address_of(person: Person, channel: NoticeChannel) -> str:
    return {NoticeChannel.EMAIL: person.email, NoticeChannel.SMS: person.phone}.get(
        channel, person.postal_address
    )


@verb
def send_verification(*, person: Person, channel: NoticeChannel, actor: Actor, now: datetime) -> None:
    """Send a code to the address as it stands now; the code is bound to that very address."""
    address = address_of(person, channel)
    if channel not in VERIFIABLE or not address:
        raise NO_CHANNEL(channel=channel.label)
    code = make_code(purpose=f"verify_{channel}", subject=f"{person.pk}:{address}", now=now)
    messages.send_code(channel, address, code, person.language)


@verb
def verify_contact(
    *, person: Person, channel: NoticeChannel, code: str, actor: Actor, now: datetime
) -> Person:
    """Raises ACC-030."""
    subject = f"{person.pk}:{address_of(person, channel)}"
    if not use_code(purpose=f"verify_{channel}", subject=subject, code=code, now=now):
        raise CODE_WRONG(field="code")
    if channel == NoticeChannel.EMAIL:
        person.email_verified_at = now
    else:
        person.phone_verified_at = now
    person.save(update_fields=["email_verified_at", "phone_verified_at"])
    audit.record(actor, "accounts.contact_verified", person, details={"channel": channel})
    return person


@verb
def set_preferences(*, person: Person, channel: NoticeChannel, language: str, actor: Actor) -> Person:
    """Raises ACC-032 for a channel whose address is missing or not verified."""
    verified = {NoticeChannel.EMAIL: person.email_verified_at, NoticeChannel.SMS: person.phone_verified_at}
    if not verified.get(channel, person.postal_address):
        raise NO_CHANNEL(channel=channel.label, field="notice_channel")
    person.notice_channel, person.language = channel, language
    person.save(update_fields=["notice_channel", "language"])
    audit.record(
        actor, "accounts.preferences_changed", person, details={"channel": channel, "language": language}
    )
    return person

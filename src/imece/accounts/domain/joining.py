"""The end of **Üye Ol** for an individual: person, accepted terms and verified address, in one transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.domain import messages
from imece.accounts.domain.identity import Identity, confirm_identity
from imece.accounts.domain.persons import register_hashed_person
from imece.accounts.domain.terms import accept_terms
from imece.accounts.domain.waiting import keep_waiting, waits
from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person, TermsVersion, WaitingIdentity
from imece.core.actor import Actor
from imece.core.notifications.recipient import Recipient
from imece.core.transactions import verb

PURPOSE = "Üyelik / membership"
FILE = "P1.3"


def unsaved_person(identity: dict[str, Any]) -> Person:
    """For the password rules, which look for the name in the password."""
    names = {name: identity[name] for name in ("national_id", "given_names", "surname")}
    return Person(**names)


def address_to_verify(account: dict[str, Any]) -> tuple[NoticeChannel | None, str]:
    """The notice channel's address, else any that was typed; (None, "") when there is only a postal one."""
    addresses = {NoticeChannel.EMAIL: account["email"], NoticeChannel.SMS: account["phone"]}
    chosen = NoticeChannel(account["notice_channel"])
    order = [chosen, NoticeChannel.EMAIL, NoticeChannel.SMS]
    return next(((channel, addresses[channel]) for channel in order if addresses.get(channel)), (None, ""))


@verb
def complete_joining(
    *,
    identity: dict[str, Any],
    account: dict[str, Any],
    terms: list[int],
    verified: NoticeChannel | None,
    language: str,
    actor: Actor,
    now: datetime,
) -> Person | None:
    """None when the number is a member's already: nothing changes, and that member is told. A closed account opens."""
    existing = Person.objects.with_number(identity["national_id"]).first()
    if existing is not None and existing.closed_at is None:
        messages.tell_person(existing, "joined_again")
        return None
    person = register_hashed_person(
        identity=Identity(**identity),
        password_hash=account["password_hash"],
        secret_question=SecretQuestion(account["secret_question"]),
        secret_answer_hash=account["secret_answer_hash"],
        notice_channel=NoticeChannel(account["notice_channel"]),
        email=account["email"],
        is_email_verified=verified == NoticeChannel.EMAIL,
        phone=account["phone"],
        is_phone_verified=verified == NoticeChannel.SMS,
        postal_address=account["postal_address"],
        language=language,
        actor=actor,
        now=now,
    )
    for version in TermsVersion.objects.filter(pk__in=terms):
        accept_terms(person=person, version=version, actor=actor, now=now)
    return person


def keep_joining(
    *,
    identity: dict[str, Any],
    account: dict[str, Any],
    terms: list[int],
    verified: NoticeChannel | None,
    language: str,
    actor: Actor,
    now: datetime,
) -> None:
    """What `complete_joining` would take, of somebody the register could not be asked about (KPS-52): no account yet.

    Whoever typed the same number with other addresses waits beside him; the register and the first decide.
    """
    addresses = {name: account[name] for name in ("email", "phone", "postal_address")}
    keep_waiting(
        act=JOINING,
        key=f"{identity['national_id']}:{address_to_verify(account)[1]}",
        given={
            "identity": identity,
            "account": account,
            "terms": terms,
            "verified": verified,
            "language": language,
            "address": actor.address,
        },
        addressee=Recipient("", language, account["notice_channel"], **addresses),
        actor=actor,
        now=now,
    )


def _complete(waiting: WaitingIdentity, actor: Actor, now: datetime) -> None:
    """Raises ACC-011."""
    given = dict(waiting.given)
    own = actor.at(address=given.pop("address"), request_id="")  # the terms were accepted from there
    found = confirm_identity(**given.pop("identity"), purpose=PURPOSE, file=FILE, actor=actor)
    complete_joining(identity=asdict(found), actor=own, now=now, **given)


JOINING = waits(
    "accounts.joining", what=_("Your membership"), page="accounts:sign_in_seeker", finish=_complete
)

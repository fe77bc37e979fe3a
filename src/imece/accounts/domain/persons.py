"""Registering individuals (P1.3, P1.5)."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from imece.accounts.domain.numbers import REGISTER
from imece.accounts.domain.problems import ALREADY_MEMBER
from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person, PersonAlias
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb
from imece.core.turkish import fold, normalize

if TYPE_CHECKING:  # the look-up ends accounts of the dead, and so knows more than this
    from imece.accounts.domain.identity import Identity

OPEN: Final = {"is_active": True, "closed_at": None, "closing": ""}


def is_member(national_id: str) -> bool:
    """Whose account is closed may join again."""
    return Person.objects.with_number(national_id).filter(closed_at__isnull=True).exists()


def hash_answer(answer: str) -> str:
    """Cevabı, so that case, accents and blanks do not decide whether somebody gets in."""
    return make_password(answer_key(answer))


def hash_password(password: str) -> str:
    return make_password(password)


def answer_key(answer: str) -> str:
    return " ".join(fold(normalize(answer)).split())


@verb
def register_person(*, password: str, secret_answer: str, **fields: Any) -> Person:
    """As `register_hashed_person`, for a wizard that asks for the secrets on its last page."""
    return register_hashed_person(
        password_hash=hash_password(password), secret_answer_hash=hash_answer(secret_answer), **fields
    )


@verb
def register_hashed_person(
    *,
    identity: "Identity",
    password_hash: str,
    secret_question: SecretQuestion,
    secret_answer_hash: str,
    notice_channel: NoticeChannel,
    actor: Actor,
    now: datetime,
    email: str = "",
    is_email_verified: bool = False,
    phone: str = "",
    is_phone_verified: bool = False,
    postal_address: str = "",
    language: str = "tr",
) -> Person:
    """A new member; `identity` comes from `confirm_identity`, so the names are the register's. Password and answer
    come as hashes (`hash_password`, `hash_answer`): a wizard over several pages keeps no secret in the clear.

    Who closed his account finds it again, with what law kept of him (KVK-06). Raises ACC-010 for a known number: pages
    must not show that to the outside (P1.2), see `web.joining`.
    """
    if is_member(identity.national_id) or (identity.former_number and is_member(identity.former_number)):
        raise ALREADY_MEMBER()
    values = {
        "national_id": identity.national_id,
        "given_names": identity.given_names,
        "surname": identity.surname,
        "password": password_hash,
        "secret_question": secret_question,
        "secret_answer": secret_answer_hash,
        "notice_channel": notice_channel,
        "email": email,
        "email_verified_at": now if email and is_email_verified else None,
        "phone": phone,
        "phone_verified_at": now if phone and is_phone_verified else None,
        "postal_address": postal_address,
        "language": language,
        "identity_checked_at": now,
    }
    person = Person.objects.with_number(identity.national_id).first() or Person()
    for name, value in (values | OPEN).items():
        setattr(person, name, value)
    person.full_clean(exclude=["password", "name_key"], validate_unique=False)
    try:
        with transaction.atomic():
            person.save()
            if (
                identity.former_number
                and not person.aliases.filter(old_number=identity.former_number).exists()
            ):
                PersonAlias.objects.create(
                    old_number=identity.former_number, person=person, source=REGISTER, recorded_at=now
                )
    except IntegrityError as raced:
        raise ALREADY_MEMBER() from raced
    audit.record(actor, "accounts.person_registered", person, details={"notice_channel": notice_channel})
    return person

"""Passwords, sessions and locks of one person's portal account."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet

from imece.accounts.domain import messages
from imece.accounts.domain.attempts import SECOND_PROOF_OF_PERSON, count_attempt, forget_attempts
from imece.accounts.domain.persons import hash_answer
from imece.accounts.domain.problems import NO_REASON, NOTHING_TO_UNLOCK, PASSWORD_WRONG
from imece.accounts.enums import SecretQuestion
from imece.accounts.models import Membership, Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.permissions import require
from imece.core.transactions import acting, verb

SHORTEST_REASON = 10
MISUSE = "misuse"


def end_sessions(person: Person, *, keep: str | None = None) -> int:
    """End every session of the person but the one with the key `keep`."""
    ended = 0
    for session in UserSession.objects.filter(user=person).exclude(session_key=keep or ""):
        session.end()
        ended += 1
    return ended


def note_session(key: str | None, *, now: datetime) -> None:
    """Seen now, for the person's own list of sessions."""
    UserSession.objects.filter(session_key=key or "").update(last_seen_at=now)


def forget_session(key: str | None) -> None:
    """Its row only; the session itself is ended by the caller."""
    UserSession.objects.filter(session_key=key or "").delete()


def rename_session(old_key: str | None, new_key: str | None) -> None:
    """Django gives the session a new key when the password changes."""
    UserSession.objects.filter(session_key=old_key or "").update(session_key=new_key or "")


@verb
def end_own_session(*, person: Person, session_id: int, actor: Actor) -> bool:
    """**Bu oturumu sonlandır**. False when it had ended already."""
    session = UserSession.objects.filter(user=person, pk=session_id).first()
    if session is None:
        return False
    session.end()
    audit.record(actor, "accounts.session_ended", person, details={"address": session.ip})
    return True


@verb
def end_other_sessions(*, person: Person, keep: str | None, actor: Actor) -> int:
    count = end_sessions(person, keep=keep)
    audit.record(actor, "accounts.sessions_ended", person, details={"count": count})
    return count


def confirm_password(person: Person, password: str, *, actor: Actor, now: datetime) -> None:
    """The person at the keyboard is still the one who signed in. Raises ACC-031; ACC-001 after five tries."""
    count_attempt(SECOND_PROOF_OF_PERSON, str(person.pk), now=now)
    with acting(actor):  # a right password may be hashed anew
        if not person.check_password(password):
            raise PASSWORD_WRONG(field="old_password")
    forget_attempts(SECOND_PROOF_OF_PERSON, str(person.pk))


@verb
def change_password(*, person: Person, password: str, actor: Actor, keep_session: str | None) -> Person:
    """The caller has confirmed the old one. All other sessions end; the person is told."""
    person.password = make_password(password)
    person.save(update_fields=["password"])
    end_sessions(person, keep=keep_session)
    audit.record(actor, "accounts.password_changed", person)
    messages.tell_person(person, "password_changed")
    return person


@verb
def change_secret(*, person: Person, question: SecretQuestion, answer: str, actor: Actor) -> Person:
    person.secret_question, person.secret_answer = question, hash_answer(answer)
    person.save(update_fields=["secret_question", "secret_answer"])
    audit.record(actor, "accounts.secret_changed", person)
    messages.tell_person(person, "secret_changed")
    return person


@verb
def report_misuse(*, person: Person, actor: Actor, now: datetime) -> Person:
    """**Şifrem izinsiz kullanıldı** (P1.4): nobody gets in any more, also who knows the password; staff are told."""
    person.password = make_password(None)
    person.locked_at, person.lock_reason = now, MISUSE
    person.save(update_fields=["password", "locked_at", "lock_reason"])
    count = end_sessions(person)
    record = audit.record(actor, "accounts.misuse_reported", person, details={"sessions_ended": count})
    messages.tell_person(person, "misuse_reported")
    messages.tell_staff_of_misuse(record.pk)
    return person


@verb
def lock_person(*, person: Person, reason: str, actor: Actor, now: datetime) -> Person:
    """Lock the whole portal account: staff's alone (P1.7). Sessions end at once."""
    require(actor, "accounts.staff")
    check_reason(reason)
    person.locked_at, person.lock_reason = now, reason
    person.save(update_fields=["locked_at", "lock_reason"])
    end_sessions(person)
    audit.record(actor, "accounts.person_locked", person, purpose=reason)
    messages.tell_person(person, "account_locked")
    return person


@verb
def unlock_person(*, person: Person, reason: str, actor: Actor) -> Person:
    """After proof of identity at the unit; `reason` says which. A password locked for misuse stays unusable: the
    person sets a new one under **Şifremi Unuttum**. Raises ACC-041.
    """
    require(actor, "accounts.staff")
    check_reason(reason)
    if person.locked_at is None:
        raise NOTHING_TO_UNLOCK(name=person.full_name)
    person.locked_at, person.lock_reason = None, ""
    person.save(update_fields=["locked_at", "lock_reason"])
    audit.record(actor, "accounts.person_unlocked", person, purpose=reason)
    messages.tell_person(person, "account_unlocked")
    return person


@verb
def look_up_person(*, national_id: str, reason: str, actor: Actor) -> Person | None:
    """Staff find an account by its number; the look-up is on record with its reason, found or not."""
    require(actor, "accounts.staff")
    check_reason(reason)
    person = Person.objects.with_number(national_id).first()
    audit.record(
        actor, "accounts.person_looked_up", person, purpose=reason, details={"was_found": person is not None}
    )
    return person


def memberships_of_person(person: Person, *, actor: Actor) -> QuerySet[Membership]:
    """For staff: all of them, ended and locked ones too."""
    require(actor, "accounts.staff")
    rows = Membership.objects.filter(person=person).select_related("organisation")
    return rows.order_by("organisation__name_key", "id")


def check_reason(reason: str) -> None:
    """Raises ACC-040."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise NO_REASON(count=SHORTEST_REASON, field="reason")

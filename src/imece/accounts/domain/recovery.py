"""**Şifremi Unuttum** (P1.2, EMP-05): a known and an unknown number see the same pages and cost the same.

Number → identity → secret question → one-time code to a *verified* address → contact data if incomplete → new
password. Contact data typed on the way never serve as proof in the same run.
"""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password

from imece.accounts.domain import messages
from imece.accounts.domain.access import end_sessions
from imece.accounts.domain.attempts import (
    RECOVERY_FROM_ADDRESS,
    RECOVERY_OF_NUMBER,
    count_attempt,
    forget_attempts,
)
from imece.accounts.domain.codes import make_code, use_code
from imece.accounts.domain.identity import same_name
from imece.accounts.domain.lockout import forget_failures
from imece.accounts.domain.persons import answer_key
from imece.accounts.domain.sealing import fingerprint
from imece.accounts.enums import NoticeChannel, SecretQuestion
from imece.accounts.models import Person
from imece.core import audit
from imece.core.actor import Actor
from imece.core.transactions import verb

PURPOSE = "recovery"


def question_for(national_id: str) -> SecretQuestion:
    """The person's own question; for an unknown number one drawn from the number, the same at every visit."""
    row = Person.objects.with_number(national_id).values_list("secret_question", flat=True).first()
    questions = list(SecretQuestion)
    decoy = questions[int(fingerprint("decoy question", national_id)[:8], 16) % len(questions)]
    return SecretQuestion(row) if row else decoy


def judge_answers(
    *, national_id: str, given_names: str, surname: str, answer: str, actor: Actor, now: datetime
) -> Person | None:
    """The person, if names and answer are both right and the account is open. One hash in every case.

    Raises ACC-001 after five tries an hour for a number, twenty from an address.
    """
    count_attempt(RECOVERY_FROM_ADDRESS, actor.address, now=now)
    count_attempt(RECOVERY_OF_NUMBER, national_id, now=now)
    person = Person.objects.with_number(national_id).filter(is_active=True).first()
    if person is None or not person.secret_answer:
        make_password(answer_key(answer))
        return None
    is_answer_right = check_password(answer_key(answer), person.secret_answer)
    typed, known = (given_names, surname), (person.given_names, person.surname)
    are_names_right = [same_name(name) for name in typed] == [same_name(name) for name in known]
    return person if is_answer_right and are_names_right and person.locked_at is None else None


def proof_channel(person: Person) -> NoticeChannel | None:
    """Where the code goes: a verified address, by preference the notice channel's; None: only the unit can help."""
    verified = []
    if person.email and person.email_verified_at:
        verified.append(NoticeChannel.EMAIL)
    if person.phone and person.phone_verified_at:
        verified.append(NoticeChannel.SMS)
    preferred = NoticeChannel(person.notice_channel)
    return preferred if preferred in verified else next(iter(verified), None)


@verb
def send_recovery_code(*, national_id: str, person: Person | None, actor: Actor, now: datetime) -> None:
    """Make a code for every number; send it only to the verified address of the right person."""
    code = make_code(purpose=PURPOSE, subject=national_id, now=now)
    channel = proof_channel(person) if person else None
    if person is None or channel is None:
        return
    audit.record(actor, "accounts.recovery_code_sent", person, details={"channel": channel})
    messages.send_code(
        channel, person.email if channel == NoticeChannel.EMAIL else person.phone, code, person.language
    )


def use_recovery_code(*, national_id: str, code: str, now: datetime) -> bool:
    return use_code(purpose=PURPOSE, subject=national_id, code=code, now=now)


def has_complete_contacts(person: Person) -> bool:
    """**İletişim Bilgileri** asks for what is missing: e-mail, mobile phone and, for post, the address."""
    needs_address = person.notice_channel == NoticeChannel.POST
    return bool(person.email and person.phone and (person.postal_address or not needs_address))


@verb
def reset_password(*, person: Person, password: str, actor: Actor, now: datetime) -> Person:
    """The last page: a new password, all sessions ended, failures forgotten, the person told."""
    person.password = make_password(password)
    person.save(update_fields=["password"])
    count = end_sessions(person)
    forget_failures(person.national_id)
    forget_attempts(RECOVERY_OF_NUMBER, person.national_id)
    audit.record(actor, "accounts.password_reset", person, details={"sessions_ended": count})
    messages.tell_person(person, "password_reset")
    return person

"""One-time codes: six digits, ten minutes, five tries; stored as a keyed hash (P1.2)."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from imece.accounts.domain.attempts import CODES_OF_NUMBER, count_attempt
from imece.accounts.domain.sealing import fingerprint
from imece.accounts.models import OneTimeCode

LIFETIME = timedelta(minutes=10)
TRIES = 5


def make_code(*, purpose: str, subject: str, now: datetime) -> str:
    """A new code for `subject` (a number, or person and address); older ones of the purpose stop working.

    Raises ACC-001 after five codes an hour. The caller sends it, or sends nothing: the row is made either way, so
    that a known and an unknown number cost the same.
    """
    count_attempt(CODES_OF_NUMBER, f"{purpose}:{subject}", now=now)
    hashed_subject = fingerprint("code", subject)
    code = f"{secrets.randbelow(1_000_000):06d}"
    OneTimeCode.objects.filter(purpose=purpose, subject=hashed_subject, used_at__isnull=True).delete()
    OneTimeCode.objects.create(
        purpose=purpose,
        subject=hashed_subject,
        code_hash=_hash(purpose, subject, code),
        expires_at=now + LIFETIME,
        tries_left=TRIES,
        created_at=now,
    )
    return code


def use_code(*, purpose: str, subject: str, code: str, now: datetime) -> bool:
    """True once, for the right code in time. Every call costs a try, also with the right code too late."""
    with transaction.atomic():
        rows = OneTimeCode.objects.select_for_update().filter(
            purpose=purpose, subject=fingerprint("code", subject), used_at__isnull=True, tries_left__gt=0
        )
        row = rows.order_by("-created_at").first()
        if row is None:
            return False
        OneTimeCode.objects.filter(pk=row.pk).update(tries_left=F("tries_left") - 1)
        right = secrets.compare_digest(row.code_hash, _hash(purpose, subject, code.strip()))
        if not right or now > row.expires_at:
            return False
        OneTimeCode.objects.filter(pk=row.pk).update(used_at=now)
        return True


def purge_codes(*, now: datetime) -> int:
    """Called by the daily job."""
    return OneTimeCode.objects.filter(expires_at__lt=now - timedelta(days=1)).delete()[0]


def _hash(purpose: str, subject: str, code: str) -> str:
    return fingerprint(f"one-time-code:{purpose}", f"{subject}\0{code}")

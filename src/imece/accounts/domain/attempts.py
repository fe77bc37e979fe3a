"""How often something may be tried: five answers an hour for one number, so many from one address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from imece.accounts.domain.sealing import fingerprint
from imece.accounts.models import Attempt
from imece.core.errors import define

TOO_MANY = define(
    "ACC-001",
    _("This was tried too often (more than {limit} times)."),
    remedy=_("Wait {minutes} minutes and try again, or go to your provincial unit with your identity card."),
    status=429,
)


@dataclass(frozen=True)
class Limit:
    kind: str
    count: int
    window: timedelta = timedelta(hours=1)


RECOVERY_FROM_ADDRESS = Limit("recovery_address", 20)
RECOVERY_OF_NUMBER = Limit("recovery_number", 5)
CODES_OF_NUMBER = Limit("codes", 5)
IDENTITY_FROM_ADDRESS = Limit("identity_address", 20)
IDENTITY_OF_NUMBER = Limit("identity_number", 5)
SECOND_PROOF_OF_PERSON = Limit("own_password", 5)


def count_attempt(limit: Limit, key: str, *, now: datetime) -> None:
    """Note one try. Raises ACC-001 when the window is full; a refused try is not counted again."""
    hashed = fingerprint(limit.kind, key)
    recent = Attempt.objects.filter(kind=limit.kind, key=hashed, at__gt=now - limit.window)
    if recent.count() >= limit.count:
        oldest = recent.order_by("at").values_list("at", flat=True).first() or now
        minutes = max(1, -int((now - oldest - limit.window).total_seconds() // 60))
        raise TOO_MANY(limit=limit.count, minutes=minutes)
    Attempt.objects.create(kind=limit.kind, key=hashed, at=now)


def forget_attempts(limit: Limit, key: str) -> None:
    Attempt.objects.filter(kind=limit.kind, key=fingerprint(limit.kind, key)).delete()


def purge_attempts(*, now: datetime) -> int:
    """Called by the daily job."""
    return Attempt.objects.filter(at__lt=now - timedelta(days=1)).delete()[0]

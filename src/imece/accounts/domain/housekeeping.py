"""What lives minutes or hours is thrown away at night."""

from datetime import datetime, timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from imece.accounts.domain.attempts import purge_attempts
from imece.accounts.domain.codes import purge_codes
from imece.accounts.models import KeptForm


def purge_short_lived(*, now: datetime) -> int:
    """Codes and attempts of yesterday, forms nobody came back for, ended sessions. How many records went."""
    attempts: int = AccessAttempt.objects.filter(attempt_time__lt=now - timedelta(days=1)).delete()[0]
    forms = KeptForm.objects.filter(expires_at__lt=now).delete()[0]
    sessions = Session.objects.filter(expire_date__lt=now).delete()[0]
    return purge_attempts(now=now) + purge_codes(now=now) + attempts + forms + sessions

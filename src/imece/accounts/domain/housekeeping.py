"""What lives minutes or hours is thrown away at night."""

from datetime import datetime

from django.core.management import call_command

from imece.accounts.domain.attempts import purge_attempts
from imece.accounts.domain.codes import purge_codes
from imece.accounts.models import KeptForm


def purge_short_lived(*, now: datetime) -> None:
    """Codes and attempts of yesterday, forms nobody came back for, ended sessions."""
    purge_attempts(now=now)
    purge_codes(now=now)
    KeptForm.objects.filter(expires_at__lt=now).delete()
    call_command("clearsessions")

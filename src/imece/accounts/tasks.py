"""What accounts keep for a short time alone."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from imece.accounts.domain.housekeeping import purge_short_lived
from imece.core.retention import destroys


@destroys(
    "accounts.short_lived", what=_("One-time codes, failed sign-ins, forms kept over a sign-in, ended sessions"),
    kept=_("at most a day after they ended"), ground=_("sign-in and its protection"),
)  # fmt: skip
def purge(now: datetime) -> int:
    return purge_short_lived(now=now)

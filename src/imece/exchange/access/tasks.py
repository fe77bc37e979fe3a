"""Thin: a clock, and one domain call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import FIVE_YEARS, ROAD, destroys_old
from imece.exchange.access.domain.bad_proofs import lock_after_bad_proofs
from imece.exchange.access.domain.clocks import end_credentials, tell_of_ends
from imece.exchange.access.models import Credential, StaticAddress


@periodic("access.end_credentials", cron="*/15 * * * *")
def end_what_is_over() -> None:
    end_credentials(now=timezone.now())


@periodic("access.tell_of_ends", cron="0 6 * * *")  # nine in the morning in Istanbul
def tell_what_ends() -> None:
    tell_of_ends(now=timezone.now())


@periodic("access.lock_after_bad_proofs", cron="* * * * *")
def lock_after_bad_proofs_of_a_minute() -> None:
    lock_after_bad_proofs(now=timezone.now())


destroys_old(
    Credential,
    StaticAddress,
    name="access.authors",
    what=_("Who asked for and approved access that has ended"),
    kept=FIVE_YEARS,
    ground=ROAD,
)

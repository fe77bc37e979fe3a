"""Thin: a clock, and one domain call."""

from django.utils import timezone

from imece.core.jobs.queue import periodic
from imece.exchange.access.domain.bad_proofs import lock_after_bad_proofs
from imece.exchange.access.domain.clocks import end_credentials, tell_of_ends


@periodic("access.end_credentials", cron="*/15 * * * *")
def end_what_is_over() -> None:
    end_credentials(now=timezone.now())


@periodic("access.tell_of_ends", cron="0 6 * * *")  # nine in the morning in Istanbul
def tell_what_ends() -> None:
    tell_of_ends(now=timezone.now())


@periodic("access.lock_after_bad_proofs", cron="* * * * *")
def lock_after_bad_proofs_of_a_minute() -> None:
    lock_after_bad_proofs(now=timezone.now())

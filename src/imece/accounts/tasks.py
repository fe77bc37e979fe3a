"""What accounts keep for a short time alone, and what waits for the identity register."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.accounts.domain.closing import forget_old_people
from imece.accounts.domain.housekeeping import purge_short_lived
from imece.accounts.domain.waiting import ask_again
from imece.accounts.models import PersonAlias, TermsAcceptance
from imece.core.actor import system_actor
from imece.core.jobs.queue import periodic
from imece.core.retention import destroys, destroys_old


@periodic("accounts.ask_again", cron="*/2 * * * *")
def ask_the_register_again() -> None:
    ask_again(now=timezone.now())


@destroys(
    "accounts.short_lived", what=_("One-time codes, failed sign-ins, forms kept over a sign-in, ended sessions"),
    kept=_("at most a day after they ended"), ground=_("sign-in and its protection"),
)  # fmt: skip
def purge(now: datetime) -> int:
    return purge_short_lived(now=now)


@destroys(
    "accounts.people", what=_("Accounts of persons, with their profile: what names somebody is emptied"),
    kept=_("10 years after the last sign-in and the last act in any matter; at once when closed without a matter"),
    ground=_("matters of employment are answered for ten years; a closed account has no other purpose"),
)  # fmt: skip
def forget_people(now: datetime) -> int:
    return forget_old_people(actor=system_actor("core.destroy_by_plan"), now=now)


destroys_old(
    PersonAlias,
    TermsAcceptance,
    what=_("Former numbers, and which terms were accepted"),
    kept=_("with the account"),
    ground=_("the former number finds its person; proof of what was accepted"),
)

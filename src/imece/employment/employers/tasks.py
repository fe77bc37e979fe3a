from datetime import datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.retention import WORK, destroys, destroys_old
from imece.employment.employers.domain.application import purge_applications
from imece.employment.employers.domain.endings import forget_natural_employers
from imece.employment.employers.models import Workplace


@destroys(
    "employers.applications", what=_("Applications for membership that were never completed"),
    kept=_("until the day shown with the application"), ground=_("to go on where one stopped"),
)  # fmt: skip
def purge(now: datetime) -> int:
    return purge_applications(actor=system_actor("core.destroy_by_plan"), now=now)


destroys_old(
    Workplace,
    what=_("Addresses of closed workplaces"),
    kept=_("10 years after closing"),
    ground=WORK,
)


@destroys(
    "employers.natural", what=_("Names and numbers of natural persons who were employers"),
    kept=_("10 years after their last workplace was closed"), ground=WORK,
)  # fmt: skip
def forget_natural(now: datetime) -> int:
    return forget_natural_employers(actor=system_actor("core.destroy_by_plan"), now=now)

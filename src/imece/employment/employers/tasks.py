from datetime import datetime

from django.utils.translation import gettext_lazy as _

from imece.core.actor import system_actor
from imece.core.retention import destroys
from imece.employment.employers.domain.application import purge_applications


@destroys(
    "employers.applications", what=_("Applications for membership that were never completed"),
    kept=_("until the day shown with the application"), ground=_("to go on where one stopped"),
)  # fmt: skip
def purge(now: datetime) -> int:
    return purge_applications(actor=system_actor("core.destroy_by_plan"), now=now)

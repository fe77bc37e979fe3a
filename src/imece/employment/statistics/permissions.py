"""Who may see the figures of an own scope; what is published is everybody's."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.permissions import has_grant, is_employer, is_staff, is_system, permit

permit(
    "statistics.view",
    (is_employer & has_grant(Grant.REPORTS)) | is_staff,
    who=_("the workplace's manager or users with the right «Reports», and staff"),
)
permit("statistics.duties", is_staff, who=_("staff"))
permit("statistics.reckon", is_system, who=_("the platform itself, by the clock"))

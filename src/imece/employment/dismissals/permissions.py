"""Who may tell of collective dismissals, and who reads of them."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.permissions import has_grant, is_employer, is_staff, is_system, permit

permit(
    "dismissals.view",
    (is_employer & has_grant(Grant.DISMISSALS)) | is_staff | is_system,
    who=_("the workplace's manager or users with the right «Collective dismissals», and staff of the unit"),
)
permit(
    "dismissals.edit",
    is_employer & has_grant(Grant.DISMISSALS),
    who=_("the workplace's manager or users with the right «Collective dismissals»"),
)

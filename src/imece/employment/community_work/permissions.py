"""Who may do what with community-benefit programmes. Scope first (`domain/queries.py`)."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.permissions import has_grant, is_employer, is_staff, is_system, permit

permit(
    "community_work.view",
    (is_employer & has_grant(Grant.COMMUNITY_WORK)) | is_staff | is_system,
    who=_("the public body's manager or users with the right «Community-benefit programmes», and staff"),
)
permit("community_work.edit", is_staff | is_system, who=_("staff of the unit"))
permit(
    "community_work.attend",
    (is_employer & has_grant(Grant.COMMUNITY_WORK)) | is_staff,
    who=_("the public body's manager or users with the right «Community-benefit programmes», and staff"),
)
permit("community_work.approve", is_staff, who=_("staff of the unit"))

"""Who may do what with workforce tables and the quota. Scope first (`domain/queries.py`)."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant, StaffGrant
from imece.core.permissions import has_grant, is_employer, is_staff, is_system, permit

permit(
    "workforce.view",
    (is_employer & has_grant(Grant.WORKFORCE)) | is_staff | is_system,
    who=_("the workplace's manager or users with the right «Workforce table», and staff of the unit"),
)
permit(
    "workforce.edit",
    is_employer & has_grant(Grant.WORKFORCE),
    who=_("the workplace's manager or users with the right «Workforce table»"),
)
permit(
    "workforce.delete", is_staff, who=_("staff of the unit: an employer's table is deleted by İŞKUR alone")
)
permit(
    "workforce.persons",
    (is_employer & has_grant(Grant.WORKFORCE)) | (is_staff & has_grant(StaffGrant.SPECIAL_DATA)),
    who=_("the workplace itself, and staff with the right «Special-category data»"),
)
permit(
    "quota.view",
    (is_employer & has_grant(Grant.QUOTA)) | is_staff | is_system,
    who=_("the workplace's manager or users with the right «Quota», and staff of the unit"),
)
permit(
    "quota.persons",
    (is_employer & has_grant(Grant.QUOTA)) | (is_staff & has_grant(StaffGrant.SPECIAL_DATA)),
    who=_(
        "the workplace's manager or users with the right «Quota», and staff with the right «Special-category data»"
    ),
)
permit(
    "quota.persons.edit",
    is_employer & has_grant(Grant.QUOTA),
    who=_("the workplace's manager or users with the right «Quota»"),
)
permit("workforce.duties", is_staff, who=_("staff of the unit, of its province; headquarters of all"))

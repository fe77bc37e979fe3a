"""Who may do what with surveys. Scope first (`domain/queries.py`)."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.permissions import has_grant, is_employer, is_staff, permit

permit(
    "surveys.view",
    (is_employer & has_grant(Grant.SURVEYS)) | is_staff,
    who=_("the workplace's manager or users with the right «Surveys», and staff"),
)
permit(
    "surveys.edit",
    is_employer & has_grant(Grant.SURVEYS),
    who=_("the workplace's manager or users with the right «Surveys»"),
)
permit("surveys.results", is_staff, who=_("staff"))

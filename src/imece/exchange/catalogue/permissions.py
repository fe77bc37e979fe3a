"""Who may do what with the catalogue; what the gateway's database role may read of it."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import StaffGrant
from imece.core.database.roles import give
from imece.core.permissions import has_grant, is_headquarters, is_system, permit

CAN_REVIEW = is_headquarters & has_grant(StaffGrant.EXCHANGE_REVIEW)

permit("catalogue.view", is_headquarters, who=_("headquarters staff"))
permit(
    "catalogue.edit",
    CAN_REVIEW,
    who=_("headquarters staff with the right “Exchange: applications and agreements”"),
)
permit("catalogue.withdraw", is_system, who=_("the platform, on the announced day"))

give("imece_gateway", "select on catalogue_serviceversion")

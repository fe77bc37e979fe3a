"""Who may do what on the developers' pages. Most of them are everybody's."""

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant
from imece.core.permissions import has_grant, is_partner, permit

INTEGRATES = is_partner & (has_grant(PartnerGrant.ACCESS) | has_grant(PartnerGrant.AUDIT))

permit(
    "developers.try",
    is_partner & has_grant(PartnerGrant.ACCESS),
    who=_("the institution's manager, or a user with the right “Access, users and units”"),
)
permit(
    "developers.calls",
    INTEGRATES,
    who=_("the institution's manager, or a user with the right “Access, users and units” or “Audit of use”"),
)

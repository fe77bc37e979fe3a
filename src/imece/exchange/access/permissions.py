"""Who may do what with forms, credentials and addresses; what the gateway's database role may read."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.database.roles import give
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_system, permit
from rules import predicate

OPEN_VIEWS = ("institution", "credential", "key", "address", "grant", "unit", "user", "purpose")


@predicate
def is_my_institutions(actor: Actor, thing: Any) -> bool:
    """Of a form, a credential or an address."""
    return thing is None or thing.institution.organisation_id == actor.organisation_id


_own = is_partner & has_grant(PartnerGrant.ACCESS) & is_my_institutions
_desk = is_headquarters & has_grant(StaffGrant.EXCHANGE_ACCESS)
_OWN_WORDS = _("the institution's manager or users with the right «Access, users and units»")
_DESK_WORDS = _("headquarters staff with the right «Exchange: technical access»")
_BOTH_WORDS = _(
    "the institution's users with the right «Access, users and units», and staff of technical access"
)

permit("access.own", _own, who=_OWN_WORDS)
permit("access.desk", _desk, who=_DESK_WORDS)
permit("information_forms.edit", _own, who=_OWN_WORDS)
permit("information_forms.decide", _desk, who=_DESK_WORDS)
permit("information_forms.see", _own | _desk, who=_BOTH_WORDS)
permit("credentials.approve", _desk, who=_DESK_WORDS)
permit("credentials.operate", _desk, who=_DESK_WORDS)
permit("credentials.receive", _own, who=_("the person whom the KPS information form names"))
permit("credentials.lock", _desk | is_system, who=_DESK_WORDS)
permit("credentials.revoke", _own | _desk, who=_BOTH_WORDS)
permit("credentials.open", _own | is_system, who=_OWN_WORDS)
permit("credentials.clock", is_system, who=_("the clock alone"))
permit(
    "undertakings.see",
    is_partner & (has_grant(PartnerGrant.ACCESS) | has_grant(PartnerGrant.AUDIT)) | _desk,
    who=_("institutions, for the people who ask them, and staff of technical access"),
)

give(
    "imece_gateway", "select on access_generation", *(f"select on access_open_{name}" for name in OPEN_VIEWS)
)

"""Who may do what with institutions and their people."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rules import predicate

from imece.accounts.enums import PartnerGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_partner, permit


@predicate
def is_of_my_institution(actor: Actor, thing: Any) -> bool:
    """Of a unit or an end user."""
    return thing is None or thing.institution.organisation_id == actor.organisation_id


permit(
    "end_users.edit",
    is_partner & has_grant(PartnerGrant.ACCESS) & is_of_my_institution,
    who=_("the institution's manager or users with the right «Access, users and units»"),
)

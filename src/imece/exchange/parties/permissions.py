"""Who may do what with institutions and their people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_staff, is_system, permit
from rules import predicate

EXCHANGE_DESKS = tuple(grant for grant in StaffGrant.values if grant.startswith("exchange_"))


@predicate
def is_my_institution(actor: Actor, institution: Any) -> bool:
    return institution is None or institution.organisation_id == actor.organisation_id


@predicate
def has_an_exchange_desk(actor: Actor, thing: Any) -> bool:
    return actor.is_manager or bool(actor.grants & set(EXCHANGE_DESKS))


_review = is_headquarters & has_grant(StaffGrant.EXCHANGE_REVIEW)

permit(
    "institutions.open",
    _review,
    who=_("headquarters staff with the right «Exchange: applications and agreements»"),
)
permit(
    "institutions.view",
    (is_partner & is_my_institution) | (is_headquarters & has_an_exchange_desk),
    who=_("the institution's own people and the exchange's desks at headquarters"),
)
permit("institutions.own", is_partner, who=_("the institution's own people"))
permit(
    "institutions.edit",
    (is_partner & has_grant(PartnerGrant.AGREEMENTS) & is_my_institution) | _review,
    who=_("the institution's people with the right «Applications and agreements», and the reviewing desk"),
)


@predicate
def is_of_my_institution(actor: Actor, thing: Any) -> bool:
    """Of a unit or an end user."""
    return thing is None or thing.institution.organisation_id == actor.organisation_id


permit(
    "end_users.edit",
    (is_partner & has_grant(PartnerGrant.ACCESS) & is_of_my_institution) | is_system,
    who=_("the institution's manager or users with the right «Access, users and units»"),
)
permit("undertakings.sign", is_staff, who=_("the institution's own staff, each for himself"))

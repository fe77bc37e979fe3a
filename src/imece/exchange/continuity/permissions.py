"""Who may report, announce and end interruptions, keep breaches, and read of them; scope first."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_system, permit
from imece.exchange.parties.models import Institution
from rules import predicate

is_operator = is_headquarters & has_grant(StaffGrant.EXCHANGE_OPERATION)


@predicate
def is_of_own_institution(actor: Actor, institution: Institution | Any) -> bool:
    return institution is None or institution.organisation_id == actor.organisation_id


OPERATORS = _("headquarters staff with the right «Exchange: interruptions and breaches»")
permit("continuity.operate", is_operator | is_system, who=OPERATORS)
permit("continuity.own", is_partner, who=_("people of an institution of the exchange"))
permit(
    "continuity.report",
    is_operator | is_system | (is_partner & has_grant(PartnerGrant.ACCESS) & is_of_own_institution),
    who=_("operators, and of an institution its manager or users with the right «Access, users and units»"),
)
_auditor = is_partner & has_grant(PartnerGrant.AUDIT) & is_of_own_institution
permit(
    "continuity.own_breaches",
    _auditor,
    who=_("an institution's manager or users with the right «Audit of use»"),
)
permit(
    "continuity.breaches",
    is_operator | is_system | _auditor,
    who=_("operators, and of an institution its manager or users with the right «Audit of use»"),
)

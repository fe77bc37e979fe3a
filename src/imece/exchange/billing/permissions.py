"""Who may see and issue statements (X1.5: Ücretli Büro; X6.1)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_system, permit
from rules import predicate


@predicate
def is_of_my_institution(actor: Actor, statement: Any) -> bool:
    return statement is None or statement.institution.organisation_id == actor.organisation_id


_desk = is_headquarters & has_grant(StaffGrant.EXCHANGE_CHARGES)
_own = is_partner & has_grant(PartnerGrant.CHARGES)

permit(
    "billing.view",
    _desk | (_own & is_of_my_institution),
    who=_(
        "people of the institution with the right «Statements», and headquarters staff of the charges' desk"
    ),
)
permit("billing.own", _own, who=_("people of the institution with the right «Statements»"))
permit("billing.desk", _desk, who=_("headquarters staff of the charges' desk"))
permit("billing.issue", _desk | is_system, who=_("headquarters staff of the charges' desk"))
permit(
    "billing.reconcile",
    _own & is_of_my_institution,
    who=_("people of the institution with the right «Statements»"),
)

"""Who may declare, and who reviews. Scope first (`domain/queries.py`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.actor import Actor, ActorKind
from imece.core.permissions import has_grant, is_employer, is_staff, is_system, permit
from rules import predicate


@predicate
def works_in_unit_of_declaration(actor: Actor, declaration: Any) -> bool:
    """Headquarters reads; the unit decides."""
    is_unit = actor.kind == ActorKind.UNIT_STAFF
    return is_unit and (declaration is None or declaration.workplace.province_id == actor.province)


permit(
    "benefits.view",
    (is_employer & has_grant(Grant.BENEFITS)) | is_staff,
    who=_(
        "the workplace's manager or users with the right «Declarations (İKT/İÖ/KÇÖ)», and staff of the unit"
    ),
)
permit(
    "benefits.edit",
    is_employer & has_grant(Grant.BENEFITS),
    who=_("the workplace's manager or users with the right «Declarations (İKT/İÖ/KÇÖ)»"),
)
permit("benefits.review", works_in_unit_of_declaration, who=_("staff of the workplace's unit"))
permit("benefits.expire", is_system, who=_("the platform itself, the day after the last day"))

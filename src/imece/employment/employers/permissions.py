"""Who may see and change employer data and the users of a workplace (P7, P1.7)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import Grant
from imece.core.actor import Actor
from imece.core.permissions import (
    has_grant,
    is_employer,
    is_manager,
    is_signed_in,
    is_staff,
    is_system,
    permit,
)
from imece.employment.employers.models import Workplace
from rules import predicate

MANAGER_OF_WORKPLACE = _("the workplace's manager, or the manager of its head office in the province")


@predicate
def is_own_workplace(actor: Actor, workplace: Workplace | None) -> bool:
    """Rights belong to one workplace (EMP-13)."""
    return workplace is None or workplace.organisation_id == actor.organisation_id


@predicate
def is_branch_of_own(actor: Actor, workplace: Workplace | None) -> bool:
    """The head office's manager also acts for its branches in that province (P1.7)."""
    head = workplace.head_office if workplace is not None else None
    return actor.is_manager and head is not None and head.organisation_id == actor.organisation_id


@predicate
def is_head_office(actor: Actor, thing: Any) -> bool:
    return thing is None or bool(thing.is_head_office)


acts_for = is_employer & (is_own_workplace | is_branch_of_own)

permit(
    "employers.view",
    is_employer | is_staff | is_system,
    who=_("users of the workplace and institution staff"),
)
permit(
    "employers.edit",
    (acts_for & has_grant(Grant.EMPLOYER_DATA)) | is_system,
    who=_(
        "the workplace's manager, its users with the right «employer data», or the manager of its head office"
    ),
)
permit(
    "employers.add_workplace",
    (is_employer & is_own_workplace & is_head_office & has_grant(Grant.EMPLOYER_DATA)) | is_system,
    who=_("the manager of a head office, or its users with the right «employer data»"),
)
permit(
    "employers.found",
    (is_employer & has_grant(Grant.EMPLOYER_DATA)) | is_system,
    who=_("whoever adds a workplace: its founding manager is the adding head office's"),
)
permit("employers.close", (acts_for & is_manager) | is_system, who=MANAGER_OF_WORKPLACE)
permit(
    "employers.search",
    is_staff,
    who=_("institution staff: the unit in its province, headquarters everywhere"),
)
permit("employers.register", is_signed_in | is_system, who=_("anybody, through Üye Ol"))
permit("employers.users", acts_for & is_manager, who=MANAGER_OF_WORKPLACE)

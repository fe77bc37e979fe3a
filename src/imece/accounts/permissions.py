"""Who may do what with accounts, organisations and memberships."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.core.actor import Actor, ActorKind
from imece.core.permissions import (
    has_grant,
    is_anybody,
    is_employer,
    is_headquarters,
    is_signed_in,
    is_staff,
    is_system,
    permit,
)
from rules import predicate


@predicate
def is_of_own_province(actor: Actor, organisation: Any) -> bool:
    """Headquarters: all of Türkiye; a unit: its own province."""
    if actor.kind == ActorKind.HEADQUARTERS_STAFF or organisation is None:
        return True
    return actor.province is not None and actor.province == organisation.province


@predicate
def is_manager_here(actor: Actor, organisation: Any) -> bool:
    """EMP-11: the manager of this very organisation, or of its head office acting for it (EMP-13)."""
    return actor.is_manager and (organisation is None or actor.organisation_id == organisation.pk)


permit(
    "accounts.tokens",
    is_employer & is_manager_here,
    who=_("the workplace's manager"),
)
permit("accounts.own", is_signed_in, who=_("everybody who is signed in, for the own account"))
permit("accounts.enter", is_anybody, who=_("everybody"))
permit(
    "accounts.staff",
    is_staff & has_grant("accounts"),
    who=_("institution staff with the right «portal accounts»"),
)
permit(
    "accounts.organisations",
    is_system | (is_headquarters & has_grant("accounts")),
    who=_("headquarters staff with the right «portal accounts»"),
)
permit(
    "accounts.members",
    is_system | is_manager_here | (is_staff & has_grant("accounts") & is_of_own_province),
    who=_("the manager, or institution staff of the province with the right «portal accounts»"),
)

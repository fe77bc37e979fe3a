"""Who may ask and who answers. Scope first (`domain/queries.py`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_job_seeker, is_system, permit
from rules import predicate


@predicate
def is_my_own(actor: Actor, request: Any) -> bool:
    return request is None or request.person_id == actor.person_id


@predicate
def is_not_my_own(actor: Actor, request: Any) -> bool:
    """Nobody answers himself."""
    return request is None or request.person_id != actor.person_id


_desk = is_headquarters & has_grant(StaffGrant.DATA_PROTECTION)

permit("data_requests.own", is_job_seeker & is_my_own, who=_("everybody, about himself"))
permit("data_requests.desk", _desk, who=_("headquarters staff with the right «Personal data requests»"))
permit(
    "data_requests.answer",
    _desk & is_not_my_own,
    who=_("headquarters staff with the right «Personal data requests», except for their own request"),
)
permit("data_requests.clock", is_system, who=_("the clock alone"))

"""Who may search the trail, explain and judge unusual use, ask why and answer (X5.4, X5.5, PRO-06, KVK-05)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_job_seeker, is_partner, is_system, permit
from rules import predicate


@predicate
def is_of_my_institution(actor: Actor, thing: Any) -> bool:
    """Of whatever names an institution: a flag, a sample, a request."""
    return thing is None or thing.institution.organisation_id == actor.organisation_id


@predicate
def is_my_own(actor: Actor, request: Any) -> bool:
    return request is None or request.person_id == actor.person_id


_desk = is_headquarters & has_grant(StaffGrant.EXCHANGE_AUDIT)
_auditor = is_partner & has_grant(PartnerGrant.AUDIT)
_who = _(
    "people of the institution with the right «Audit of use», and headquarters staff of the trail's desk"
)

permit("transparency.search", _desk | _auditor, who=_who)
permit("transparency.view", _desk | (_auditor & is_of_my_institution), who=_who)
permit("transparency.desk", _desk, who=_("headquarters staff of the trail's desk"))
permit("transparency.own", _auditor, who=_("people of the institution with the right «Audit of use»"))
permit(
    "transparency.answer",
    _auditor & is_of_my_institution,
    who=_("people of the institution with the right «Audit of use»"),
)
permit("transparency.clock", is_system, who=_("the clock alone"))
permit("transparency.citizen", is_job_seeker & is_my_own, who=_("everybody, about himself"))

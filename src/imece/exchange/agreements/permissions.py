"""Who may do what with applications and agreements.

Scope first (`domain/queries.py`): here only what he may do with what he sees.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_system, permit
from imece.exchange.parties.permissions import has_an_exchange_desk
from rules import predicate


@predicate
def is_my_application(actor: Actor, application: Any) -> bool:
    return application is None or application.institution.organisation_id == actor.organisation_id


@predicate
def is_party(actor: Actor, agreement: Any) -> bool:
    """Of an agreement, or of anything that has one."""
    if agreement is None:
        return True
    agreement = getattr(agreement, "agreement", agreement)
    parties = (agreement.provider.organisation_id, agreement.consumer.organisation_id)
    return actor.organisation_id in parties


@predicate
def raised_it(actor: Actor, dispute: Any) -> bool:
    return dispute is None or dispute.raised_by.organisation_id == actor.organisation_id


@predicate
def owns_the_datum(actor: Actor, dispute: Any) -> bool:
    return dispute is None or dispute.owner.organisation_id == actor.organisation_id


_partner = is_partner & has_grant(PartnerGrant.AGREEMENTS)
_review = is_headquarters & has_grant(StaffGrant.EXCHANGE_REVIEW)
_desk = _("headquarters staff with the right «Exchange: applications and agreements»")
_parties_and_desk = _(
    "people of a party with the right «Applications and agreements», and the reviewing desk"
)

permit(
    "applications.own",
    _partner & is_my_application,
    who=_("the applying institution's people with the right «Applications and agreements»"),
)
permit("applications.review", _review, who=_desk)
permit(
    "applications.view",
    (_partner & is_my_application) | (is_headquarters & has_an_exchange_desk),
    who=_("the applying institution's people, and the exchange's desks at headquarters"),
)
permit(
    "agreements.view",
    (is_partner & (has_grant(PartnerGrant.AGREEMENTS) | has_grant(PartnerGrant.AUDIT)) & is_party)
    | (is_headquarters & has_an_exchange_desk),
    who=_(
        "people of a party with the right to agreements or audit, and the exchange's desks at headquarters"
    ),
)
permit("agreements.prepare", _review, who=_desk)
permit("agreements.sign", (_partner & is_party) | _review, who=_parties_and_desk)
permit("agreements.act", (_partner & is_party) | _review, who=_parties_and_desk)
permit("agreements.end_by_law", (_partner & is_party) | _review | is_system, who=_parties_and_desk)
permit("agreements.by_the_clock", is_system, who=_("the clock alone"))
permit(
    "agreements.audit",
    is_partner & has_grant(PartnerGrant.AUDIT) & is_party,
    who=_("people of a party with the right «Audit of use»"),
)
permit("disputes.own", _partner & raised_it, who=_("the party that disputes the datum"))
permit("disputes.answer", _partner & owns_the_datum, who=_("the party that owns the datum"))

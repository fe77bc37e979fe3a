"""Who may write, sign, send and read official letters; scope first (`domain/queries.py`)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import PartnerGrant, StaffGrant
from imece.core.actor import Actor
from imece.core.permissions import has_grant, is_headquarters, is_partner, is_staff, is_system, permit
from rules import predicate

is_desk = is_headquarters & (has_grant(StaffGrant.EXCHANGE_REVIEW) | has_grant(StaffGrant.EXCHANGE_OPERATION))
handles_letters = is_partner & has_grant(PartnerGrant.AGREEMENTS)


@predicate
def is_of_own_organisation(actor: Actor, letter: Any) -> bool:
    return letter is None or letter.sender_id == actor.organisation_id


@predicate
def is_addressed_to_own_organisation(actor: Actor, recipient: Any) -> bool:
    return recipient is None or recipient.organisation_id == actor.organisation_id


@predicate
def is_of_letter_of_own_organisation(actor: Actor, recipient: Any) -> bool:
    return recipient is None or recipient.letter.sender_id == actor.organisation_id


WRITERS = _(
    "staff of the exchange's desks, and of an institution its manager or users with the right «Agreements»"
)
permit(
    "letters.view", is_staff | is_partner, who=_("staff of the institution, and the parties of the letter")
)
permit(
    "letters.write",
    is_system | ((is_desk | handles_letters) & is_of_own_organisation),
    who=WRITERS,
)
permit("letters.sign", is_system | ((is_desk | handles_letters) & is_of_own_organisation), who=WRITERS)
permit("letters.send", is_system | ((is_desk | handles_letters) & is_of_own_organisation), who=WRITERS)
permit(
    "letters.retry",
    is_system | ((is_desk | handles_letters) & is_of_letter_of_own_organisation),
    who=WRITERS,
)
permit(
    "letters.receive",
    (is_staff | is_partner) & is_addressed_to_own_organisation,
    who=_("people of the institution that the letter is addressed to"),
)
permit("letters.deliver", is_system, who=_("the platform itself, by the provider's evidence"))
permit("letters.settle", is_desk | handles_letters, who=WRITERS)
permit(
    "letters.staff", is_desk, who=_("headquarters staff with an exchange right for agreements or operation")
)
permit("letters.own", is_partner, who=_("people of an institution of the exchange"))

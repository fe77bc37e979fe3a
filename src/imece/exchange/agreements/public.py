"""What other rooms may call; the lines of the menu and the counts of the start page."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.domain.demo import DemoAgreements, make_demo_agreements
from imece.exchange.agreements.domain.notices import WrittenNotice, write_notice
from imece.exchange.agreements.domain.parties import other_party, own_party, parties_of
from imece.exchange.agreements.domain.purposes import add_purpose
from imece.exchange.agreements.domain.queries import (
    agreements_in_scope,
    applications_in_scope,
    grants_in_force,
    purposes,
    start_counts,
)
from imece.exchange.agreements.domain.suspend import suspend_agreement
from imece.exchange.agreements.domain.trail import Marks, MarksReader, use_marks_reader

# Menu lines: label, name of the page, permission. `home` draws the menu.
PUBLIC_MENU = ((_("How an institution applies"), "exchange_how_to_apply", ""),)
PARTNER_MENU = (
    (_("Our applications"), "exchange_applications", "applications.own"),
    (_("Agreements"), "exchange_agreements", "agreements.view"),
    (_("Disputed fields"), "exchange_disputes", "agreements.view"),
)
STAFF_MENU = (
    (_("Applications to the exchange"), "exchange_desk_applications", "applications.review"),
    (_("Agreements"), "exchange_agreements", "agreements.view"),
    (_("Disputed fields"), "exchange_disputes", "agreements.view"),
    (_("Purposes of asking"), "exchange_purposes", "agreements.prepare"),
)

__all__ = [
    "PARTNER_MENU",
    "PUBLIC_MENU",
    "STAFF_MENU",
    "DemoAgreements",
    "Marks",
    "MarksReader",
    "WrittenNotice",
    "add_purpose",
    "agreements_in_scope",
    "applications_in_scope",
    "grants_in_force",
    "make_demo_agreements",
    "other_party",
    "own_party",
    "parties_of",
    "purposes",
    "start_counts",
    "suspend_agreement",
    "use_marks_reader",
    "write_notice",
]

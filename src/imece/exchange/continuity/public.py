"""What the exchange's home may call: menu, counts, demonstration data; and what the citizen's page shows of paper."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.continuity.domain.breaches import owed_notices
from imece.exchange.continuity.domain.demo import make_demo_continuity
from imece.exchange.continuity.domain.queries import (
    open_breach_count,
    open_interruption_count,
    paper_questions_about,
)

MENU = (
    (_("Interruptions"), "interruptions", "continuity.operate"),
    (_("Data breaches"), "breaches", "continuity.operate"),
    (_("Material of the services"), "materials", "continuity.operate"),
    (_("Interruptions"), "my_interruptions", "continuity.own"),
    (_("Data breaches"), "my_breaches", "continuity.own_breaches"),
    (_("Material of the services"), "my_materials", "continuity.own"),
    (_("Status of the exchange"), "service_status", "public"),
)

__all__ = [
    "MENU",
    "make_demo_continuity",
    "open_breach_count",
    "open_interruption_count",
    "owed_notices",
    "paper_questions_about",
]

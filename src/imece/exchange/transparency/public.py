"""What other rooms may call; what the exchange's start page and menu take."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.transparency.domain.demo import make_demo_oversight
from imece.exchange.transparency.domain.queries import waiting_counts
from imece.exchange.transparency.domain.search import open_marks

MENU = (
    (_("Who looked at my data?"), "who_asked", "transparency.citizen"),
    (_("My requests for a reason"), "my_why_requests", "transparency.citizen"),
    (_("Trail of queries"), "own_trail", "transparency.own"),
    (_("Unusual use"), "my_usage_flags", "transparency.own"),
    (_("Requests for a reason"), "why_inbox", "transparency.own"),
    (_("Justification samples"), "my_samples", "transparency.own"),
    (_("Trail of queries"), "trail", "transparency.desk"),
    (_("Unusual use"), "usage_flags", "transparency.desk"),
    (_("Requests for a reason"), "why_requests", "transparency.desk"),
    (_("Justification samples"), "samples", "transparency.desk"),
    (_("Lawful delays"), "delays", "transparency.desk"),
    (_("Watched list"), "watched", "transparency.desk"),
)

__all__ = ["MENU", "make_demo_oversight", "open_marks", "waiting_counts"]

"""What other rooms may call; what the exchange's start page and menu take."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.billing.domain.issue import issue_due_statements
from imece.exchange.billing.domain.queries import statements_in_scope, unissued_count

make_demo_statements = issue_due_statements  # idempotent: the last month, for everybody who asked

MENU = (
    (_("Statements"), "statements", "billing.desk"),
    (_("Statements"), "my_statements", "billing.own"),
)

__all__ = ["MENU", "make_demo_statements", "statements_in_scope", "unissued_count"]

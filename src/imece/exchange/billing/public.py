"""What other rooms may call; what the exchange's start page and menu take."""

from django.utils.translation import gettext_lazy as _

from imece.exchange.billing.domain.queries import statements_in_scope, unissued_count

MENU = (
    (_("Statements"), "statements", "billing.desk"),
    (_("Statements"), "my_statements", "billing.own"),
)

__all__ = ["MENU", "statements_in_scope", "unissued_count"]

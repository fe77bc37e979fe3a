"""Thin: a clock, and one domain call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.core.jobs.queue import periodic
from imece.core.retention import destroys_old
from imece.exchange.billing.domain.issue import issue_due_statements
from imece.exchange.billing.models import Reconciliation, Statement


@periodic(
    "billing.issue", cron="40 3 * * *"
)  # twenty to seven in Istanbul; what is issued already is passed over
def issue() -> None:
    issue_due_statements(now=timezone.now())


destroys_old(
    Reconciliation,
    Statement,
    name="billing.authors",
    what=_("Who issued a statement or compared counts; the amounts stay"),
    kept=_("10 years"),
    ground=_("accounts are kept for ten years (6102 md. 82)"),
)

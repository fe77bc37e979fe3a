"""What becomes of a question in the bill (X6.1, KPS-20, KPS-22; GEN-04)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OutcomeClass(TextChoices):
    """Classes of `ledger.Outcome`; the two parameters decide which of them are charged."""

    FOUND = "found", _("Answered: found")
    NOT_FOUND = "not_found", _("Answered: not found")
    REPEATED = "repeated", _("Repeated")
    REFUSED = "refused", _("Refused by the gate")
    FAILED = "failed", _("Failed")


class FreeReason(TextChoices):
    """Why an institution pays nothing; it sees its counts all the same."""

    PAYS = "", _("Pays per query")
    GENERAL_GOVERNMENT = "general_government", _("General government (Law 5018)")

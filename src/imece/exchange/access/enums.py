"""Kinds and states of credentials (X3.1, X3.5; design E3 of the exchange)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class CredentialKind(TextChoices):
    """How an institution proves itself at the token address."""

    PRIVATE_KEY = "private_key", _("Signed assertion (private_key_jwt)")
    SECRET = "secret", _("Password")


class CredentialState(TextChoices):
    """**KimlikBilgisi**. Only ACTIVE and ROTATING open the road."""

    REQUESTED = "requested", _("Requested")
    APPROVED = "approved", _("Approved by a second person")
    ISSUED = "issued", _("Handed over")
    ACTIVE = "active", _("Active")
    ROTATING = "rotating", _("Being replaced")  # two are valid, for 30 days at the most
    LOCKED = "locked", _("Locked")  # ten bad signatures, or a burst from a wrong address
    RETIRED = "retired", _("Retired")
    REVOKED = "revoked", _("Revoked")
    EXPIRED = "expired", _("Expired")

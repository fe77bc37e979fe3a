"""Kinds and states of credentials and of the form behind them (X3.1, X3.5; design E3 of the exchange)."""

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


class FormState(TextChoices):
    """**KPS Bilgi Formu**: typed by the institution, taken in by one member of staff, approved by another."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent; the signed original is awaited")
    TAKEN_IN = "taken_in", _("Taken into process")
    RETURNED = "returned", _("Returned to be completed")
    APPROVED = "approved", _("Approved")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn by the institution")


class FormReason(TextChoices):
    """Why a form is filled in: the first, or one of the changes that need a new one (KPS-04)."""

    FIRST = "first", _("First connection")
    PASSWORD = "password", _("New password or key")
    ADDRESS = "address", _("New static IP address")
    CONTACTS = "contacts", _("New contact persons")


class FormChannel(TextChoices):
    """How the signed original came. Fax stands in the list so that it can be refused in words (X1.1)."""

    POST = "post", _("Posted original")
    KEP = "kep", _("Registered e-mail (KEP), e-signed")
    FAX = "fax", _("Fax")


class HandoverTo(TextChoices):
    """To whom the password is handed: one of the two persons the form names."""

    ADMINISTRATIVE = "administrative", _("The administrative person")
    TECHNICAL = "technical", _("The technical person")

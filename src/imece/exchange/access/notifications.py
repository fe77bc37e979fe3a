"""What an institution is told of its access. All statutory; no password ever stands in a message."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from imece.core.notifications.notice import Notice


class AccessNotice(Notice):
    """Base of the room's notices: to the two named contacts and the institution's people who see access."""

    name = "access.form_approved"
    audience = _("The institution's contacts and its people with the right «Access, users and units»")
    template = "access/notices/form_approved.txt"
    example: ClassVar[dict[str, Any]] = {
        "institution": "Örnek Bankası A.Ş. (deneme)",
        "number": "BF-000012",
        "reason": "İmza eksik.",
        "client_id": "KRM-0000012-01",
        "name": "Örnek Kişi",
        "days": 30,
        "address": "203.0.113.7",
        "old": "203.0.113.6",
        "begins": "01.12.2026 00.00",
        "ends": "08.12.2026 00.00",
        "is_rotating": False,
        "link": "http://localhost/degisim/erisim/",
    }


class FormReturned(AccessNotice):
    name = "access.form_returned"
    template = "access/notices/form_returned.txt"


class FormRejected(AccessNotice):
    name = "access.form_rejected"
    template = "access/notices/form_rejected.txt"


class CredentialReady(AccessNotice):
    """The person named on the form can fetch it."""

    name = "access.credential_ready"
    template = "access/notices/credential_ready.txt"


class CredentialEnds(AccessNotice):
    """90, 60, 30, 14, 7 and 1 days before."""

    name = "access.credential_ends"
    template = "access/notices/credential_ends.txt"


class CredentialLocked(AccessNotice):
    name = "access.credential_locked"
    template = "access/notices/credential_locked.txt"


class CredentialRevoked(AccessNotice):
    name = "access.credential_revoked"
    template = "access/notices/credential_revoked.txt"


class AddressChanges(AccessNotice):
    """PRO-15: told beforehand, with the reason."""

    name = "access.address_changes"
    template = "access/notices/address_changes.txt"


class AddressEnded(AccessNotice):
    name = "access.address_ended"
    template = "access/notices/address_ended.txt"

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.access.enums import CredentialKind, CredentialState
from imece.exchange.parties.models import Institution


class Credential(models.Model):
    """An institution's proof of itself: one of an institution, never of a person (X3.1, KPS-01).

    The secret is 256 random bits, shown once; its SHA-256 is kept. `certificate_thumbprint` (x5t#S256, hex) binds
    its tokens to a TLS client certificate. A sandbox credential reaches the synthetic people alone.
    """

    is_watched = True

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="credentials")
    client_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=CredentialKind)
    state = models.CharField(max_length=10, choices=CredentialState, default=CredentialState.REQUESTED)
    is_sandbox = models.BooleanField(default=False)
    secret_hash = models.CharField(max_length=64, blank=True)
    certificate_thumbprint = models.CharField(max_length=64, blank=True)
    requested_by_id = models.BigIntegerField()  # person; another one approves
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("credential")
        constraints = [
            models.CheckConstraint(
                name="credential_is_approved_by_another",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("requested_by_id")),
                violation_error_message=_("Somebody else must approve it."),
            ),
        ]

    def __str__(self) -> str:
        return self.client_id


class ClientKey(models.Model):
    """A public key of a credential (JWK); old and new overlap while it is replaced (X3.5)."""

    is_watched = True

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="keys")
    key_id = models.CharField(max_length=80)  # `kid`
    public_jwk = models.JSONField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("client key")
        constraints = [
            models.UniqueConstraint(fields=["credential", "key_id"], name="client_key_id_once_a_credential")
        ]


class StaticAddress(models.Model):
    """**Statik IP** (X3.1, KPS-04): one, and while it is changed the old one beside it for 7 days at the most."""

    is_watched = True

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="static_addresses")
    address = models.GenericIPAddressField()
    is_for_public_check = models.BooleanField(default=False)  # the SOAP yes/no services by address alone
    requested_by_id = models.BigIntegerField()
    approved_by_id = models.BigIntegerField(null=True, blank=True)  # unapproved: not yet valid
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("static address")
        constraints = [
            models.CheckConstraint(
                name="static_address_is_approved_by_another",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("requested_by_id")),
                violation_error_message=_("Somebody else must approve it."),
            ),
        ]

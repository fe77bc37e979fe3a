from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.access.enums import CredentialKind, CredentialState
from imece.exchange.access.models.form import InformationForm
from imece.exchange.parties.models import Institution


class Credential(models.Model):
    """An institution's proof of itself: one of an institution, never of a person (X3.1, KPS-01).

    The secret is 256 random bits, shown once; its SHA-256 is kept. `certificate_thumbprint` (x5t#S256, hex) binds
    its tokens to a TLS client certificate. A sandbox credential reaches the synthetic people alone. Without a form
    are sandbox credentials and those of the installation's own houses (`requested_by_id` empty).
    """

    is_watched = True
    kept_years, dated_by, forgets = 5, "valid_until", ("requested_by_id", "approved_by_id")  # PRO-13

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="credentials")
    form = models.ForeignKey(
        InformationForm, on_delete=models.PROTECT, null=True, blank=True, related_name="credentials"
    )
    client_id = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=CredentialKind)
    state = models.CharField(max_length=10, choices=CredentialState, default=CredentialState.REQUESTED)
    is_sandbox = models.BooleanField(default=False)
    secret_hash = models.CharField(max_length=64, blank=True)
    certificate_thumbprint = models.CharField(max_length=64, blank=True)
    certificate_subject = models.CharField(max_length=300, blank=True)
    requested_by_id = models.BigIntegerField(null=True, blank=True)  # person; another one approves
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("credential")
        indexes = [models.Index(fields=["state", "valid_until"], name="credential_by_end")]
        constraints = [
            models.CheckConstraint(
                name="credential_is_approved_by_another",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("requested_by_id")),
                violation_error_message=_("Somebody else must approve it."),
            ),
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(state=CredentialState.ACTIVE, is_sandbox=False),
                name="credential_one_active_an_institution",
                violation_error_message=_("Another credential of the institution is active."),
            ),
            models.CheckConstraint(
                name="credential_secret_is_a_hash",
                condition=Q(secret_hash="") | Q(secret_hash__regex=r"^[0-9a-f]{64}$"),  # noqa: S106 its shape
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
    """**Statik IP** (X3.1, KPS-04): one, and while it is changed the old one beside it for 7 days at the most.

    It comes from an approved form; the institution is told beforehand, with the reason (`told_at`, PRO-15). Those of
    the installation's own houses are set up by its operator: nobody requested them.
    """

    is_watched = True
    kept_years, dated_by, forgets = 5, "valid_until", ("requested_by_id", "approved_by_id")  # PRO-13

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="static_addresses")
    form = models.ForeignKey(
        InformationForm, on_delete=models.PROTECT, null=True, blank=True, related_name="static_addresses"
    )
    address = models.GenericIPAddressField()
    is_for_public_check = models.BooleanField(default=False)  # the SOAP yes/no services by address alone
    requested_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)  # unapproved: not yet valid
    reason = models.CharField(max_length=500, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("static address")
        indexes = [models.Index(fields=["institution", "-valid_from"], name="static_address_newest")]
        constraints = [
            models.CheckConstraint(
                name="static_address_is_approved_by_another",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("requested_by_id")),
                violation_error_message=_("Somebody else must approve it."),
            ),
            models.CheckConstraint(
                name="static_address_is_told_before",
                condition=Q(told_at__isnull=True) | Q(told_at__lte=F("valid_from")),
                violation_error_message=_("The institution is told before the address changes."),
            ),
            models.CheckConstraint(
                name="static_address_is_valid_forwards",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]


class ExpiryNotice(models.Model):
    """One telling of a credential's coming end: 90, 60, 30, 14, 7 and 1 days before. Never changed."""

    is_append_only = True

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="expiry_notices")
    days_before = models.PositiveSmallIntegerField()
    valid_until = models.DateTimeField()  # the end it told of: a renewed credential is told of anew
    told_at = models.DateTimeField()

    class Meta:
        verbose_name = _("expiry notice")
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "days_before", "valid_until"], name="expiry_notice_once"
            )
        ]

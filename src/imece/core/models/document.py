import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class IssuedDocument(models.Model):
    """One paper given out, as the public check page knows it (*Belge Doğrulama Kodu*, ID-26).

    The paper itself is not kept here: its fingerprint is enough to tell whether a copy is genuine.
    Append-only, so that not even our own programs could make a false paper genuine; a revocation is a row of
    its own.
    `subject_reference` is for the issuing room and never shown; `subject_shown` is already masked (KVK-10).
    """

    is_append_only = True
    kept_years, dated_by = 10, "issued_at"
    forgets = ("issuer_id", "issuer_name", "subject_reference", "subject_shown")

    code = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    language = models.CharField(max_length=5, default="tr")
    sha256 = models.CharField(max_length=64, db_index=True)
    size_bytes = models.PositiveBigIntegerField()
    issued_at = models.DateTimeField()
    issuer_id = models.BigIntegerField(null=True)
    issuer_name = models.CharField(max_length=300)
    subject_reference = models.CharField(max_length=200, blank=True)
    subject_shown = models.CharField(max_length=200, blank=True)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_document_sha256_is_hex",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A fingerprint is 64 hexadecimal digits."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "subject_reference"], name="issued_document_by_subject")]

    def __str__(self) -> str:
        return f"{self.title} ({self.shown_code})"

    @property
    def shown_code(self) -> str:
        """8-4-4-4-12, hexadecimal in capitals, as on the paper."""
        return shown_code(self.code)


class DocumentRevocation(models.Model):
    """A paper is not to be accepted any more, from this moment on. The public does not see the reason."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id",)

    document = models.OneToOneField(IssuedDocument, on_delete=models.PROTECT, related_name="revocation")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    person_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="document_revocation_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A document is revoked with a reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.at:%Y-%m-%d}"


def shown_code(code: uuid.UUID) -> str:
    digits = f"{code.int:032X}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

"""Short-lived rows of signing in: one-time codes, counted attempts, forms kept over the end of a session."""

from django.db import models


class OneTimeCode(models.Model):
    """Six digits sent to an address, as a keyed hash. `subject` is a fingerprint (never a number in the clear)."""

    purpose = models.CharField(max_length=20)
    subject = models.CharField(max_length=64)
    code_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    tries_left = models.PositiveSmallIntegerField()
    created_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["purpose", "subject", "-created_at"], name="one_time_code_by_subject")
        ]


class Attempt(models.Model):
    """One try at something that may be tried only so often; `key` is a fingerprint of a number or an address."""

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "key", "at"], name="attempt_by_key")]


class KeptForm(models.Model):
    """What was typed when the session had ended (WCAG 2.2.1, 3.3.7): for the same person, half an hour.

    `token_hash` matches a cookie, `owner` is the person's fingerprint, `body` is sealed. `organisation_id` and
    `through_id` are for whom he acted.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    owner = models.CharField(max_length=64)
    path = models.CharField(max_length=500)
    body = models.TextField()
    had_files = models.BooleanField(default=False)
    organisation_id = models.BigIntegerField(null=True)
    through_id = models.BigIntegerField(null=True)
    expires_at = models.DateTimeField(db_index=True)

from django.contrib.postgres.indexes import BrinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class AuditRecord(models.Model):
    """One act. Append-only by privilege and by trigger. EMP-14 asks for five years; decisions about work for ten."""

    is_append_only = True
    kept_years = 10

    at = models.DateTimeField(auto_now_add=True)
    action = models.CharField(max_length=80)
    actor_kind = models.CharField(max_length=30)
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=40, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=300, blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-at"], name="audit_by_subject"),
            models.Index(fields=["person_id", "-at"], name="audit_by_person"),
            models.Index(fields=["organisation_id", "-at"], name="audit_by_organisation"),
            BrinIndex(fields=["at"], name="audit_by_age"),
        ]

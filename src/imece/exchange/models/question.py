from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class Question(models.Model):
    """One question asked of another house: who, about whom, why, under which file, which fields. Never changed."""

    is_append_only = True
    kept_years = 5  # PRO-13, as the exchange's own trail

    service = models.CharField(max_length=80)
    version = models.PositiveSmallIntegerField()
    owner = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    purpose = models.CharField(max_length=300)
    file = models.CharField(max_length=80)
    fields = ArrayField(models.CharField(max_length=60))
    was_found = models.BooleanField()
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    receipt = models.JSONField(null=True)  # where the road recorded it: log, sequence, own number, leaf
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="question_by_subject"),
            BrinIndex(fields=["at"], name="question_by_age"),
        ]

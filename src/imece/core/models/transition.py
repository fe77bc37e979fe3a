from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class Transition(models.Model):
    """One move of one record through its states: the history that logic may read. Never changed."""

    is_append_only = True
    kept_years, forgets = 10, ("person_id", "actor_name", "reason", "details")

    workflow = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    move = models.CharField(max_length=40)
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40)
    at = models.DateTimeField()
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["workflow", "object_id", "at"], name="transition_by_object")]
        ordering = ["at", "id"]

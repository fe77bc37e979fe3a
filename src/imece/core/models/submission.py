import uuid

from django.db import models


class Submission(models.Model):
    """A form that was saved, by the token it carried: pressed twice or sent again after *back*, it is saved once."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person_id = models.BigIntegerField(null=True)
    result = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="submission_by_time")]

from django.db import models


class IdempotentAnswer(models.Model):
    """What a call with an idempotency key was answered; the same call again gets the same answer."""

    owner = models.CharField(max_length=60)  # Caller.key
    key = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)  # SHA-256 of method, address and body
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="idempotent_answer_once")]
        indexes = [models.Index(fields=["at"], name="idempotent_answer_by_time")]


class CallCount(models.Model):
    """Calls of one owner in one minute; old minutes are deleted."""

    owner = models.CharField(max_length=60)
    minute = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "minute"], name="call_count_once")]
        indexes = [models.Index(fields=["minute"], name="call_count_by_minute")]

from django.db import models


class SignedCheckpoint(models.Model):
    """A signed state of a log (C2SP tlog-checkpoint). `log` is a shard's number, or `acts` for administrators' acts."""

    is_append_only = True

    log = models.CharField(max_length=20)
    size = models.BigIntegerField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "size"], name="checkpoint_once_a_size")]
        indexes = [models.Index(fields=["log", "-size"], name="checkpoint_newest")]


class SealState(models.Model):
    """How far a log is sealed and what is wrong, for operators and for the gateway. Holds nothing that is evidence."""

    log = models.CharField(max_length=20, primary_key=True)
    size = models.BigIntegerField(default=0)
    sealed_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=300, blank=True)  # the first row that is not as it was written
    disk_percent = models.PositiveSmallIntegerField(default=0)  # of the disk that holds the log
    is_stamp_due = models.BooleanField(default=False)  # a time-stamp authority is named
    stamped_at = models.DateTimeField(null=True)  # last RFC 3161 time-stamp, where one is configured


class TimeStamp(models.Model):
    """An RFC 3161 token over a checkpoint's note: when it existed at the latest, by somebody else's clock."""

    is_append_only = True

    checkpoint = models.ForeignKey(SignedCheckpoint, on_delete=models.PROTECT, related_name="stamps")
    token = models.BinaryField()
    stamped_at = models.DateTimeField()

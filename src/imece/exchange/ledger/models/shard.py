from django.db import models


class Shard(models.Model):
    """One single-writer log. Whoever writes raises `epoch` first: a batch that names an older one is refused.

    `next_sequence` moves with each batch in the same statement, so a gap or a fork cannot be committed.
    """

    number = models.SmallIntegerField(primary_key=True)
    epoch = models.BigIntegerField(default=0)
    next_sequence = models.BigIntegerField(default=0)

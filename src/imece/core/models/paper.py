from django.db import models
from django.utils.translation import gettext_lazy as _


class AttachedPaper(models.Model):
    """A paper as it was given, with its fingerprint (`core/uploads/papers.py`); a room adds what it belongs to."""

    name = models.CharField(_("Name of the file"), max_length=120)
    content_type = models.CharField(max_length=20)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField()  # who gave it
    added_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

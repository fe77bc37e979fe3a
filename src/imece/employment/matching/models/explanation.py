from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.selection.models import Candidate


class MatchExplanation(models.Model):
    """Why somebody stood where he stood when he was chosen: the parts of his score as both sides can read them.

    `parts` is a list of {"part", "points", "facts"}; the words are made when it is shown, in the reader's language.
    """

    is_append_only = True
    kept_years = 10

    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="explanation")
    score = models.IntegerField()
    place = models.PositiveIntegerField(null=True)  # in the ranking, when it was made
    weights_version = models.CharField(max_length=20)
    parts = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("explanation of a match")

    def __str__(self) -> str:
        return f"{self.candidate_id}: {self.score}"

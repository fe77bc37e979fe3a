from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models.person import Person


class WaitingIdentity(models.Model):
    """**Kimliği doğrulanamadı** (KPS-52): something that began while the identity register did not answer.

    What was typed is kept, and nothing is made of it: no account, no right, no profile. The clock asks until an answer
    comes; then the row makes way for what it was about, or for a refusal.
    """

    is_watched = True

    act = models.CharField(max_length=40)  # which of `domain.waiting.ACTS`
    key = models.CharField(max_length=300)  # begun anew under the same key, the later words count
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="waiting"
    )
    addressee = models.JSONField(default=dict)  # of one without an account: who is told, and where
    given = models.JSONField(
        encoder=DjangoJSONEncoder
    )  # what was typed; secrets as hashes, no special category
    began_at = models.DateTimeField()
    asked_at = models.DateTimeField()  # last time
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("act that waits for the register")
        constraints = [models.UniqueConstraint(fields=["act", "key"], name="waiting_once")]

    def __str__(self) -> str:
        return f"{self.act} {self.pk}"

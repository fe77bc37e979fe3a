from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person


class WaitingProfile(models.Model):
    """**Kimliği doğrulanamadı** (KPS-52): a registration that came while the register did not answer.

    What was typed is kept, nothing of identity. It is no profile yet: nobody applies or is found with it. The clock
    asks until an answer comes, then the row makes way for the profile.
    """

    is_watched = True

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="waiting_profile")
    values = models.JSONField()  # names of `JobSeeker` columns → what was typed; no special category
    began_at = models.DateTimeField()
    asked_at = models.DateTimeField()  # last time
    tries = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("registration waiting for the register")

    def __str__(self) -> str:
        return self.person.full_name

from django.db import models
from django.utils.translation import gettext_lazy as _


class Destruction(models.Model):
    """**İmha kaydı** (KVK-06): what went by which line of the plan. Itself kept for at least three years."""

    is_append_only = True

    line = models.CharField(_("Line of the plan"), max_length=80)
    kept = models.CharField(_("Kept for"), max_length=200)  # as the plan said on that day
    count = models.PositiveIntegerField(_("Records destroyed"))
    at = models.DateTimeField(_("When"))

    class Meta:
        verbose_name = _("destruction by plan")
        indexes = [models.Index(fields=["line", "-at"], name="destruction_newest")]

    def __str__(self) -> str:
        return f"{self.line} · {self.at:%d.%m.%Y}"

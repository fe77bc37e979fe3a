from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.exchange.continuity.enums import MaterialKind


class Material(models.Model):
    """Documentation or training of a service, one row a version (X7.2, PRO-16); a change is a new row."""

    is_append_only = True

    service = models.CharField(_("Service"), max_length=80)
    service_version = models.PositiveSmallIntegerField(_("Version of the service"))
    kind = models.CharField(_("Kind"), max_length=8, choices=MaterialKind)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(_("Title"), max_length=200)
    text = models.TextField(_("Content"))
    change_note = models.TextField(_("What is new"))
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("material of a service")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "service_version", "kind", "version"],
                name="material_version_once",
                violation_error_message=_("This version stands already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

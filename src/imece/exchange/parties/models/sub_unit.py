from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.models.institution import Institution


class SubUnit(models.Model):
    """A unit that an institution serves (X3.2, PRO-07): a query names it by `code`. `user_cap` as KPS-11."""

    is_watched = True

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    code = models.CharField(_("Unit code"), max_length=30)
    name = models.CharField(_("Name"), max_length=200)
    province = models.PositiveSmallIntegerField(null=True, blank=True)
    user_cap = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("sub-unit")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "code"],
                name="sub_unit_code_once_an_institution",
                violation_error_message=_("Another unit of the institution has this code."),
            )
        ]

    def __str__(self) -> str:
        return self.name

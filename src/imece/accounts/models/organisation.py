from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from imece.accounts.enums import OrganisationKind
from imece.accounts.models.person import TurkishKey


class Organisation(models.Model):
    """Whom a person can act for. What it *is* (a workplace, an agency …) lives one-to-one in its own room.

    `number` is the İŞKUR numarası (ID-22) of workplaces, another serial of ours for the rest. `province` is the
    plate code 1–81; empty means all of Türkiye.
    """

    is_watched = True

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    number = models.CharField(_("İŞKUR number"), max_length=10, unique=True)
    name = models.CharField(_("Name"), max_length=250)
    name_key = models.GeneratedField(
        expression=TurkishKey(F("name")), output_field=models.TextField(), db_persist=True
    )
    province = models.PositiveSmallIntegerField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("organisation")
        constraints = [
            models.CheckConstraint(
                name="organisation_province_is_1_to_81",
                condition=models.Q(province__isnull=True) | models.Q(province__range=(1, 81)),
                violation_error_message=_("The province code is a number from 1 to 81."),
            )
        ]
        indexes = [models.Index(fields=["name_key", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

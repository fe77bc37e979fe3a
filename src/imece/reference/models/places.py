from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.reference.models.generated import folded, sort_key


class Province(models.Model):
    """İl. The key is the plate number, 1–81 (ID-25)."""

    code = models.PositiveSmallIntegerField(primary_key=True, verbose_name=_("plate number"))
    name = models.CharField(max_length=40, verbose_name=_("province"))
    name_fold = folded("name")
    name_key = sort_key()

    class Meta:
        verbose_name = _("province")
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"],
                name="province_named_once",
                violation_error_message=_("There is a province of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(code__gte=1, code__lte=99),
                name="province_code_is_a_plate_number",
                violation_error_message=_("A province's code has two digits (01–81)."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def plate(self) -> str:
        return f"{self.code:02}"


class District(models.Model):
    """İlçe. The code (`PP-NN`) is ours; the postal codes, PTT's, begin with the plate."""

    code = models.CharField(max_length=5, primary_key=True, verbose_name=_("code"))
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="districts", verbose_name=_("province")
    )
    name = models.CharField(max_length=60, verbose_name=_("district"))
    name_fold = folded("name")
    name_key = sort_key()
    postal_codes = ArrayField(models.CharField(max_length=5), default=list, verbose_name=_("postal codes"))

    class Meta:
        verbose_name = _("district")
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["province", "name"],
                name="district_named_once_in_its_province",
                violation_error_message=_("This province has a district of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]{2}-[0-9]{2}$"),
                name="district_code_has_its_form",
                violation_error_message=_("A district's code has the form PP-NN."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProvinceDistance(models.Model):
    """Road km between the centres of two provinces, both ways, so that one index answers "within N km"."""

    origin = models.ForeignKey(Province, on_delete=models.CASCADE, related_name="distances")
    destination = models.ForeignKey(Province, on_delete=models.CASCADE, related_name="+")
    distance_km = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("distance")
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "destination"],
                name="distance_known_once",
                violation_error_message=_("This distance is known already."),
            ),
            models.CheckConstraint(
                condition=~Q(origin=F("destination")) & Q(distance_km__gt=0),
                name="distance_is_between_two_provinces",
                violation_error_message=_("A distance lies between two provinces and is not zero."),
            ),
        ]
        indexes = [models.Index(fields=["origin", "distance_km"], name="distance_by_origin")]

    def __str__(self) -> str:
        return f"{self.origin_id}–{self.destination_id}: {self.distance_km} km"

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.reference.enums import SpecialDayKind, SpecialDayScope
from imece.reference.models.places import Province


class SpecialDay(models.Model):
    """Özel gün: administrative leave entered by hand (CAL-04). Public holidays are not rows but our table."""

    is_watched = True

    date = models.DateField(verbose_name=_("day"))
    kind = models.CharField(max_length=10, choices=SpecialDayKind, verbose_name=_("kind"))
    scope = models.CharField(max_length=20, choices=SpecialDayScope, verbose_name=_("scope"))
    province = models.ForeignKey(
        Province,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("province"),
    )
    note = models.CharField(max_length=300, verbose_name=_("decision it rests on"))

    class Meta:
        verbose_name = _("special day")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["date", "scope", "province"],
                name="special_day_entered_once",
                nulls_distinct=False,
                violation_error_message=_("This day is entered already for the same scope."),
            ),
            models.CheckConstraint(
                condition=Q(scope=SpecialDayScope.PROVINCE, province__isnull=False)
                | (~Q(scope=SpecialDayScope.PROVINCE) & Q(province__isnull=True)),
                name="special_day_names_a_province_if_for_one",
                violation_error_message=_("Name the province if, and only if, the day is for one province."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d.%m.%Y} {self.get_kind_display()}"

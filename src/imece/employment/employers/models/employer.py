from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imece.accounts.models.person import TurkishKey
from imece.employment.employers.enums import EmployerKind, TaxIdKind


class Employer(models.Model):
    """The legal or natural person (işveren) that owns workplaces."""

    is_watched = True

    kind = models.CharField(max_length=10, choices=EmployerKind)
    title = models.CharField(pgettext_lazy("employer", "Title"), max_length=250)
    title_key = models.GeneratedField(
        expression=TurkishKey(F("title")), output_field=models.TextField(), db_persist=True
    )
    title_fold = models.GeneratedField(
        expression=Func(F("title"), function="tr_fold", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
    )
    tax_id = models.CharField(_("Tax number"), max_length=11)
    tax_id_kind = models.CharField(max_length=5, choices=TaxIdKind, default=TaxIdKind.VKN)
    tax_office = models.CharField(_("Tax office"), max_length=100, blank=True)
    mersis_number = models.CharField(_("MERSİS number"), max_length=16, blank=True)
    kep_address = models.CharField(_("Registered e-mail (KEP)"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("employer")
        constraints = [
            models.UniqueConstraint(
                fields=["tax_id"],
                name="employer_tax_id_once",
                violation_error_message=_("An employer with this tax number is already a member."),
            ),
        ]
        indexes = [
            GinIndex(fields=["title_fold"], name="employer_by_part_of_title", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["title_key", "id"], name="employer_by_title"),
        ]

    def __str__(self) -> str:
        return self.title

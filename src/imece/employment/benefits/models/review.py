from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.core.models import AttachedPaper
from imece.employment.benefits.enums import FindingKind, FindingResult, PaperKind
from imece.employment.benefits.models.declaration import LAST_ACTS, Declaration


class DeclarationPaper(AttachedPaper):
    """**Ek** of a declaration (BLD-12): the employer's of a draft, which can be taken out again, and the unit's."""

    is_watched = True
    kept_years, dated_by = 10, LAST_ACTS

    declaration = models.ForeignKey(Declaration, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(_("Kind of paper"), max_length=15, choices=PaperKind)

    class Meta:
        verbose_name = _("paper of a declaration")


class ReviewFinding(models.Model):
    """**Uygunluk tespiti** of Rehberlik ve Teftiş, or **Yönetim Kurulu kararı**, on short-time work (BLD-09).

    The last of each kind counts; a wrong one stays and is followed by the right one.
    """

    is_append_only = True
    kept_years, dated_by = 10, LAST_ACTS

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(max_length=12, choices=FindingKind)
    number = models.CharField(_("Number of the report or decision"), max_length=60)
    found_on = models.DateField(_("Day of the report or decision"))
    result = models.CharField(_("Result"), max_length=12, choices=FindingResult)
    note = models.TextField(_("What was found"), blank=True)
    person_id = models.BigIntegerField()  # who entered it
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("finding on a declaration")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.exchange.parties.enums import InstitutionKind, OfficialRole


class Institution(models.Model):
    """**Kurum**: who asks or answers on the exchange. Its people act for its `Organisation` (kind PARTNER).

    `code` is the institution's user name on the road (`KRM-nnnnnnn`). `house` names the house of ours that it runs
    (`registry`, `employment` …), empty for everybody else.
    """

    is_watched = True

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="institution")
    code = models.CharField(_("Institution code"), max_length=11, unique=True)
    kind = models.CharField(_("Kind"), max_length=20, choices=InstitutionKind)
    is_general_government = models.BooleanField(_("General government (Law 5018)"), default=False)  # KPS-20
    house = models.CharField(max_length=20, blank=True)
    tax_number = models.CharField(_("Tax number"), max_length=10, blank=True)
    detsis_number = models.CharField(_("DETSİS number"), max_length=10, blank=True)
    mersis_number = models.CharField(_("MERSİS number"), max_length=16, blank=True)
    kep_address = models.CharField(_("KEP address"), max_length=120, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("institution")
        constraints = [
            models.CheckConstraint(
                name="institution_code_is_krm_and_seven_digits", condition=Q(code__regex=r"^KRM-[0-9]{7}$")
            ),
            models.UniqueConstraint(
                fields=["house"], condition=~Q(house=""), name="institution_once_a_house"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name


class InstitutionAddress(models.Model):
    """Where notices go. An old address stays valid until the change is duly told (X2.4, PRO-25). Never changed."""

    is_append_only = True

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="addresses")
    address = models.CharField(_("Address"), max_length=300)
    phone = models.CharField(_("Office phone"), max_length=16, blank=True)
    fax = models.CharField(_("Fax"), max_length=16, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    valid_from = models.DateField()
    told_on = models.DateField()  # when the other party was told; notices before it go to the old address

    class Meta:
        verbose_name = _("institution address")
        indexes = [models.Index(fields=["institution", "-told_on"], name="institution_address_newest")]


class Official(models.Model):
    """A named person of an institution in one role; office phones only (X3.1, KPS-04)."""

    is_watched = True
    kept_years, dated_by = 5, "valid_until"  # PRO-13

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="officials")
    role = models.CharField(_("Role"), max_length=20, choices=OfficialRole)
    national_id = models.CharField(_("T.C. identity number"), max_length=11)
    name = models.CharField(_("Name and surname"), max_length=200)
    title = models.CharField(_("Title"), max_length=120)
    office_phone = models.CharField(_("Office phone"), max_length=16, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    proofs = ArrayField(models.CharField(max_length=200), default=list, blank=True)  # KPS-03: files' names
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # inclusive

    class Meta:
        verbose_name = _("official")
        constraints = [
            models.CheckConstraint(
                name="official_is_valid_forwards",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            )
        ]
        indexes = [models.Index(fields=["institution", "role"], name="official_by_role")]

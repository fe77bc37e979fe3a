"""What a vacancy offers and how it is announced, by the wizard's pages (§2.2)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imece.employment.vacancies.enums import (
    ApplicationArea,
    Benefit,
    ContractKind,
    MatchingKind,
    PublicMethod,
    WageBasis,
    WorkKind,
)
from imece.reference.public import country_names


class WorkingTerms(models.Model):
    """**Çalışma Şartları**, **Olanaklar**. Wages are Turkish lira a month, on `wage_basis`."""

    work_kind = models.CharField(
        _("Kind of work"), max_length=20, choices=WorkKind, default=WorkKind.FULL_TIME
    )
    contract_kind = models.CharField(
        _("Kind of contract"), max_length=20, choices=ContractKind, default=ContractKind.INDEFINITE
    )
    contract_months = models.PositiveSmallIntegerField(_("Duration (months)"), null=True, blank=True)
    weekly_hours = models.PositiveSmallIntegerField(_("Hours a week"), default=45)
    weekly_days = models.PositiveSmallIntegerField(_("Days a week"), null=True, blank=True)
    wage_basis = models.CharField(
        _("The wage is told"), max_length=10, choices=WageBasis, default=WageBasis.GROSS
    )
    wage_min_amount = models.DecimalField(_("Lowest gross wage"), max_digits=12, decimal_places=2)
    wage_max_amount = models.DecimalField(
        _("Highest gross wage"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    has_travel = models.BooleanField(_("The work needs travel"), default=False)
    has_night_work = models.BooleanField(_("Work at night"), default=False)
    is_underground_or_underwater = models.BooleanField(_("Underground or underwater work"), default=False)
    is_light_work = models.BooleanField(_("Light work"), default=False)  # 4857 md. 71 (VAC-29)
    benefits = ArrayField(
        models.CharField(max_length=20, choices=Benefit),
        default=list,
        blank=True,
        verbose_name=_("Benefits"),
    )

    class Meta:
        abstract = True


class Places(models.Model):
    """**Çalışma Adresi**, **Görüşme Adresi**. For work abroad the province is where people apply."""

    province = models.ForeignKey("reference.Province", on_delete=models.PROTECT, verbose_name=_("Province"))
    district = models.ForeignKey("reference.District", on_delete=models.PROTECT, verbose_name=_("District"))
    neighbourhood = models.CharField(_("Neighbourhood"), max_length=100, blank=True)
    work_address = models.CharField(_("Address of the work"), max_length=300, blank=True)
    is_abroad = models.BooleanField(_("The work is abroad"), default=False)
    country = models.CharField(_("Country"), max_length=2, blank=True)  # ISO 3166-1
    project = models.CharField(_("Project"), max_length=150, blank=True)
    interview_place = models.CharField(_("Interview address"), max_length=300, blank=True)
    interviews_from = models.DateField(_("Interviews from"), null=True, blank=True)
    interviews_until = models.DateField(_("Interviews until"), null=True, blank=True)
    contact_name = models.CharField(_("Person to ask for"), max_length=100, blank=True)
    contact_phone = models.CharField(_("Telephone"), max_length=20, blank=True)
    contact_email = models.EmailField(_("E-mail"), blank=True)

    class Meta:
        abstract = True

    @property
    def place_text(self) -> str:
        """Where the work is; abroad that is another country than where people apply."""
        here = f"{self.district} / {self.province}"
        if not self.is_abroad:
            return here
        country = country_names().get(self.country, self.country)
        return gettext("{country} (people apply in {place})").format(country=country, place=here)


class Properties(models.Model):
    """**Talep Özellikleri**. Whether somebody fits is judged as of `last_application_on` (VAC-04)."""

    post_count = models.PositiveSmallIntegerField(_("Number of open posts"))
    starts_on = models.DateField(_("First day of the announcement"), null=True, blank=True)
    last_application_on = models.DateField(_("Last application date"))
    application_area = models.CharField(
        _("Who may apply"), max_length=10, choices=ApplicationArea, default=ApplicationArea.COUNTRY
    )
    matching_kind = models.CharField(
        _("Matching"), max_length=12, choices=MatchingKind, default=MatchingKind.OWN_CHOICE
    )
    is_name_published = models.BooleanField(_("Show the employer's name to everybody"), default=False)
    note = models.TextField(_("Note for the institution"), max_length=2000, blank=True)
    public_method = models.CharField(
        _("Method of a public body"), max_length=20, choices=PublicMethod, blank=True
    )
    is_career_post = models.BooleanField(_("Career post of a public body"), default=False)  # VAC-27

    class Meta:
        abstract = True

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Organisation
from imece.employment.employers.enums import Sector
from imece.employment.employers.models.employer import Employer
from imece.reference.models import District, Province


class Workplace(models.Model):
    """One workplace (işyeri) of an employer; its name, İŞKUR number and province stand on the organisation.

    One head office an employer and province (EMP-07, T-VAC-16): the first one registered there (EMP-08);
    the others are its branches. A closed one keeps its place in history and leaves the seat free.
    `sgk_number` has 26 digits (ID-14); `main_workplace` is the one whose subcontractor it is by that
    number (ID-15).
    """

    is_watched = True
    kept_years, dated_by = 10, "closed_on"
    forgets = ("street_address", "phone", "fax", "email", "website", "iban", "note")

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="workplace")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="workplaces")
    is_head_office = models.BooleanField(default=False)
    head_office = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="branches"
    )
    main_workplace = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="subcontractors"
    )
    sector = models.CharField(max_length=10, choices=Sector, default=Sector.PRIVATE)
    sgk_number = models.CharField(_("SGK workplace number"), max_length=26, blank=True)
    nace_code = models.CharField(_("NACE code"), max_length=8, blank=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="+", verbose_name=_("Province")
    )
    district = models.ForeignKey(
        District,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("District"),
    )
    neighbourhood = models.CharField(_("Neighbourhood"), max_length=100, blank=True)
    street_address = models.CharField(_("Address"), max_length=250, blank=True)
    postal_code = models.CharField(_("Postal code"), max_length=5, blank=True)
    phone = models.CharField(_("Phone"), max_length=16, blank=True)
    fax = models.CharField(_("Fax"), max_length=16, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    website = models.URLField(_("Website"), blank=True)
    worker_count = models.PositiveIntegerField(_("Number of workers"), null=True, blank=True)
    founded_on = models.DateField(_("Founded on"), null=True, blank=True)
    iban = models.CharField(_("IBAN"), max_length=26, blank=True)
    note = models.TextField(_("Note"), blank=True)
    registered_at = models.DateTimeField(default=timezone.now)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("workplace")
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "province"],
                condition=Q(is_head_office=True, closed_on__isnull=True),
                name="workplace_one_head_office_a_province",
                violation_error_message=_(
                    "This employer already has a head office in this province (EMP-07)."
                ),
            ),
            models.CheckConstraint(
                name="workplace_branch_has_a_head_office",
                condition=Q(is_head_office=True, head_office__isnull=True)
                | Q(is_head_office=False, head_office__isnull=False),
                violation_error_message=_("A branch belongs to the head office of its province."),
            ),
            models.UniqueConstraint(
                fields=["sgk_number"],
                condition=~Q(sgk_number=""),
                name="workplace_sgk_number_once",
                violation_error_message=_("This SGK workplace number is already registered."),
            ),
        ]
        indexes = [models.Index(fields=["province", "employer"], name="workplace_by_province")]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def name(self) -> str:
        return self.organisation.name

    @property
    def number(self) -> str:
        """İŞKUR numarası (ID-22)."""
        return self.organisation.number


class ContactPerson(models.Model):
    """Someone to talk to at the workplace (İlgili Bilgileri)."""

    is_watched = True

    workplace = models.ForeignKey(Workplace, on_delete=models.CASCADE, related_name="contact_persons")
    name = models.CharField(_("Name and surname"), max_length=150)
    role = models.CharField(_("Task at the workplace"), max_length=100, blank=True)
    phone = models.CharField(_("Phone"), max_length=16, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)

    class Meta:
        verbose_name = _("contact person")

    def __str__(self) -> str:
        return self.name

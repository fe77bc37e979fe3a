from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.accounts.models import Person
from imece.core.encryption import EncryptedTextField
from imece.employment.jobseekers.enums import MilitaryStatus, Sex
from imece.reference.enums import EducationLevel, LicenceClass

CITIZEN = frozenset({"", "TR"})  # "" where nobody asked the register yet


class JobSeeker(models.Model):
    """The profile (özgeçmiş) of a registered individual; while inactive he neither applies nor is found.

    The date of birth is as KPS gave it: day and month may be unknown (ID-09). `personal_status` is a special
    category (KVK-03): encrypted, read only for vacancies that lawfully ask for it.
    """

    is_watched = True

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="job_seeker")
    is_active = models.BooleanField(_("Profile active"), default=True)
    birth_year = models.PositiveSmallIntegerField()
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    birth_day = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(_("Sex"), max_length=10, choices=Sex, blank=True)
    nationality = models.CharField(_("Nationality"), max_length=2, blank=True)  # ISO 3166-1
    has_blue_card = models.BooleanField(_("Blue card holder"), default=False)  # the register's word (ID-08)
    identity_source = models.CharField(max_length=80, blank=True)  # "registry, question 12"
    identity_at = models.DateTimeField(null=True, blank=True)
    education = models.CharField(
        _("Education"), max_length=20, choices=EducationLevel, default=EducationLevel.PRIMARY
    )
    province = models.ForeignKey("reference.Province", on_delete=models.PROTECT, verbose_name=_("Province"))
    district = models.ForeignKey(
        "reference.District", null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("District")
    )
    licence_classes = ArrayField(
        models.CharField(max_length=4, choices=LicenceClass),
        default=list,
        blank=True,
        verbose_name=_("Driving licence classes"),
    )
    has_src = models.BooleanField(_("I have an SRC certificate"), default=False)
    has_psychotechnic = models.BooleanField(_("I have a psychotechnic certificate"), default=False)
    computer_skills = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("Computer programs")
    )
    military_status = models.CharField(
        _("Military service"),
        max_length=10,
        choices=MilitaryStatus,
        default=MilitaryStatus.NOT_SAID,
        blank=True,
    )
    military_deferred_until = models.DateField(_("Deferred until"), null=True, blank=True)
    sought_work_kinds = ArrayField(
        models.CharField(max_length=20), default=list, blank=True, verbose_name=_("Kinds of work I look for")
    )
    lowest_wage_amount = models.DecimalField(
        _("Lowest net wage a month I look for"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    accepts_travel = models.BooleanField(_("I can travel for work"), default=True)
    accepts_nights = models.BooleanField(_("I can work at night"), default=True)
    about = models.TextField(_("About me"), blank=True, max_length=2000)
    personal_status = EncryptedTextField(default="")
    disability = EncryptedTextField(
        default="", blank=True
    )  # JSON {"groups": [...], "rate": 45, "report_on": "2024-05-06", "report_until": …}, of the board's report
    special_consent_at = models.DateTimeField(null=True, blank=True)  # explicit consent (6698 art. 6)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("job seeker")

    def __str__(self) -> str:
        return self.person.full_name

    @property
    def is_citizen(self) -> bool:
        return self.nationality in CITIZEN


class SoughtOccupation(models.Model):
    """An occupation the person knows and looks for, with months of experience in it."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="occupations")
    occupation = models.ForeignKey(
        "reference.Occupation", on_delete=models.PROTECT, verbose_name=_("Occupation")
    )
    experience_months = models.PositiveSmallIntegerField(_("Experience (months)"), default=0)

    class Meta:
        verbose_name = _("sought occupation")
        constraints = [
            models.UniqueConstraint(
                fields=["job_seeker", "occupation"],
                name="sought_occupation_once",
                violation_error_message=_("This occupation is already in the profile."),
            )
        ]

    def __str__(self) -> str:
        return self.occupation.name

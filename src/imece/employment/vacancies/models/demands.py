"""What a vacancy asks of people, by the wizard's pages (§2.2). Empty means: not asked."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.enums import DisabilityGroup, PersonalStatus
from imece.employment.vacancies.enums import MasteryDocument, MilitaryDemand, Position, Sex, WorkArea
from imece.reference.enums import EducationLevel, ExamKind, LicenceClass


class OccupationalDemands(models.Model):
    """**Mesleki Özellikler**. Further occupations that are accepted too stand in `AcceptedOccupation`."""

    occupation = models.ForeignKey(
        "reference.Occupation", on_delete=models.PROTECT, verbose_name=_("Occupation")
    )
    work_area = models.CharField(_("Work area"), max_length=20, choices=WorkArea, blank=True)
    position = models.CharField(_("Position"), max_length=20, choices=Position, blank=True)
    min_experience_months = models.PositiveSmallIntegerField(_("Lowest experience (months)"), default=0)
    vocational_document = models.CharField(_("Vocational certificate (MYK)"), max_length=150, blank=True)
    mastery_document = models.CharField(
        _("Mastery document"), max_length=20, choices=MasteryDocument, blank=True
    )
    computer_skills = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, verbose_name=_("Computer programs")
    )
    certificates = ArrayField(
        models.CharField(max_length=100), default=list, blank=True, verbose_name=_("Certificates")
    )

    class Meta:
        abstract = True


class StatusDemands(models.Model):
    """**Kişisel Durum**: one category a vacancy; groups and rate only for the disabled (VAC-21)."""

    personal_status = models.CharField(
        _("Personal status"), max_length=20, choices=PersonalStatus, default=PersonalStatus.NORMAL
    )
    disability_groups = ArrayField(
        models.CharField(max_length=20, choices=DisabilityGroup),
        default=list,
        blank=True,
        verbose_name=_("Groups of disability"),
    )
    min_disability_rate = models.PositiveSmallIntegerField(
        _("Lowest rate of disability (%)"), null=True, blank=True
    )
    max_disability_rate = models.PositiveSmallIntegerField(
        _("Highest rate of disability (%)"), null=True, blank=True
    )

    class Meta:
        abstract = True


class SchoolingDemands(models.Model):
    """**Öğrenim Durumu**."""

    min_education = models.CharField(
        _("Lowest education"), max_length=20, choices=EducationLevel, default=EducationLevel.ILLITERATE
    )
    max_education = models.CharField(
        _("Highest education"), max_length=20, choices=EducationLevel, blank=True, default=""
    )
    school = models.CharField(_("School"), max_length=150, blank=True)
    department = models.CharField(_("Department"), max_length=150, blank=True)
    graduated_from = models.DateField(_("Graduated not before"), null=True, blank=True)
    graduated_until = models.DateField(_("Graduated not after"), null=True, blank=True)

    class Meta:
        abstract = True


class GatedDemands(models.Model):
    """**Fiziksel Özellikler ve Yaş**, **Askerlik Şartı**: off unless an exception was approved for it (NDR-05)."""

    min_age = models.PositiveSmallIntegerField(_("Lowest age"), null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(_("Highest age"), null=True, blank=True)
    sex = models.CharField(_("Sex"), max_length=10, choices=Sex, blank=True)
    min_height_cm = models.PositiveSmallIntegerField(_("Lowest height (cm)"), null=True, blank=True)
    max_height_cm = models.PositiveSmallIntegerField(_("Greatest height (cm)"), null=True, blank=True)
    min_weight_kg = models.PositiveSmallIntegerField(_("Lowest weight (kg)"), null=True, blank=True)
    max_weight_kg = models.PositiveSmallIntegerField(_("Greatest weight (kg)"), null=True, blank=True)
    other_physical = models.CharField(_("Other physical demand"), max_length=300, blank=True)
    military = models.CharField(
        _("Military service demanded"), max_length=20, choices=MilitaryDemand, blank=True
    )

    class Meta:
        abstract = True


class DocumentDemands(models.Model):
    """**Sınav Gereksinimi**, **Sürücü Belgesi**. Languages stand in `LanguageDemand`."""

    exam_kind = models.CharField(_("Exam"), max_length=20, choices=ExamKind, blank=True)
    exam_name = models.CharField(_("Kind of points"), max_length=60, blank=True)  # e.g. P94
    min_exam_score = models.DecimalField(
        _("Lowest points"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    own_exam_at = models.DateTimeField(_("The employer's own exam: time"), null=True, blank=True)
    own_exam_place = models.CharField(_("The employer's own exam: place"), max_length=300, blank=True)
    licence_classes = ArrayField(
        models.CharField(max_length=4, choices=LicenceClass),
        default=list,
        blank=True,
        verbose_name=_("Driving licence classes"),
    )
    needs_src = models.BooleanField(_("SRC certificate needed"), default=False)
    needs_psychotechnic = models.BooleanField(_("Psychotechnic certificate needed"), default=False)

    class Meta:
        abstract = True

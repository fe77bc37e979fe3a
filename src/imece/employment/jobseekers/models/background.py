"""What a person has learned and done, line by line: schools, work, languages, certificates, exam points."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.employment.jobseekers.enums import CertificateKind
from imece.employment.jobseekers.models.job_seeker import JobSeeker
from imece.reference.enums import EducationLevel, ExamKind, LanguageLevel


class Schooling(models.Model):
    """A school that was finished; the highest level is repeated on the profile."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="schools")
    level = models.CharField(_("Level"), max_length=20, choices=EducationLevel)
    school = models.CharField(_("School"), max_length=150)
    department = models.CharField(_("Department"), max_length=150, blank=True)
    graduated_on = models.DateField(_("Date of graduation"), null=True, blank=True)

    class Meta:
        verbose_name = _("schooling")

    def __str__(self) -> str:
        return self.school


class WorkPeriod(models.Model):
    """A time of work as the person tells it (iş deneyimi); the profile's months an occupation come from here."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="work_periods")
    occupation = models.ForeignKey(
        "reference.Occupation", on_delete=models.PROTECT, verbose_name=_("Occupation")
    )
    employer_name = models.CharField(_("Workplace"), max_length=150)
    began_on = models.DateField(_("From"))
    ended_on = models.DateField(_("Until"), null=True, blank=True)  # null: still working
    description = models.TextField(_("What you did"), max_length=1000, blank=True)

    class Meta:
        verbose_name = _("work period")
        constraints = [
            models.CheckConstraint(
                name="work_period_is_ordered",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("began_on")),
                violation_error_message=_("The last day may not be before the first."),
            )
        ]

    def __str__(self) -> str:
        return self.employer_name


class LanguageSkill(models.Model):
    """A foreign language with its level by skill; empty means none."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="languages")
    language = models.CharField(_("Language"), max_length=3)  # ISO 639, names from reference
    reading = models.CharField(_("Reading"), max_length=2, choices=LanguageLevel, blank=True)
    writing = models.CharField(_("Writing"), max_length=2, choices=LanguageLevel, blank=True)
    speaking = models.CharField(_("Speaking"), max_length=2, choices=LanguageLevel, blank=True)
    document = models.CharField(_("Document"), max_length=60, blank=True)
    score = models.DecimalField(_("Points"), max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("language skill")
        constraints = [
            models.UniqueConstraint(
                fields=["job_seeker", "language"],
                name="language_skill_once",
                violation_error_message=_("This language is already in the profile."),
            )
        ]

    def __str__(self) -> str:
        return self.language


class Certificate(models.Model):
    """A certificate or vocational document, with its last valid day (P3.4)."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="certificates")
    kind = models.CharField(
        _("Kind of certificate"),
        max_length=20,
        choices=CertificateKind,
        default=CertificateKind.CERTIFICATE,
    )
    name = models.CharField(_("Certificate"), max_length=100)
    issued_on = models.DateField(_("Date of the certificate"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("certificate")

    def __str__(self) -> str:
        return self.name


class ExamResult(models.Model):
    """Points of a central exam, with the last day they count."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="exam_results")
    kind = models.CharField(_("Exam"), max_length=20, choices=ExamKind)
    name = models.CharField(_("Kind of points"), max_length=60, blank=True)  # e.g. P94
    score = models.DecimalField(_("Points"), max_digits=6, decimal_places=2)
    taken_on = models.DateField(_("Date of the exam"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("exam result")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.score}"


class SoughtPlace(models.Model):
    """A further province in which the person would work; the one he lives in stands on the profile."""

    is_watched = True

    job_seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="sought_places")
    province = models.ForeignKey("reference.Province", on_delete=models.PROTECT, verbose_name=_("Province"))

    class Meta:
        verbose_name = _("sought place")
        constraints = [
            models.UniqueConstraint(
                fields=["job_seeker", "province"],
                name="sought_place_once",
                violation_error_message=_("This province is already in the profile."),
            )
        ]

    def __str__(self) -> str:
        return self.province.name

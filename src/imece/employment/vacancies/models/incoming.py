"""Vacancies that come by a file or from the employer's own system (P3.10)."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.models import Workplace
from imece.employment.vacancies.enums import BulkRowFate, IncomingWay
from imece.employment.vacancies.models.vacancy import Vacancy


class VacancyReference(models.Model):
    """The employer's own number of a vacancy: the same post is not announced twice by mistake."""

    is_watched = True

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(_("Your own number"), max_length=60)
    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, related_name="own_reference")

    class Meta:
        verbose_name = _("own number of a vacancy")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "reference"],
                name="vacancy_reference_once",
                violation_error_message=_("A vacancy of this workplace has this number already."),
            )
        ]

    def __str__(self) -> str:
        return self.reference


class ConflictAttempt(models.Model):
    """Somebody tried to send a vacancy that is here already, by its own number; so its sender can find the fault."""

    kept_years = 10

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(_("Your own number"), max_length=60)
    way = models.CharField(_("Came by"), max_length=10, choices=IncomingWay)
    sender = models.CharField(_("Sender"), max_length=250)
    at = models.DateTimeField(_("Tried at"))

    class Meta:
        verbose_name = _("conflicting attempt")
        indexes = [models.Index(fields=["workplace", "-at", "-id"], name="conflict_by_workplace")]

    def __str__(self) -> str:
        return self.reference


class BulkUpload(models.Model):
    """One file of vacancies: read, judged row by row, then taken over whole, or its right rows, or not at all.

    `fingerprint` recognises the same file; `content` is emptied when nobody needs it any more.
    """

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    sender = models.CharField(_("Sender"), max_length=250)
    file_name = models.CharField(_("File"), max_length=100)
    fingerprint = models.CharField(max_length=64)  # SHA-256
    content = models.BinaryField()
    created_at = models.DateTimeField(_("Uploaded at"))
    checked_at = models.DateTimeField(null=True, blank=True)
    row_count = models.PositiveIntegerField(_("Rows"), default=0)
    wrong_count = models.PositiveIntegerField(_("Wrong rows"), default=0)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_count = models.PositiveIntegerField(_("Taken over"), default=0)
    job_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("file of vacancies")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "fingerprint"],
                name="bulk_upload_once",
                violation_error_message=_("This very file was uploaded already."),
            )
        ]
        indexes = [models.Index(fields=["workplace", "-created_at"], name="bulk_upload_by_workplace")]

    def __str__(self) -> str:
        return self.file_name


class BulkRow(models.Model):
    """One row: its cells as they were written, what is wrong with them, what becomes of it."""

    upload = models.ForeignKey(BulkUpload, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("Row"))  # as Excel counts
    cells = models.JSONField(default=dict)
    problems = models.JSONField(default=dict)  # language → [[column, value, what is wrong, what to do]]
    fate = models.CharField(_("What becomes of it"), max_length=10, choices=BulkRowFate)
    vacancy = models.OneToOneField(
        Vacancy, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("row of a file of vacancies")
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="bulk_row_once")]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def told(self) -> list[list[str]]:
        """What is wrong, in the reader's language."""
        return self.problems.get(get_language(), [])

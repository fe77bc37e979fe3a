"""Persons of a month that come by a file (P8.9): read, judged, then taken for the month's table or not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.employment.employers.models import Workplace
from imece.employment.workforce.enums import Direction, DismissalKind, Row, Sex
from imece.reference.models import Occupation


class PersonnelUpload(models.Model):
    """**İşgücü Çizelgesi Toplu Personel Bildirim Formu**, one file for one month.

    `fingerprint` recognises the same file. Its lines wait until it is taken; then the table's wizard offers them.
    """

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("Month"))
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
    job_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("personnel form")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "month", "fingerprint"],
                name="personnel_upload_once",
                violation_error_message=_("This very file was uploaded already."),
            )
        ]
        indexes = [models.Index(fields=["workplace", "-created_at"], name="personnel_upload_by_workplace")]

    def __str__(self) -> str:
        return self.file_name


class PersonnelLine(models.Model):
    """A right row. Names and sex are the register's; `note` says how the file's name differed.

    `row` holds special-category data (KVK-03), as in `StaffChange`.
    """

    upload = models.ForeignKey(
        PersonnelUpload, on_delete=models.CASCADE, related_name="lines", db_index=False
    )
    number = models.PositiveIntegerField(_("Row"))
    direction = models.CharField(max_length=5, choices=Direction)
    national_id = models.CharField(_("T.C. identity number"), max_length=11)
    given_names = models.CharField(_("Given names"), max_length=100)
    surname = models.CharField(_("Surname"), max_length=100, blank=True)
    sex = models.CharField(max_length=1, choices=Sex)
    row = models.CharField(_("Group"), max_length=16, choices=Row)
    occupation = models.ForeignKey(Occupation, on_delete=models.PROTECT, related_name="+", db_index=False)
    on = models.DateField(_("Hired or left on"))
    reason_code = models.CharField(_("How hired or why left"), max_length=10, blank=True)
    dismissal = models.CharField(_("Kind of dismissal"), max_length=10, choices=DismissalKind, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("row of a personnel form")
        indexes = [
            models.Index(fields=["upload", "number"], name="personnel_line_in_order"),
            models.Index(fields=["upload", "number"], name="personnel_line_noted", condition=~Q(note="")),
        ]


class PersonnelFault(models.Model):
    """What is wrong in one cell, and what to do (AIC-30); once in each language."""

    upload = models.ForeignKey(
        PersonnelUpload, on_delete=models.CASCADE, related_name="faults", db_index=False
    )
    language = models.CharField(max_length=2)
    number = models.PositiveIntegerField(_("Row"))
    column = models.CharField(_("Column"), max_length=200)
    value = models.CharField(_("Value"), max_length=200)
    problem = models.CharField(_("What is wrong"), max_length=500)
    remedy = models.CharField(_("What to do"), max_length=500)

    class Meta:
        verbose_name = _("fault in a personnel form")
        indexes = [models.Index(fields=["upload", "number", "id"], name="personnel_fault_in_order")]

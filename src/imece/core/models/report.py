import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class ReportState(models.TextChoices):
    WAITING = "waiting"
    MADE = "made"
    EMPTY = "empty"
    FAILED = "failed"


class ReportRun(models.Model):
    """One press of *Raporu Oluştur*: who, when, by which criteria, how many rows. Seen by its maker alone."""

    kept_years, dated_by = 5, "made_at"  # EMP-14

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    report = models.CharField(max_length=80)
    language = models.CharField(max_length=5, default="tr")
    criteria = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.WAITING)
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    actor = models.JSONField(default=dict)  # as whom a job makes it: rights and scope at the moment of asking
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    row_count = models.PositiveIntegerField(default=0)
    done_count = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=1000, blank=True)
    has_special_columns = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "-made_at"], name="report_run_by_person"),
            models.Index(fields=["expires_at"], name="report_run_by_expiry"),
        ]

    def __str__(self) -> str:
        return f"{self.report} {self.made_at:%Y-%m-%d}"

    @property
    def is_made(self) -> bool:
        return self.state == ReportState.MADE


class ReportFile(models.Model):
    """One file of a run; the fingerprint tells later whether a copy in hand is the one that was given out."""

    run = models.ForeignKey(ReportRun, on_delete=models.CASCADE, related_name="files")
    format = models.CharField(max_length=5)
    file = models.FileField(upload_to="reports/%Y/%m/%d", max_length=300)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size_bytes = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="report_file_once_a_format", fields=["run", "format"])]

    def __str__(self) -> str:
        return self.name

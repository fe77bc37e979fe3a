import uuid

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """What somebody has typed into a wizard and not yet saved for good (P0.4).

    Owned by one person acting for one organisation; before sign-in (becoming a member) by `owner_key`, which only
    that browser's session knows. `token` is the address and the idempotency key: once `finished_at` is set, saving
    again answers `result_url`. `answers` holds each step's raw form data, so that it validates anew at any time.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    owner_key = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=200, blank=True)
    answers = models.JSONField(default=dict, encoder=DjangoJSONEncoder)  # {step: {form key: [text, …]}}
    completed = ArrayField(models.CharField(max_length=40), default=list)
    version = models.PositiveIntegerField(default=0)
    step_versions = models.JSONField(default=dict)  # {step: the version that saved it last}
    subject_key = models.CharField(max_length=60, blank=True)
    subject_version = models.PositiveIntegerField(null=True)
    subject_answers = models.JSONField(
        default=dict, encoder=DjangoJSONEncoder
    )  # the record's, when last compared
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()
    expires_on = models.DateField()
    finished_at = models.DateTimeField(null=True)
    result_url = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("draft")
        constraints = [
            models.CheckConstraint(
                name="draft_has_one_kind_of_owner",
                condition=models.Q(person_id__isnull=False, owner_key="")
                | (models.Q(person_id__isnull=True) & ~models.Q(owner_key="")),
                violation_error_message=_("A draft belongs to a person or to one browser."),
            )
        ]
        indexes = [
            models.Index(fields=["person_id", "-updated_at"], name="draft_by_person"),
            models.Index(fields=["expires_on"], name="draft_by_expiry"),
        ]

    def __str__(self) -> str:
        return self.label or self.kind


class DraftFile(models.Model):
    """A file given in a step; it stays with the draft until the draft ends."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    step = models.CharField(max_length=40)
    field = models.CharField(max_length=80)
    file = models.FileField(upload_to="drafts/%Y/%m/%d", max_length=300)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100, blank=True)

    class Meta:
        verbose_name = _("file of a draft")
        constraints = [
            models.UniqueConstraint(fields=["draft", "step", "field"], name="draft_file_once_a_field"),
        ]

    def __str__(self) -> str:
        return self.name

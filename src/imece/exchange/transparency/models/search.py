from django.db import models
from django.utils.translation import gettext_lazy as _


class TrailSearch(models.Model):
    """One look into the trail of questions: itself on record (X5.4). Never changed.

    `criteria` names no person: who was searched for stands in `subject_key` and `user_key` as keyed fingerprints.
    """

    is_append_only = True
    kept_years = 5  # EMP-14

    at = models.DateTimeField(_("When"))
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("Who"), max_length=200, blank=True)
    criteria = models.JSONField(_("Criteria"))
    subject_key = models.CharField(max_length=64, blank=True)
    user_key = models.CharField(max_length=64, blank=True)
    row_count = models.IntegerField(_("Rows shown"))

    class Meta:
        verbose_name = _("search of the trail")
        indexes = [models.Index(fields=["organisation_id", "-at"], name="trail_search_newest")]


class TrailOpening(models.Model):
    """One row's personal fields, opened with a reason. Never changed."""

    is_append_only = True
    kept_years = 5  # EMP-14

    at = models.DateTimeField(_("When"))
    person_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(_("Who"), max_length=200, blank=True)
    shard = models.SmallIntegerField()
    sequence = models.BigIntegerField()
    institution_id = models.IntegerField()
    is_whole = models.BooleanField(default=True)  # False: end user and file alone, not whom it was about
    reason = models.TextField(_("Reason"))

    class Meta:
        verbose_name = _("opening of a row of the trail")
        indexes = [models.Index(fields=["shard", "sequence"], name="trail_opening_by_row")]

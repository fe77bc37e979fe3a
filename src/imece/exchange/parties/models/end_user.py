from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.parties.models.institution import Institution
from imece.exchange.parties.models.sub_unit import SubUnit


class EndUser(models.Model):
    """Somebody on whose behalf an institution asks. A query names him by `user_number`, his number there (X3.2)."""

    is_watched = True
    kept_years, dated_by = 5, "closed_on"  # PRO-13

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="end_users")
    unit = models.ForeignKey(
        SubUnit, on_delete=models.PROTECT, null=True, blank=True, related_name="end_users"
    )
    user_number = models.CharField(_("User number"), max_length=40)
    name = models.CharField(_("Name and surname"), max_length=200)
    title = models.CharField(_("Title"), max_length=120, blank=True)
    closed_on = models.DateField(null=True, blank=True)  # from this day on he asks no more

    class Meta:
        verbose_name = _("end user")
        constraints = [
            models.UniqueConstraint(
                fields=["institution", "user_number"],
                name="end_user_number_once_an_institution",
                violation_error_message=_("Another user of the institution has this number."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.user_number})"


class Undertaking(models.Model):
    """**Gizlilik Taahhütnamesi** (Ek-2): signed before access is opened (X3.3, PRO-08). No valid one, no query."""

    is_watched = True
    kept_years, dated_by = 5, "end_user__closed_on"

    end_user = models.ForeignKey(EndUser, on_delete=models.PROTECT, related_name="undertakings")
    text_version = models.PositiveSmallIntegerField()
    signed_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)  # inclusive
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=300, blank=True)
    document_code = models.CharField(
        max_length=40, blank=True
    )  # of the generated form, checked on the public page
    scan_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the signed paper as filed
    filed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("undertaking")
        constraints = [
            models.CheckConstraint(
                name="undertaking_is_valid_forwards",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("signed_on")),
            )
        ]

    def is_valid_on(self, day: date) -> bool:
        """PRO-08; the day of signing and the last day themselves are valid."""
        return (
            self.withdrawn_at is None
            and self.signed_on <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


class UndertakingScan(models.Model):
    """The signed paper of an undertaking as it was filed: kept, and produced when the provider asks (PRO-08)."""

    is_append_only = True
    kept_years, dated_by = 5, "undertaking__end_user__closed_on"

    undertaking = models.OneToOneField(
        Undertaking, on_delete=models.PROTECT, related_name="scan", primary_key=True
    )
    content = models.BinaryField()
    media_type = models.CharField(max_length=40)
    file_name = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("scan of an undertaking")

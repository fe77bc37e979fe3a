from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.core.encryption import EncryptedNumberField, EncryptedTextField
from imece.employment.employers.models import Workplace
from imece.employment.workforce.enums import Group


class CompulsoryWorker(models.Model):
    """**Zorunlu istihdam personeli** (P9.2): somebody whom the quota counts. Special-category data (KVK-03) throughout.

    `group` and `report_percent` stand sealed: no statement can ask for them, and the verb alone checks the per cent.
    `hired_through_us`: sent by İŞKUR; else the employer registers the worker afterwards, on `registered_on` (VAC-22).
    """

    is_watched = True
    kept_years, dated_by = 10, "left_on"

    workplace = models.ForeignKey(Workplace, on_delete=models.PROTECT, related_name="+")
    national_id = models.CharField(_("T.C. identity number"), max_length=11)
    given_names = models.CharField(_("Given names"), max_length=100)
    surname = models.CharField(_("Surname"), max_length=100, blank=True)
    group = EncryptedTextField(_("Group"), choices=Group)
    report_percent = EncryptedNumberField(_("Per cent of the report"), default=None, blank=True)
    hired_on = models.DateField(_("Hired on"))
    hired_through_us = models.BooleanField(_("Hired through İŞKUR"), default=False)
    registered_on = models.DateField(_("Registered with İŞKUR on"), null=True, blank=True)
    registration_due_on = models.DateField(_("Last day to register"), null=True, blank=True)  # VAC-22
    left_on = models.DateField(_("Left on"), null=True, blank=True)

    class Meta:
        verbose_name = _("compulsory worker")
        constraints = [
            models.UniqueConstraint(
                fields=["workplace", "national_id"], condition=Q(left_on__isnull=True), name="compulsory_worker_once",
                violation_error_message=_("This person stands in the list already."),
            ),
            models.CheckConstraint(
                name="compulsory_worker_leaves_after_hire",
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("hired_on"))
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["workplace", "-hired_on"], name="compulsory_worker_in_order")]

    def __str__(self) -> str:
        return f"{self.given_names} {self.surname}".strip()

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.access.enums import CredentialKind, FormChannel, FormReason, FormState, HandoverTo
from imece.exchange.parties.models import Institution


class InformationForm(models.Model):
    """**KPS Bilgi Formu** (X3.1, KPS-01, KPS-04): every field typed, the signed original posted or by KEP.

    Nothing about an institution's connection changes without one: its approval names the contacts, asks for the
    credential and begins the address, in one transaction. `taken_in_by_id` and `approved_by_id` are two members of
    staff. Once it is sent it is changed only after it was returned.
    """

    is_watched = True

    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="information_forms")
    reason = models.CharField(_("Why this form"), max_length=10, choices=FormReason)
    state = models.CharField(max_length=10, choices=FormState, default=FormState.DRAFT)

    address = models.CharField(_("Address"), max_length=300)
    office_phone = models.CharField(_("Office phone"), max_length=16)
    fax = models.CharField(_("Fax"), max_length=16)
    email = models.EmailField(_("E-mail"))
    kep_address = models.CharField(_("KEP address"), max_length=120)

    administrative_national_id = models.CharField(_("T.C. identity number"), max_length=11)
    administrative_name = models.CharField(_("Name and surname"), max_length=200)
    administrative_title = models.CharField(_("Title"), max_length=120)
    administrative_phone = models.CharField(_("Office phone"), max_length=16)
    administrative_email = models.EmailField(_("E-mail"))
    technical_national_id = models.CharField(_("T.C. identity number"), max_length=11)
    technical_name = models.CharField(_("Name and surname"), max_length=200)
    technical_title = models.CharField(_("Title"), max_length=120)
    technical_phone = models.CharField(_("Office phone"), max_length=16)
    technical_email = models.EmailField(_("E-mail"))
    handover_to = models.CharField(_("Who receives the password"), max_length=14, choices=HandoverTo)

    credential_kind = models.CharField(
        _("How you will prove yourselves"), max_length=12, choices=CredentialKind
    )
    static_address = models.GenericIPAddressField(_("Static IP address"))
    address_from = models.DateField(_("In use from"), null=True, blank=True)
    change_reason = models.CharField(_("Reason of the change"), max_length=500, blank=True)

    channel = models.CharField(_("How the original came"), max_length=4, choices=FormChannel, blank=True)
    registry_number = models.CharField(_("Registry number"), max_length=40, blank=True)
    registered_on = models.DateField(_("Registry date"), null=True, blank=True)

    created_by_id = models.BigIntegerField()  # persons
    taken_in_by_id = models.BigIntegerField(null=True, blank=True)
    approved_by_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("KPS information form")
        indexes = [models.Index(fields=["state", "created_at"], name="information_form_by_state")]
        constraints = [
            models.CheckConstraint(
                name="information_form_names_two_persons",
                condition=~Q(administrative_national_id=F("technical_national_id")),
                violation_error_message=_(
                    "The administrative and the technical person must be two different persons."
                ),
            ),
            models.CheckConstraint(
                name="information_form_is_approved_by_another",
                condition=Q(approved_by_id__isnull=True) | ~Q(approved_by_id=F("taken_in_by_id")),
                violation_error_message=_("Somebody else must approve it."),
            ),
            models.CheckConstraint(
                name="information_form_approved_has_its_original",
                condition=~Q(state=FormState.APPROVED)
                | (
                    Q(taken_in_by_id__isnull=False, approved_by_id__isnull=False, registered_on__isnull=False)
                    & Q(channel__in=[FormChannel.POST, FormChannel.KEP])
                    & ~Q(registry_number="")
                ),
            ),
            models.UniqueConstraint(
                fields=["institution"],
                condition=Q(
                    state__in=[FormState.DRAFT, FormState.SUBMITTED, FormState.TAKEN_IN, FormState.RETURNED]
                ),
                name="information_form_one_open_an_institution",
                violation_error_message=_("Another form of the institution is still open."),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"BF-{self.pk:06d}"

    @property
    def handover_national_id(self) -> str:
        return str(getattr(self, f"{self.handover_to}_national_id"))

    @property
    def handover_name(self) -> str:
        return str(getattr(self, f"{self.handover_to}_name"))

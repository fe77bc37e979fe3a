"""An application, what it asks, what it brings along, and what the board decided."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.enums import (
    AgreementKind,
    ApplicationState,
    Confidentiality,
    FileKind,
    LetterWay,
    SignatoryRank,
)
from imece.exchange.agreements.models.grant import Purpose
from imece.exchange.parties.models import Institution


class Application(models.Model):
    """**Başvuru** of an institution, in its own name only (X1.1, KPS-02), to one that answers.

    `amends` is the running agreement that an approval changes; it stays untouched until the new Ek-1 is signed.
    """

    is_watched = True

    number = models.CharField(_("Number"), max_length=20, unique=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="applications")
    provider = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="applications_received")
    kind = models.CharField(_("Kind"), max_length=12, choices=AgreementKind)
    amends = models.ForeignKey(
        "agreements.Agreement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amendments_asked",
    )
    title = models.CharField(_("Subject"), max_length=250)
    purpose = models.TextField(_("What the data are needed for"))
    confidentiality = models.CharField(
        _("Degree of confidentiality"),
        max_length=12,
        choices=Confidentiality,
        default=Confidentiality.UNCLASSIFIED,
    )
    state = models.CharField(max_length=14, choices=ApplicationState, default=ApplicationState.SUBMITTED)
    letter_way = models.CharField(_("How the letter comes"), max_length=4, choices=LetterWay)
    letter_number = models.CharField(_("Number of the letter"), max_length=60)
    letter_on = models.DateField(_("Date of the letter"))
    kep_message_id = models.CharField(_("KEP message"), max_length=120, blank=True)
    is_letter_signed = models.BooleanField(_("The letter is signed"), default=False)
    registry_number = models.CharField(_("Registry number of the original"), max_length=60, blank=True)
    registered_on = models.DateField(_("Registered on"), null=True, blank=True)
    applicant_person_id = models.BigIntegerField()
    submitted_at = models.DateTimeField()
    returned_at = models.DateTimeField(null=True, blank=True)
    complete_by = models.DateField(null=True, blank=True)  # after this day a returned application lapses
    answer = models.TextField(blank=True)  # why returned or rejected: the applicant reads it
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("application")
        constraints = [
            models.CheckConstraint(
                name="application_asks_another",
                condition=~Q(institution=F("provider")),
                violation_error_message=_("An institution cannot apply to itself."),
            ),
            models.CheckConstraint(
                name="application_letter_is_no_fax",
                condition=~Q(letter_way="fax"),
                violation_error_message=_("A fax is not taken as an application (KPS-01)."),
            ),
            models.CheckConstraint(
                name="application_returned_has_a_day",
                condition=~Q(state="returned") | Q(complete_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "submitted_at"], name="application_by_state")]

    def __str__(self) -> str:
        return self.number


class ApplicationSignatory(models.Model):
    """Who may sign the agreement; several can be named (X1.3, KPS-03)."""

    is_watched = True

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("Name and surname"), max_length=200)
    title = models.CharField(_("Title"), max_length=120)
    rank = models.CharField(_("Rank"), max_length=20, choices=SignatoryRank)

    class Meta:
        verbose_name = _("signatory of an application")


class ApplicationService(models.Model):
    """One service asked for, with its own purpose and legal ground; granted field by field (X1.4).

    `granted` is None until the reviewer has decided; an empty list is a refusal of the service.
    """

    is_watched = True

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="services")
    service = models.CharField(max_length=80)
    service_version = models.PositiveSmallIntegerField()
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="applications")
    legal_ground = models.CharField(_("Legal ground"), max_length=300)
    fields = ArrayField(models.CharField(max_length=60))
    daily_volume = models.PositiveIntegerField(_("Questions a day, expected"))
    granted = ArrayField(models.CharField(max_length=60), null=True, blank=True)
    review_note = models.TextField(blank=True)  # why less than asked

    class Meta:
        verbose_name = _("service asked for")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "service", "service_version", "purpose"],
                name="application_service_once_a_purpose",
                violation_error_message=_("This service is asked for twice for the same purpose."),
            ),
            models.CheckConstraint(name="application_service_has_fields", condition=Q(fields__len__gt=0)),
            models.CheckConstraint(
                name="application_grants_no_more_than_asked",
                condition=Q(granted__isnull=True) | Q(granted__contained_by=F("fields")),
                violation_error_message=_("No field is granted that was not asked for."),
            ),
        ]


class ApplicationFile(models.Model):
    """A paper of the application as it was given, with its fingerprint. Replaced ones stay."""

    is_append_only = True

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=20, choices=FileKind)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=40)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField()
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an application")


class BoardDecision(models.Model):
    """**Kurul kararı** (Veri Aktarımı Kurulu): no application becomes an agreement without one."""

    is_append_only = True

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="board_decisions")
    number = models.CharField(_("Number of the decision"), max_length=60)
    decided_on = models.DateField(_("Decided on"))
    is_approval = models.BooleanField()
    text = models.TextField(_("Text of the decision"))
    person_id = models.BigIntegerField()  # who entered it
    recorded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("board decision")

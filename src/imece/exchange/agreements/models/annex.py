"""Ek-1 in its versions, the signatures under each, and the papers made from the data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imece.exchange.agreements.enums import AnnexState, Confidentiality, PaperKind
from imece.exchange.agreements.models.agreement import Agreement
from imece.exchange.agreements.models.application import BoardDecision
from imece.exchange.agreements.models.grant import Purpose
from imece.exchange.parties.models import Institution


class Annex(models.Model):
    """**Ek-1** of one version: the services and fields opened (PRO-01). Version 1 comes with the agreement itself,

    each later one is an amendment and comes into force in the same way: by both signatures (PRO-20).
    """

    is_watched = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="annexes")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=AnnexState, default=AnnexState.DRAFT)
    board_decision = models.ForeignKey(
        BoardDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="annexes"
    )
    signed_on = models.DateField(null=True, blank=True)  # the later of the two
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("annex")
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="annex_number_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(state="in_force"), name="annex_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} Ek-1/{self.number}"


class AnnexLine(models.Model):
    """One service opened to one party for one purpose; becomes a `Grant` when the annex comes into force."""

    is_watched = True

    annex = models.ForeignKey(Annex, on_delete=models.CASCADE, related_name="lines")
    consumer = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="annex_lines")
    service = models.CharField(max_length=80)
    service_version = models.PositiveSmallIntegerField()
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="annex_lines")
    legal_ground = models.CharField(max_length=300)
    fields = ArrayField(models.CharField(max_length=60))
    rate_per_second = models.PositiveIntegerField(default=20)
    burst = models.PositiveIntegerField(default=40)
    daily_cap = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("line of an annex")
        constraints = [
            models.UniqueConstraint(
                fields=["annex", "consumer", "service", "service_version", "purpose"], name="annex_line_once"
            ),
            models.CheckConstraint(name="annex_line_has_fields", condition=Q(fields__len__gt=0)),
        ]


class Signature(models.Model):
    """One party's signature under one version, and where its original is kept (PRO-01: two originals)."""

    is_watched = True

    annex = models.ForeignKey(Annex, on_delete=models.PROTECT, related_name="signatures")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="signatures")
    name = models.CharField(_("Name and surname"), max_length=200)
    title = models.CharField(_("Title"), max_length=120)
    signed_on = models.DateField(_("Signed on"))
    original_place = models.CharField(_("Where this party's original is kept"), max_length=200)
    person_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)  # taken back to draft: to be signed anew

    class Meta:
        verbose_name = _("signature")
        constraints = [
            models.UniqueConstraint(
                fields=["annex", "institution"],
                condition=Q(voided_at__isnull=True),
                name="signature_once_a_party",
                violation_error_message=_("This party has signed already."),
            )
        ]


class Paper(models.Model):
    """A paper as it was made, with its verification code (X8.1). A new version is a new paper."""

    is_append_only = True

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="papers")
    annex = models.ForeignKey(Annex, on_delete=models.PROTECT, null=True, blank=True, related_name="papers")
    kind = models.CharField(max_length=10, choices=PaperKind)
    number = models.CharField(max_length=40)
    confidentiality = models.CharField(
        max_length=12, choices=Confidentiality, default=Confidentiality.UNCLASSIFIED
    )
    document_code = models.CharField(max_length=40)  # as the public page shows it
    content = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("paper")
        indexes = [models.Index(fields=["agreement", "-made_at"], name="paper_newest")]
